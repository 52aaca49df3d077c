/**
 * One session: all that two pages have with each other between one hello and the next. Both sides run the same code;
 * what differs is what each serves and hears.
 */
import { CtiError, isCtiError } from '../protocol/error.ts';
import { CUT_OFF_AFTER_REFUSED, HEARTBEATS_MISSED, type Limits } from '../protocol/limits.ts';
import type { Answer } from '../protocol/method.ts';
import type { Schema } from '../protocol/schema.ts';
import { createCaller, type RequestOptions } from './caller.ts';
import { createDispatcher, type Reply, type Service } from './dispatcher.ts';
import { openEventPort } from './event-port.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createTokenBucket } from './token-bucket.ts';

export interface SessionLogger {
  debug?(message: string, details?: unknown): void;
  warn(message: string, details?: unknown): void;
  error(message: string, details?: unknown): void;
}

export interface SessionOptions {
  /** Sends one call through penpal. */
  send(id: number, method: string, params: unknown): Promise<unknown>;
  port: MessagePort;
  limits: Limits;
  peerLimits: Limits;
  heartbeatIntervalMs: number;
  /** Methods served to the peer, after capabilities. */
  service(name: string): Service | undefined;
  exists(name: string): boolean;
  /** Events the peer may send. */
  eventSchema(name: string): Schema<unknown> | undefined;
  onEvent(name: string, payload: unknown): void;
  onSilence(): void;
  onAlive(): void;
  /** The peer is leaving; with `CUT_OFF` because of us. */
  onGoodbye(reason: 'CUT_OFF' | undefined): void;
  /** The peer flooded us; the session is closed already. */
  onCutOff(error: CtiError): void;
  logger: SessionLogger;
}

export interface Session {
  request<Params, Result>(name: string, answer: Answer<Result>, params: Params, options?: RequestOptions): Promise<Result>;
  /** Never throws; what cannot be sent is logged. */
  send(name: string, payload: unknown): void;
  /** A call of the peer that came through penpal. */
  receive(id: unknown, method: unknown, params: unknown): Promise<Reply>;
  goodbye(): void;
  /** Asks for a sign of life; without one in time the other side is gone. */
  probe(timeoutMs: number, onDead: () => void): void;
  /** Rejects and aborts everything with this error, once. */
  close(error: CtiError): void;
}

export const openSession = (options: SessionOptions): Session => {
  const { limits, peerLimits, logger } = options;
  const bucket = createTokenBucket(limits.messagesPerSecond, limits.messageBurst);
  // Even in a flood one message in many is let in, so that refusals in a row would say nothing.
  const patience = createTokenBucket(limits.messagesPerSecond, CUT_OFF_AFTER_REFUSED);
  let slowed = false;
  let closed = false;

  const admit = (): boolean => {
    if (closed) return false;
    heartbeat.alive();
    if (bucket.take()) return true;
    if (!slowed) logger.warn(`ringframe: the other page sends more than ${limits.messagesPerSecond} messages a second and is slowed down`);
    slowed = true;
    if (!patience.take()) {
      const error = new CtiError('CUT_OFF', `The other page went on sending far more than ${limits.messagesPerSecond} messages a second and was disconnected.`);
      events.goodbye('CUT_OFF');
      close(error);
      options.onCutOff(error);
    }
    return false;
  };

  const dispatcher = createDispatcher({
    service: options.service,
    exists: options.exists,
    maxMessageBytes: limits.maxMessageBytes,
    maxPendingCalls: limits.maxPendingCalls,
    onHandlerError(name, error) {
      // What a handler refuses it has put into words for the other side; what it did not mean to throw is for its own developer.
      if (isCtiError(error)) logger.warn(`ringframe: ${name} was refused: ${error.code}`);
      else logger.error(`ringframe: ${name} failed`, error);
    },
  });

  const events = openEventPort({
    port: options.port,
    schema: options.eventSchema,
    admit,
    maxMessageBytes: limits.maxMessageBytes,
    onEvent: options.onEvent,
    onAbort: dispatcher.abort,
    onGoodbye: options.onGoodbye,
    onMalformed: (problem) => logger.warn(`ringframe: ${problem}`),
  });

  /** An answer after the events that were sent before it. */
  const afterEvents = (reply: unknown): unknown => events.reach((reply as Reply | undefined)?.events)?.then(() => reply) ?? reply;

  const caller = createCaller({
    send: (...call) => options.send(...call).then(afterEvents),
    sendAbort: events.abort,
    onReply: () => heartbeat.alive(),
    maxMessageBytes: peerLimits.maxMessageBytes,
    maxPendingCalls: peerLimits.maxPendingCalls,
    maxReplyBytes: limits.maxMessageBytes,
  });

  const counted = (reply: Reply): Reply => (events.sent === 0 ? reply : { ...reply, events: events.sent });

  const heartbeat = startHeartbeat({
    intervalMs: options.heartbeatIntervalMs,
    missed: HEARTBEATS_MISSED,
    ping: events.ping,
    onSilence: options.onSilence,
    onAlive: options.onAlive,
  });

  const close = (error: CtiError): void => {
    if (closed) return;
    closed = true;
    heartbeat.stop();
    events.close();
    caller.close(error);
    dispatcher.abortAll(error);
  };

  return {
    request: caller.request,
    send(name, payload) {
      if (closed) return;
      try {
        events.send(name, payload, peerLimits.maxMessageBytes);
      } catch (error) {
        logger.error(`ringframe: ${name} could not be sent`, error);
      }
    },
    receive: (id, method, params) =>
      admit()
        ? dispatcher.run(id, method, params).then(counted)
        : Promise.resolve({ ok: false, error: { code: 'RATE_LIMITED', message: `At most ${limits.messagesPerSecond} messages a second are carried out.` } }),
    goodbye: () => events.goodbye(),
    probe: heartbeat.probe,
    close,
  };
};
