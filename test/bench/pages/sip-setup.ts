/** Calls between two phones of one page, over a real SIP server: how long from dialling to talking. */
import * as JsSIP from 'jssip';
import type { Phone } from '../../../src/phone/index.ts';
import { sipPhone } from '../../../src/phone/sip/index.ts';

export interface SetupOptions {
  server: string;
  domain: string;
  calls: number;
}

/** Milliseconds per call, ours and JsSIP's own, taking turns; INVITE sent to confirmed. */
export interface SetupTimes {
  ringframe: number[];
  jssip: number[];
}

const answering = (phone: Phone): void => {
  phone.on('call', ({ event, call }) => {
    if (event.type === 'delivered') void phone.answer(call.id);
  });
};

const ourCall = async (phone: Phone): Promise<number> => {
  let established = 0;
  const done = new Promise<string>((resolve) => {
    const stop = phone.on('call', ({ event, call }) => {
      if (event.type === 'established' && call.direction === 'outbound') {
        established = performance.now();
        stop();
        resolve(call.id);
      }
    });
  });
  const from = performance.now();
  await phone.dial({ number: 'callee' });
  const id = await done;
  await phone.hangUp(id);
  return established - from;
};

const bareCall = (agent: JsSIP.UA, target: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const from = performance.now();
    let confirmed = 0;
    const session = agent.call(target, { mediaConstraints: { audio: true, video: false }, pcConfig: { iceServers: [] } });
    session.on('confirmed', () => {
      confirmed = performance.now() - from;
      session.terminate();
    });
    session.on('ended', () => resolve(confirmed));
    session.on('failed', ({ cause }: { cause: string }) => reject(new Error(cause)));
  });

const callSetup = async ({ server, domain, calls }: SetupOptions): Promise<SetupTimes> => {
  const account = (user: string) => ({ server, user, domain, password: `${user}-secret`, jssip: JsSIP as never });
  const [caller, callee] = [sipPhone(account('caller')), sipPhone(account('callee'))];
  answering(callee);
  await Promise.all([caller.connect(), callee.connect()]);
  const agent = new JsSIP.UA({ sockets: [new JsSIP.WebSocketInterface(server)], uri: `sip:bare@${domain}`, password: 'bare-secret', register: true });
  const registered = new Promise((resolve) => agent.on('registered', resolve));
  agent.start();
  await registered;
  const times: SetupTimes = { ringframe: [], jssip: [] };
  // The first of each opens the fake microphone and warms up.
  for (let call = -1; call < calls; call += 1) {
    const pair = [await ourCall(caller), await bareCall(agent, `sip:callee@${domain}`)] as const;
    if (call < 0) continue;
    times.ringframe.push(pair[0]);
    times.jssip.push(pair[1]);
  }
  agent.stop();
  await Promise.all([caller.dispose(), callee.dispose()]);
  return times;
};

Object.assign(globalThis, { callSetup });
