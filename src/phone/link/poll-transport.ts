/** Long polling: one request waits for news while others carry what the softphone has to say. */
import { createDeadline } from './deadline.ts';
import { MAX_POLL_REQUEST_MESSAGES, MAX_SERVER_MESSAGE_LENGTH, POLL_SLACK_MS } from './limits.ts';
import type { LinkTransport, TransportEvents } from './transport.ts';
import { type ClientMessage, type PollResponse, pollResponseSchema } from './wire.ts';

export const openPoll = (fetch: typeof globalThis.fetch, url: string, tell: TransportEvents): LinkTransport => {
  /** Ends the request that waits. Those that say something are never cut off: they may be the last words. */
  const waiting = new AbortController();
  /** Of those, which are answered at once by a gateway that is there. */
  const late = createDeadline();
  let over = false;
  let connection: string | undefined;
  let outbox: ClientMessage[] = [];
  let sending = false;

  const leave = () => {
    over = true;
    late.clear();
    waiting.abort();
  };

  const broken = () => {
    if (over) return;
    leave();
    tell.closed();
  };

  const post = async (messages: ClientMessage[], signal?: AbortSignal): Promise<PollResponse> => {
    const body = JSON.stringify({ connection, messages });
    // A request that outlives its page, unless it is larger than browsers allow for those.
    const keepalive = !signal && body.length < 32_000;
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, keepalive, ...(signal && { signal }) });
    if (!response.ok) throw new Error('the gateway refused a poll');
    const text = await response.text();
    if (text.length > MAX_SERVER_MESSAGE_LENGTH) throw new Error('a poll was answered with too much');
    return pollResponseSchema().parse(JSON.parse(text));
  };

  /** True while there is more to wait for. */
  const deliver = ({ connection: still, messages }: PollResponse): boolean => {
    for (const message of messages) if (!over) tell.message(message);
    if (still === undefined) broken();
    return !over;
  };

  const receive = async (): Promise<void> => {
    while (!over && deliver(await post([], waiting.signal)));
  };

  const flush = async (): Promise<void> => {
    if (sending) return;
    sending = true;
    try {
      while (outbox.length > 0) {
        const [messages, hello] = [outbox.slice(0, MAX_POLL_REQUEST_MESSAGES), connection === undefined];
        outbox = outbox.slice(messages.length);
        // How long a hello may take, the connection knows.
        if (!hello) late.set(broken, POLL_SLACK_MS);
        const response = await post(messages);
        late.clear();
        if (!hello) continue;
        connection = response.connection;
        if (deliver(response)) receive().catch(broken);
      }
    } catch {
      broken();
    } finally {
      sending = false;
    }
  };

  queueMicrotask(() => over || tell.opened());

  return {
    send(message) {
      outbox.push(message);
      void flush();
    },
    close: leave,
  };
};
