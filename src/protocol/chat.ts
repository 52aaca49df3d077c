/** Calls that are written: what is said in them, and pages that are shown to the other side. */
import * as z from 'zod/mini';
import { type Party, partySchema } from './call.ts';
import { MAX_TEXT_LENGTH, MAX_URL_LENGTH } from './limits.ts';
import { id, oneOf, schemaOf, text, time } from './schema.ts';

/** Something that was written in a chat, by whomever. Nothing in it is to be trusted or shown as HTML. */
export interface ChatMessage {
  callId: string;
  /** `local`: the agent wrote it, here or elsewhere. */
  by: 'local' | 'remote';
  from: Party;
  /** At most 4,000 characters. */
  text: string;
  /** In milliseconds since 1970. */
  at: number;
}

export interface SendMessageRequest {
  callId: string;
  /** 1 to 4,000 characters, not of spaces alone. */
  text: string;
}

export interface PushUrlRequest {
  callId: string;
  /** An https address, without user name and password. */
  url: string;
}

export const isMessageText = (value: string): boolean => value.length <= MAX_TEXT_LENGTH && value.trim() !== '';

/** Host without user name and password, then path, query and fragment. Parsers of addresses overlook spaces and line breaks; this does not. */
const HTTPS = /^https:\/\/[^\s\p{Cc}@/?#\\]+([/?#][^\s\p{Cc}]*)?$/iu;

/** Only what the other side's browser may open. */
export const isPushableUrl = (value: string): boolean => {
  if (value.length > MAX_URL_LENGTH || !HTTPS.test(value)) return false;
  try {
    return new URL(value).protocol === 'https:';
  } catch {
    return false;
  }
};

export const chatMessageSchema = schemaOf<ChatMessage>()(() =>
  z.object({ callId: id(), by: oneOf(['local', 'remote']), from: partySchema(), text: text(MAX_TEXT_LENGTH), at: time() }),
);
export const sendMessageRequestSchema = schemaOf<SendMessageRequest>()(() =>
  z.object({ callId: id(), text: text(MAX_TEXT_LENGTH, 1).check(z.refine(isMessageText, 'must be more than spaces')) }),
);
export const pushUrlRequestSchema = schemaOf<PushUrlRequest>()(() =>
  z.object({ callId: id(), url: text(MAX_URL_LENGTH, 1).check(z.refine(isPushableUrl, 'must be an https address without user name and password')) }),
);
