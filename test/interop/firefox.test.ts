/** The same phone in Firefox. */
import assert from 'node:assert/strict';
import { assertSound } from './peers/assert-heard.ts';
import { enterNamespace } from './peers/namespace.ts';
import { startSystem } from './peers/system.ts';

await enterNamespace(import.meta.url);
const system = await startSystem('firefox');
const { baresip } = system;
const alice = await system.phone('alice');
await alice.connect();

system.case('Firefox: baresip calls, both hear each other, the agent hangs up', async () => {
  const atBaresip = baresip.events.items.length;
  await baresip.command('dial', 'sip:alice@127.0.0.1');
  const { call } = await alice.callEvent('delivered');
  assert.equal(call.remote.number, 'desk');
  await alice.answer(call.id);
  const { connections } = await alice.callEvent('established', { callId: call.id });
  const heard = await alice.hearsSound(connections - 1);
  assert.ok(heard.packets > 30, `${heard.packets} packets`);
  await alice.hangUp(call.id);
  await baresip.event('CALL_CLOSED', atBaresip);
  assert.deepEqual(await alice.calls(), []);
  assertSound(await baresip.heard());
});
