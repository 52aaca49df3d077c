/** Measures connecting, going away and coming back, through the public entries only. */
import { mountSoftphone, type Softphone } from '../../../src/host/index.ts';

const violations: string[] = [];
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violations.push(`${violatedDirective} ${blockedURI}`));

const mount = (src: string): Softphone => mountSoftphone({ src, container: document.body, crm: { search: () => [] } });

/** From the frame's `load` to `ready`, in milliseconds; below zero when ready came first. */
const loadToReady = async (src: string): Promise<number> => {
  const softphone = mount(src);
  const loaded = new Promise<number>((resolve) => softphone.frame.addEventListener('load', () => resolve(performance.now()), { once: true }));
  const ready = softphone.ready().then(() => performance.now());
  const [loadedAt, readyAt] = await Promise.all([loaded, ready]);
  softphone.dispose();
  return readyAt - loadedAt;
};

/** From the hello of a page that was loaded again to the rejection of the last call that was in flight when it went. */
const reloadToRejection = async (src: string, inFlight: number): Promise<{ afterHelloMs: number; codes: string[] }> => {
  const softphone = mount(src);
  await softphone.ready();
  await new Promise<void>((resolve) => {
    const look = () => (softphone.capabilities.includes('hold') ? resolve() : setTimeout(look, 5));
    look();
  });
  const calls = Array.from({ length: inFlight }, (_, index) =>
    softphone.hold(`call-${index}`).then(
      () => 'resolved',
      (error: { code: string }) => error.code,
    ),
  );
  let lastRejectedAt = 0;
  for (const call of calls) void call.then(() => (lastRejectedAt = performance.now()));
  let gone = false;
  const hello = new Promise<number>((resolve) => {
    softphone.on('status', ({ state }) => {
      if (state === 'reconnecting') gone = true;
      if (state === 'ready' && gone) resolve(performance.now());
    });
  });
  softphone.frame.contentWindow?.postMessage('reload', new URL(src).origin);
  const [helloAt, codes] = await Promise.all([hello, Promise.all(calls)]);
  softphone.dispose();
  return { afterHelloMs: lastRejectedAt - helloAt, codes: [...new Set(codes)] };
};

/** Mounts, connects, disposes; leaves nothing, if all is well. */
const cycles = async (src: string, count: number): Promise<void> => {
  for (let cycle = 0; cycle < count; cycle += 1) {
    const softphone = mount(src);
    await softphone.ready();
    softphone.dispose();
  }
};

/** The same without us: what a bare frame that loads and goes leaves behind in the browser. */
const bareCycles = async (src: string, count: number): Promise<void> => {
  for (let cycle = 0; cycle < count; cycle += 1) {
    const frame = document.createElement('iframe');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.src = src;
    document.body.append(frame);
    await loaded;
    frame.remove();
  }
};

Object.assign(globalThis, { loadToReady, reloadToRejection, cycles, bareCycles, violations });
