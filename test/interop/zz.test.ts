import { test } from 'node:test';
import { startKamailio } from '/work/main/test/interop/peers/kamailio.ts';
import { enterNamespace } from '/work/main/test/interop/peers/namespace.ts';
import { startRtpengine } from '/work/main/test/interop/peers/rtpengine.ts';

await enterNamespace(import.meta.url);
test('up', async () => {
  const t = Date.now();
  const r = await startRtpengine();
  console.error('rtpengine', Date.now() - t);
  const k = await startKamailio({ alice: 'x' });
  console.error('kamailio', Date.now() - t, k.lines().join('\n'));
  await k.stop();
  await r.stop();
  console.error(r.lines().join('\n'));
});
