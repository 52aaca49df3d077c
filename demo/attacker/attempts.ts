/** The attacks. Each knows the real protocol; none knows a weakness, since whoever finds one should tell us (SECURITY.md). */
import { isCtiError } from 'ringframe';
import { mountSoftphone } from 'ringframe/host';
import type { Attempt, Outcome } from './attempt.ts';

/** How long an answer is waited for: an allowed CRM has one within a fraction of it. */
const WAIT_MS = 4_000;
/** Forged messages of each kind, one after the other. */
const ROUNDS = 5;
const ROUND_PAUSE_MS = 200;
/** Reserved for films. */
const TARGET = '+12125550199';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Poses as a CRM with the very library that CRMs use, and asks for a call. */
const poseAsCrm = async (stage: HTMLElement, src: string): Promise<Outcome> => {
  const softphone = mountSoftphone({
    src,
    container: stage,
    title: 'The softphone, in the frame of an attacker',
    connectTimeoutMs: WAIT_MS,
    logger: { warn() {}, error() {} },
  });
  const heard: string[] = [];
  softphone.on('call', () => heard.push('a call'));
  softphone.on('agent', () => heard.push("the agent's state"));
  let connected = true;
  let reason = '';
  try {
    await softphone.ready();
  } catch (error) {
    connected = false;
    reason = isCtiError(error) ? `${error.code}: ${error.message}` : String(error);
  }
  let dialled = true;
  try {
    await softphone.dial(TARGET, { timeoutMs: WAIT_MS });
  } catch {
    dialled = false;
  }
  if (dialled || connected || heard.length > 0) {
    return {
      succeeded: true,
      text: `The softphone ${dialled ? 'placed a call' : `told about ${heard.join(', ') || 'its connection'}`}. This must not happen.`,
    };
  }
  return { succeeded: false, text: `No connection, no call, nothing heard. ${reason}` };
};

const envelope = { namespace: 'penpal', channel: 'ringframe' } as const;

/** Every message that a handshake and a call could consist of, as the protocol writes them. */
const forgeries = (): { message: object; ports: MessagePort[] }[] => {
  const { port1, port2 } = new MessageChannel();
  port1.start();
  const hello = { protocol: 1, session: 'forged', software: { name: 'crm', version: '1' }, grants: ['search', 'screenPop', 'saveLog'] };
  return [
    { message: { ...envelope, type: 'SYN', participantId: 'attacker' }, ports: [] },
    { message: { ...envelope, type: 'ACK1', methodPaths: [] }, ports: [] },
    { message: { ...envelope, type: 'ACK2' }, ports: [port2] },
    { message: { ...envelope, type: 'REPLY', callId: '1', value: { ok: true, value: hello } }, ports: [] },
    { message: { ...envelope, type: 'CALL', id: '2', methodPath: ['call'], args: ['forged', 1, 'dial', { number: TARGET }] }, ports: [] },
  ];
};

const forgeMessages = async (stage: HTMLElement, src: string): Promise<Outcome> => {
  const frame = document.createElement('iframe');
  frame.title = 'The softphone, bombarded with forged messages';
  frame.src = src;
  const loaded = new Promise<void>((resolve) => frame.addEventListener('load', () => resolve(), { once: true }));
  stage.append(frame);
  await loaded;
  let refusals = 0;
  let answers = 0;
  let greetings = 0;
  const onMessage = ({ source, data }: MessageEvent): void => {
    if (source !== frame.contentWindow || typeof data !== 'object' || data === null) return;
    if ('ringframe' in data && data.ringframe === 'refused') refusals++;
    // The softphone asks whoever embeds it for a CRM, before it can know who that is; it says nothing about itself in it.
    else if ('type' in data && data.type === 'SYN') greetings++;
    else answers++;
  };
  addEventListener('message', onMessage);
  let sent = 0;
  const origin = new URL(src).origin;
  for (let round = 0; round < ROUNDS; round++) {
    for (const { message, ports } of forgeries()) {
      frame.contentWindow?.postMessage(message, { targetOrigin: origin, transfer: ports });
      sent++;
    }
    await pause(ROUND_PAUSE_MS);
  }
  await pause(WAIT_MS - ROUNDS * ROUND_PAUSE_MS);
  removeEventListener('message', onMessage);
  const told = refusals > 0 ? 'It said once that this origin is refused, and nothing else.' : 'It did not even say why.';
  return answers > 0
    ? { succeeded: true, text: `${answers} of ${sent} forged messages were answered. This must not happen.` }
    : { succeeded: false, text: `${sent} forged messages, none was answered. ${told}${greetings > 0 ? ' The frame below shows what it told its user.' : ''}` };
};

export const attempts = (softphoneUrl: string, unprotectedUrl: string): Attempt[] => [
  {
    title: 'Put the softphone into a frame',
    how: 'Pose as a CRM, with the very library that CRMs use, and ask for a call. The softphone’s server names the CRM as the only page that may frame it, so the browser itself does not show it here.',
    run: (stage) => poseAsCrm(stage, softphoneUrl),
  },
  {
    title: 'The same, where the server forgot to forbid framing',
    how: 'Many phone pages can be framed by anyone. Then Ringframe stands alone: it believes the exact origins it was configured with, and this page has another.',
    run: (stage) => poseAsCrm(stage, unprotectedUrl),
  },
  {
    title: 'Forge the messages of the handshake and of a call',
    how: 'Skip the rules: send every message of the protocol by hand, replies to questions never asked included, with a channel for the answers.',
    run: (stage) => forgeMessages(stage, unprotectedUrl),
  },
];
