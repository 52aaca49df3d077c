/** One connection to the gateway, by whichever way. */
import type { ClientMessage } from './wire.ts';

export interface TransportEvents {
  /** Messages may be sent. */
  opened(): void;
  /** A message, parsed and otherwise unchecked. */
  message(value: unknown): void;
  /** It broke, or the other side closed it. Told once, and not after `close`. */
  closed(): void;
}

export interface LinkTransport {
  send(message: ClientMessage): void;
  /** What was sent before still leaves. Nothing is told after it. */
  close(): void;
}
