/** Messages between the softphone and other parts of this page, by channel. */
import type { ChannelMessage } from '../protocol/channel.ts';
import { createEmitter } from '../protocol/emitter.ts';
import { CtiError } from '../protocol/error.ts';
import { MAX_CHANNELS } from '../protocol/limits.ts';
import type { PlainData } from '../protocol/plain-data.ts';

export const createChannels = (send: (message: ChannelMessage) => void) => {
  const page = createEmitter<Record<string, PlainData>>();
  /** What the softphone of the running session listens to. */
  const subscribed = new Set<string>();

  return {
    /** For the CRM's own code. */
    listen: (channel: string, listener: (message: PlainData) => void): (() => void) => page.on(channel, listener),
    tell(channel: string, message: PlainData): void {
      if (subscribed.has(channel)) send({ channel, message });
    },
    /** For the softphone. */
    publish: ({ channel, message }: ChannelMessage): void => page.emit(channel, message),
    subscribe(channel: string): void {
      if (subscribed.size >= MAX_CHANNELS && !subscribed.has(channel))
        throw new CtiError('RATE_LIMITED', `At most ${MAX_CHANNELS} channels can be listened to.`);
      subscribed.add(channel);
    },
    unsubscribe: (channel: string): void => void subscribed.delete(channel),
    /** A page that has just loaded has subscribed to nothing. */
    reset: (): void => subscribed.clear(),
    dispose: (): void => page.dispose(),
  };
};

export type Channels = ReturnType<typeof createChannels>;
