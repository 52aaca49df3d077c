/** Steps of a sipp scenario. sipp fails, and exits with 1, when something else arrives than the next step expects. */
import { contact, echoed, message, type Outgoing, type Step, streamed, via } from './scenario-message.ts';

/** As caller: the call's first request. */
export const invite = ({ from, to, headers = [] }: Outgoing): Step =>
  `<send retrans="500">${message(
    [
      `INVITE sip:${to}@[remote_ip]:[remote_port] SIP/2.0`,
      via,
      `From: <sip:${from}@[local_ip]:[local_port]>;tag=[pid]-[call_number]`,
      `To: <sip:${to}@[remote_ip]:[remote_port]>`,
      'Call-ID: [call_id]',
      'CSeq: [cseq] INVITE',
      contact,
      'Max-Forwards: 70',
      'Allow: INVITE, ACK, BYE, CANCEL, INFO, UPDATE, REFER, NOTIFY',
      ...headers,
      'Content-Type: application/sdp',
    ],
    streamed,
  )}</send>`;

/** The caller's acknowledgement of an answer (`2xx`) or of a refusal. */
export const ack = ({ from, to }: Outgoing, answered = true): Step =>
  `<send>${message([
    answered ? 'ACK [next_url] SIP/2.0' : `ACK sip:${to}@[remote_ip]:[remote_port] SIP/2.0`,
    answered ? via : '[last_Via:]',
    ...(answered ? ['[routes]'] : []),
    `From: <sip:${from}@[local_ip]:[local_port]>;tag=[pid]-[call_number]`,
    '[last_To:]',
    'Call-ID: [call_id]',
    'CSeq: [cseq] ACK',
    'Max-Forwards: 70',
  ])}</send>`;

/** Takes back an unanswered call. */
export const cancel = ({ from, to }: Outgoing): Step =>
  `<send retrans="500">${message([
    `CANCEL sip:${to}@[remote_ip]:[remote_port] SIP/2.0`,
    '[last_Via:]',
    `From: <sip:${from}@[local_ip]:[local_port]>;tag=[pid]-[call_number]`,
    `To: <sip:${to}@[remote_ip]:[remote_port]>`,
    'Call-ID: [call_id]',
    'CSeq: [cseq] CANCEL',
    'Max-Forwards: 70',
  ])}</send>`;

/** As caller, in the call: a request of any method. Needs `rememberAndPlay` on the answer. */
export const requestAsCaller = (method: string, { from, headers = [] }: Outgoing, body = ''): Step =>
  `<send retrans="500">${message(
    [
      `${method} [next_url] SIP/2.0`,
      via,
      '[routes]',
      `From: <sip:${from}@[local_ip]:[local_port]>;tag=[pid]-[call_number]`,
      'To:[$peer]',
      'Call-ID: [call_id]',
      `CSeq: [cseq] ${method}`,
      contact,
      'Max-Forwards: 70',
      ...headers,
    ],
    body,
  )}</send>`;

/** On the answer: keeps the far end's `To`, with its tag, for `requestAsCaller`, and plays the tone until the call ends. */
export const rememberAndPlay = '<action><ereg regexp=".*" search_in="hdr" header="To:" assign_to="peer"/><exec rtp_stream="tone.ul,-1,0"/></action>';

export const receive = (status: number, options: { optional?: boolean; action?: string; keepRoute?: boolean } = {}): Step => {
  // A 100 comes from the next hop and has no route.
  const route = status > 100 && options.keepRoute !== false ? ' rrs="true"' : '';
  return `<recv response="${status}"${route}${options.optional ? ' optional="true"' : ''}>${options.action ?? ''}</recv>`;
};

export const receiveRequest = (method: string, options: { optional?: boolean; action?: string } = {}): Step =>
  `<recv request="${method}" rrs="${method === 'INVITE'}"${options.optional ? ' optional="true"' : ''}>${options.action ?? ''}</recv>`;

/** The step fails unless the body of the request just received matches. */
export const bodyMatches = (pattern: string): string => `<action><ereg regexp="${pattern}" search_in="body" check_it="true" assign_to="found"/></action>`;

/** Answers the request just received; with `media`, a re-INVITE. */
export const respond = (status: number, reason: string, options: { media?: boolean; headers?: readonly string[] } = {}): Step =>
  `<send>${message(
    [
      `SIP/2.0 ${status} ${reason}`,
      '[last_Via:]',
      '[last_From:]',
      '[last_To:]',
      '[last_Call-ID:]',
      '[last_CSeq:]',
      contact,
      ...(options.headers ?? []),
      ...(options.media ? ['Content-Type: application/sdp'] : []),
    ],
    options.media ? echoed : '',
  )}</send>`;

/** As callee: answers the first INVITE, with this end's tag and the proxies it came through. */
export const answerInvite = (status: number, reason: string, options: { media?: boolean; headers?: readonly string[] } = {}): Step =>
  `<send${status >= 200 ? ' retrans="500"' : ''}>${message(
    [
      `SIP/2.0 ${status} ${reason}`,
      '[last_Via:]',
      '[last_From:]',
      '[last_To:];tag=[pid]-[call_number]',
      '[last_Call-ID:]',
      '[last_CSeq:]',
      '[last_Record-Route:]',
      contact,
      'Allow: INVITE, ACK, BYE, CANCEL, INFO, UPDATE, REFER, NOTIFY',
      ...(options.headers ?? []),
      ...(options.media ? ['Content-Type: application/sdp'] : []),
    ],
    options.media ? echoed : '',
  )}</send>`;

/** Waits, for instance while the two talk. */
export const pause = (durationMs: number): Step => `<pause milliseconds="${durationMs}"/>`;

/** sipp refuses a variable that is set and never read, so each one is mentioned. */
const mentioned = (steps: readonly Step[]): string => {
  const names = new Set([...steps.join('').matchAll(/assign_to="([\w,]+)"/g)].flatMap(([, list = '']) => list.split(',')));
  return names.size === 0 ? '' : `<Reference variables="${[...names].join(',')}"/>\n`;
};

/** The whole scenario, as sipp reads it. */
export const scenario = (steps: readonly Step[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="interop">\n${steps.join('\n')}\n${mentioned(steps)}</scenario>\n`;
