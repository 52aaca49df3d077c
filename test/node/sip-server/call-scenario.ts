/** Calls between raw clients, told as a scenario. */
import { answerChallenge, type Client, type Received, random, tagOf } from './sip-client.ts';

/** One end of a dialog: what is needed to send in it (RFC 3261 §12). */
export interface DialogEnd {
  client: Client;
  /** Where requests go: the other end's contact. */
  target: string;
  from: string;
  to: string;
  callId: string;
  routes: string[];
  cseq: number;
}

const contactOf = (message: Received) => /<([^>]+)>/.exec(message.get('Contact'))?.[1] ?? '';
export const branchOf = (message: Received) => /branch=([^;]+)/.exec(message.get('Via'))?.[1] ?? '';

/** Sends an INVITE with the password, and returns it. The 407 in between is checked and acknowledged. */
export const invite = async (
  caller: Client,
  uri: string,
  options: { from?: string; headers?: string[]; body?: string; password?: string } = {},
): Promise<Received> => {
  const { password = `${caller.user}-secret`, ...rest } = options;
  const first = caller.send('INVITE', uri, rest);
  const challenge = await caller.nextResponse(407);
  acknowledge(caller, first, challenge);
  const authorization = answerChallenge(challenge.get('Proxy-Authenticate'), { user: caller.user, password, method: 'INVITE', uri });
  return caller.send('INVITE', uri, {
    ...rest,
    from: first.get('From'),
    to: first.get('To'),
    callId: first.get('Call-ID'),
    cseq: Number(first.get('CSeq').split(' ')[0]) + 1,
    headers: [...(rest.headers ?? []), `Proxy-Authorization: ${authorization}`],
  });
};

/** The ACK of an answer other than 2xx, in the transaction of the INVITE. */
export const acknowledge = (caller: Client, sent: Received, answer: Received): Received =>
  caller.send('ACK', sent.uri, {
    branch: branchOf(sent),
    from: sent.get('From'),
    to: answer.get('To'),
    callId: sent.get('Call-ID'),
    cseq: Number(sent.get('CSeq').split(' ')[0]),
  });

/** A CANCEL for an INVITE: same branch, same sequence number (RFC 3261 §9.1). */
export const cancel = (caller: Client, sent: Received, headers: string[] = []): Received =>
  caller.send('CANCEL', sent.uri, {
    branch: branchOf(sent),
    from: sent.get('From'),
    to: sent.get('To'),
    callId: sent.get('Call-ID'),
    cseq: Number(sent.get('CSeq').split(' ')[0]),
    headers,
  });

export const callerEnd = (client: Client, ok: Received): DialogEnd => ({
  client,
  target: contactOf(ok),
  from: ok.get('From'),
  to: ok.get('To'),
  callId: ok.get('Call-ID'),
  routes: ok.all('Record-Route').reverse(),
  cseq: Number(ok.get('CSeq').split(' ')[0]),
});

/** `toTag` is the one the callee gave. */
export const calleeEnd = (client: Client, incoming: Received, toTag: string): DialogEnd => ({
  client,
  target: contactOf(incoming),
  from: `${incoming.get('To')};tag=${toTag}`,
  to: incoming.get('From'),
  callId: incoming.get('Call-ID'),
  routes: incoming.all('Record-Route'),
  cseq: 100,
});

/** Sends a request in a dialog. */
export const sendInDialog = (
  end: DialogEnd,
  method: string,
  options: { headers?: string[]; body?: string; client?: Client; branch?: string } = {},
): Received => {
  if (method !== 'ACK') end.cseq += 1;
  return (options.client ?? end.client).send(method, end.target, {
    from: end.from,
    to: end.to,
    callId: end.callId,
    cseq: end.cseq,
    headers: [...end.routes.map((route) => `Route: ${route}`), ...(options.headers ?? [])],
    ...(options.body === undefined ? {} : { body: options.body }),
    ...(options.branch === undefined ? {} : { branch: options.branch }),
  });
};

/** A call that is up: invited, rung, answered, acknowledged. */
export const establish = async (
  caller: Client,
  callee: Client,
  uri: string,
  options: Parameters<typeof invite>[2] = {},
): Promise<{ caller: DialogEnd; callee: DialogEnd; incoming: Received }> => {
  await invite(caller, uri, options);
  const incoming = await callee.nextRequest('INVITE');
  callee.respond(incoming, 180, 'Ringing');
  await caller.nextResponse(180);
  const tag = random();
  callee.respond(incoming, 200, 'OK', { tag, body: 'answer' });
  const ok = await caller.nextResponse(200, 'INVITE');
  const end = callerEnd(caller, ok);
  sendInDialog(end, 'ACK');
  await callee.nextRequest('ACK');
  return { caller: end, callee: calleeEnd(callee, incoming, tagOf(ok.get('To'))), incoming };
};
