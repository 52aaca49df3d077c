/** One agent's session: what was told and may have to be told again, on whichever connection the softphone has at the moment. */

import {
  type EndReason,
  type LineEvent,
  type LineSnapshot,
  MAX_COMMANDS,
  MAX_EVENTS_AT_ONCE,
  type Resume,
  type ServerMessage,
  toWireError,
} from '../../phone/link/wire.ts';
import { CtiError } from '../../protocol/error.ts';
import { MAX_QUEUED_LENGTH } from './limits.ts';
import { createReplayLog } from './replay-log.ts';
import type { GatewayTransport } from './transport.ts';

type Welcome = Extract<ServerMessage, { type: 'welcome' }>;
/** What a welcome says that the session does not know. */
export type Greeting = Pick<Welcome, 'protocol' | 'heartbeatMs' | 'capabilities' | 'status'>;

export interface Session {
  readonly id: string;
  readonly agentId: string;
  readonly connected: boolean;
  /** Since when there is no connection, as `performance.now` has it. */
  readonly disconnectedAt: number;
  begin(transport: GatewayTransport, greeting: Greeting, snapshot: LineSnapshot): void;
  /** False, and nothing done, when something the softphone misses is kept no more. */
  resume(transport: GatewayTransport, greeting: Greeting, resume: Resume): boolean;
  isOn(transport: GatewayTransport): boolean;
  /** The connection is gone; the session waits. */
  disconnected(transport: GatewayTransport): void;
  tell(event: LineEvent): void;
  answer(answer: Extract<ServerMessage, { type: 'answer' }>): void;
  acknowledged(seq: number): void;
  /** What needs no number: it is told again, or made up for by a snapshot. */
  notify(message: ServerMessage): void;
  /** Closes the connection with its reason as the last words. */
  close(reason: EndReason, message: string, retryAfterMs?: number): void;
}

export interface SessionOptions {
  id: string;
  agentId: string;
  snapshot(): LineSnapshot | undefined;
  /** How the phone system stands, and what may be done with it. */
  standing(): Pick<Greeting, 'status' | 'capabilities'>;
  isUnderWay(commandId: number): boolean;
  /** The softphone has not read for a while, and begins again. */
  wasSlow(skipped: number): void;
  now?: () => number;
}

const neverArrived = toWireError(new CtiError('NOT_CONNECTED', 'The connection was lost before this command arrived. It was not carried out.'));

export const createSession = ({ id, agentId, snapshot, standing, isUnderWay, wasSlow, now = () => performance.now() }: SessionOptions): Session => {
  const log = createReplayLog();
  /** The last answers, for a softphone that lost its connection while waiting for them. */
  const answers = new Map<number, string>();
  let seq = 0;
  let transport: GatewayTransport | undefined;
  let disconnectedAt = now();
  /** The softphone does not read: what there is to tell waits, or is skipped, until it does. */
  let behind = false;
  /** Events that were not sent meanwhile, and answers that wait behind them. */
  let skipped = 0;
  let heldAnswers: string[] = [];
  let heldLength = 0;
  /** What happens at once, until the turn is over. */
  let happening: LineEvent[] = [];

  const send = (message: ServerMessage) => transport?.send(JSON.stringify(message));

  /** It reads again: what holds, in the place of what was skipped. */
  const recover = (mine: GatewayTransport) => {
    if (transport !== mine) return;
    flush();
    const present = skipped > 0 ? snapshot() : undefined;
    if (skipped > 0) wasSlow(skipped);
    send({ type: 'status', ...standing() });
    if (present) send({ type: 'slow', skipped, seq, snapshot: present });
    const answered = heldAnswers;
    upToDate();
    for (const text of answered) mine.send(text);
  };

  const upToDate = () => {
    behind = false;
    skipped = 0;
    heldAnswers = [];
    heldLength = 0;
  };

  /** Who asks more than it reads of the answers is cut off. It may come back for the last of them. */
  const hold = (text: string, mine: GatewayTransport) => {
    heldAnswers.push(text);
    heldLength += text.length;
    if (heldLength > MAX_QUEUED_LENGTH) mine.terminate();
  };

  /** Whether the softphone may be sent something now. */
  const reads = (mine: GatewayTransport): boolean => {
    if (!behind && mine.queuedLength <= MAX_QUEUED_LENGTH) return true;
    if (!behind) mine.whenDrained(() => recover(mine));
    behind = true;
    return false;
  };

  const flush = () => {
    if (happening.length === 0) return;
    seq += 1;
    const text = JSON.stringify({ type: 'events', seq, events: happening } satisfies ServerMessage);
    happening = [];
    log.append(seq, text);
    if (!transport) return;
    if (reads(transport)) transport.send(text);
    else skipped += 1;
  };

  const attach = (next: GatewayTransport) => {
    transport?.close();
    transport = next;
    upToDate();
  };

  return {
    id,
    agentId,
    get connected() {
      return transport !== undefined;
    },
    get disconnectedAt() {
      return disconnectedAt;
    },
    begin(next, greeting, first) {
      attach(next);
      send({ type: 'welcome', ...greeting, agentId, session: id, resumed: false, seq, snapshot: first });
    },
    resume(next, greeting, { seq: known, commands }) {
      flush();
      const missed = log.after(known);
      if (!missed) return false;
      if (transport) send({ type: 'ended', reason: 'resumedElsewhere', message: 'This session goes on over another connection.', retryAfterMs: 0 });
      attach(next);
      send({ type: 'welcome', ...greeting, agentId, session: id, resumed: true, seq });
      for (const text of missed) next.send(text);
      for (const commandId of commands) {
        const text = answers.get(commandId);
        if (text !== undefined) next.send(text);
        else if (!isUnderWay(commandId)) send({ type: 'answer', id: commandId, error: neverArrived });
      }
      return true;
    },
    isOn: (other) => transport === other,
    disconnected(gone) {
      if (transport !== gone) return;
      transport = undefined;
      disconnectedAt = now();
    },
    tell(event) {
      happening.push(event);
      if (happening.length === 1) queueMicrotask(flush);
      if (happening.length >= MAX_EVENTS_AT_ONCE) flush();
    },
    answer(answer) {
      flush();
      const text = JSON.stringify(answer);
      answers.set(answer.id, text);
      const [oldest] = answers.keys();
      if (answers.size > MAX_COMMANDS && oldest !== undefined) answers.delete(oldest);
      if (!transport) return;
      if (reads(transport)) transport.send(text);
      else hold(text, transport);
    },
    acknowledged: log.release,
    notify(message) {
      flush();
      if (transport && reads(transport)) send(message);
    },
    close(reason, message, retryAfterMs) {
      flush();
      const last = transport;
      if (!last) return;
      // For who does not read there are no last words.
      if (last.queuedLength > MAX_QUEUED_LENGTH) last.terminate();
      else {
        send({ type: 'ended', reason, message, retryAfterMs });
        last.close();
      }
      transport = undefined;
      disconnectedAt = now();
    },
  };
};
