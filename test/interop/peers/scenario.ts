/** Steps of a sipp scenario. sipp fails, and exits with 1, when something else arrives than the next step expects. */
export type Step = string;

const message = (lines: readonly string[], body = ''): string =>
  `<![CDATA[\n${[...lines, body === '' ? 'Content-Length: 0' : 'Content-Length: [len]', '', body].join('\n')}\n]]>`;

const sdp = ['v=0', 'o=line 1 1 IN IP4 [local_ip]', 's=-', 'c=IN IP4 [local_ip]', 't=0 0'].join('\n');
/** Media sipp plays itself. */
const streamed = `${sdp}\nm=audio [rtpstream_audio_port] RTP/AVP 0 101\na=rtpmap:0 PCMU/8000\na=rtpmap:101 telephone-event/8000\n`;
/** Media sipp sends back as it came (`-rtp_echo`). */
const echoed = streamed.replace('[rtpstream_audio_port]', '[media_port]');

const via = 'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]';
const contact = 'Contact: <sip:line@[local_ip]:[local_port];transport=[transport]>';

export interface Outgoing {
  from: string;
  to: string;
  headers?: readonly string[] | undefined;
}

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

/** As caller, in the call: a request of any method. Needs `rememberPeer` on the answer. */
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

/** Keeps the far end's `To`, with its tag, for `requestAsCaller`. */
export const rememberPeer = '<action><ereg regexp=".*" search_in="hdr" header="To:" assign_to="peer"/></action>';

export const receive = (status: number, options: { optional?: boolean; action?: string } = {}): Step =>
  // A 100 comes from the next hop and has no route.
  `<recv response="${status}"${status > 100 ? ' rrs="true"' : ''}${options.optional ? ' optional="true"' : ''}>${options.action ?? ''}</recv>`;

export const receiveRequest = (method: string, options: { optional?: boolean; action?: string } = {}): Step =>
  `<recv request="${method}" rrs="${method === 'INVITE'}"${options.optional ? ' optional="true"' : ''}>${options.action ?? ''}</recv>`;

/** The step fails unless the body of the request just received matches. */
export const bodyMatches = (pattern: string): string =>
  `<action><ereg regexp="${pattern}" search_in="body" check_it="true" assign_to="found"/></action>`;

/** Answers the request just received. */
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
    options.media ? streamed : '',
  )}</send>`;

/** As callee: answers the first INVITE, with this end's tag and the proxies it came through. */
export const answerInvite = (status: number, reason: string, options: { media?: 'echo' | 'stream' | undefined; headers?: readonly string[] } = {}): Step =>
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
    options.media === 'echo' ? echoed : options.media === 'stream' ? streamed : '',
  )}</send>`;

/** Plays the tone from here on, until the call ends. */
export const playTone: Step = '<nop><action><exec rtp_stream="tone.ul,-1,0"/></action></nop>';

export const pause = (durationMs: number): Step => `<pause milliseconds="${durationMs}"/>`;

/** sipp refuses a variable that is set and never read, so each one is mentioned. */
const mentioned = (steps: readonly Step[]): string => {
  const names = new Set([...steps.join('').matchAll(/assign_to="(\w+)"/g)].map(([, name]) => name));
  return names.size === 0 ? '' : `<Reference variables="${[...names].join(',')}"/>\n`;
};

export const scenario = (steps: readonly Step[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="interop">\n${steps.join('\n')}\n${mentioned(steps)}</scenario>\n`;
