/** Channels of the CRM page this softphone listens to. The CRM forgets them with each session, so they are kept here. */
import type { ChannelMessage } from '../protocol/channel.ts';
import { createEmitter } from '../protocol/emitter.ts';
import { CtiError } from '../protocol/error.ts';
import { MAX_CHANNELS } from '../protocol/limits.ts';
import type { PlainData } from '../protocol/plain-data.ts';
import type { CallOptions } from './crm-connection.ts';

export type AskForChannel = (name: 'subscribe' | 'unsubscribe', params: { channel: string }, options?: CallOptions) => Promise<void>;

export const createChannels = (ask: AskForChannel) => {
  const messages = createEmitter<Record<string, PlainData>>();
  /** How many listen to each. */
  const listeners = new Map<string, number>();

  const leave = (channel: string): void => {
    const left = (listeners.get(channel) ?? 0) - 1;
    if (left > 0) listeners.set(channel, left);
    else listeners.delete(channel);
  };

  return {
    async subscribe(channel: string, listener: (message: PlainData) => void, options?: CallOptions): Promise<() => void> {
      if (listeners.size >= MAX_CHANNELS && !listeners.has(channel)) throw new CtiError('RATE_LIMITED', `At most ${MAX_CHANNELS} channels can be listened to.`);
      listeners.set(channel, (listeners.get(channel) ?? 0) + 1);
      const stopListening = messages.on(channel, listener);
      let stopped = false;
      const stop = (): void => {
        if (stopped) return;
        stopped = true;
        stopListening();
        leave(channel);
      };
      try {
        // Asked every time: an earlier subscription may still be on its way to a refusal.
        await ask('subscribe', { channel }, options);
      } catch (error) {
        stop();
        throw error;
      }
      return () => {
        stop();
        // A CRM that is away has forgotten the channel anyway.
        if (!listeners.has(channel)) ask('unsubscribe', { channel }).catch(() => {});
      };
    },
    /** A message of the CRM. */
    deliver: ({ channel, message }: ChannelMessage): void => messages.emit(channel, message),
    /** A new session has begun. */
    restore(): void {
      for (const channel of listeners.keys()) ask('subscribe', { channel }).catch(() => {});
    },
    dispose: (): void => messages.dispose(),
  };
};
