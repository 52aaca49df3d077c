/** One connection of a softphone, by whichever way it came. */
export interface GatewayTransport {
  readonly kind: 'websocket' | 'poll';
  /** Characters that were sent and have not left yet. */
  readonly queuedLength: number;
  send(text: string): void;
  /** Calls once, when everything sent so far has left; never when the connection closes before. */
  whenDrained(then: () => void): void;
  /** What was sent still leaves, if the other side reads it. */
  close(): void;
  /** For who does not read: at once, and what is queued is dropped. */
  terminate(): void;
}
