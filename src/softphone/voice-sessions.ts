/** Tells whoever listens to the voice of a call, to transcribe it for example, when there is something to hear and when no longer. */
import type { CallEvent } from '../phone/index.ts';
import { isAnothersCall } from '../protocol/is-anothers-call.ts';
import { isChat } from '../protocol/is-chat.ts';
import type { PlainData } from '../protocol/plain-data.ts';
import type { DesktopCall } from './desktop.ts';

/** What a service that listens to calls has to know. All of it is the service's own business; these are the usual names. */
export interface VoiceProperties {
  readonly channelId?: string | undefined;
  /** Keeps customers of one installation apart. */
  readonly isolationId?: string | undefined;
  readonly languageModel?: string | undefined;
  readonly speechModel?: string | undefined;
  /** Only records. */
  readonly recordOnly?: boolean | undefined;
  readonly [name: string]: PlainData | undefined;
}

export interface VoiceSession {
  /** A version 4 UUID, another for each call. */
  sessionId: string;
  callId: string;
  /** As it is when this is told, its data included. */
  call: DesktopCall;
  properties: VoiceProperties;
}

export interface VoiceOptions {
  /** Once for each call, when both ends hear each other for the first time. */
  onConnected?: ((session: VoiceSession) => void | Promise<void>) | undefined;
  /** Once for each of those, when it is over for this agent. */
  onDisconnected?: ((session: VoiceSession) => void | Promise<void>) | undefined;
  properties?: VoiceProperties | ((call: DesktopCall) => VoiceProperties | undefined) | undefined;
}

/** Once each way for every call, whatever it goes through in between: hold, conference, a connection that is made again. */
export const createVoiceSessions = ({ onConnected, onDisconnected, properties }: VoiceOptions, onProblem: (error: unknown, callId: string) => void) => {
  const open = new Map<string, VoiceSession>();

  const tell = async (hook: ((session: VoiceSession) => void | Promise<void>) | undefined, session: VoiceSession): Promise<void> => {
    try {
      await hook?.(session);
    } catch (error) {
      onProblem(error, session.callId);
    }
  };

  const propertiesOf = (call: DesktopCall) => {
    try {
      return (typeof properties === 'function' ? properties(call) : properties) ?? {};
    } catch (error) {
      onProblem(error, call.id);
      return {};
    }
  };

  return {
    follow(event: CallEvent['type'], call: DesktopCall): void {
      const session = open.get(call.id);
      if (session && event === 'cleared') {
        open.delete(call.id);
        void tell(onDisconnected, { ...session, call });
      } else if (!session && event !== 'cleared' && call.establishedAt !== undefined && !isChat(call) && !isAnothersCall(call)) {
        const begun: VoiceSession = { sessionId: crypto.randomUUID(), callId: call.id, call, properties: propertiesOf(call) };
        open.set(call.id, begun);
        void tell(onConnected, begun);
      }
    },
  };
};
