/** What is written in a chat, and shown: from one party to all others, in the order in which it was written. */
import type { ChatMessage } from '../../../protocol/chat.ts';
import { MESSAGES_KEPT } from './limits.ts';
import { type Agent, type Leg, type LineEvent, othersOf, talkers } from './model.ts';

export interface Chats {
  write(leg: Leg, text: string): void;
  /** For people outside: agents have pages of their own. */
  show(leg: Leg, url: string): void;
}

export interface ChatsParts {
  now(): number;
  onLine(agent: Agent, event: LineEvent): void;
  onOutside(leg: Leg, event: { type: 'message'; message: ChatMessage } | { type: 'url'; callId: string; url: string }): void;
}

const keep = (list: string[], item: string): void => {
  list.push(item);
  if (list.length > MESSAGES_KEPT) list.shift();
};

export const createChats = ({ now, onLine, onOutside }: ChatsParts): Chats => ({
  write(leg, text) {
    const at = now();
    for (const reader of talkers(leg.call)) {
      const isOwn = reader === leg;
      const message: ChatMessage = { callId: reader.view.id, by: isOwn ? 'local' : 'remote', from: leg.party, text, at };
      if (!isOwn) keep(reader.read, text);
      if (reader.agent) onLine(reader.agent, { type: 'message', message });
      else if (!isOwn) onOutside(reader, { type: 'message', message });
    }
  },
  show(leg, url) {
    for (const other of othersOf(leg).filter(({ agent }) => !agent)) {
      keep(other.urls, url);
      onOutside(other, { type: 'url', callId: other.view.id, url });
    }
  },
});
