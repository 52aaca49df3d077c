/** One event as a line of text that may leave the page: what is not known to be harmless is masked. */
import { isCtiError } from '../protocol/error.ts';
import type { DiagnosticEntry } from './diagnostics.ts';
import { MAX_DIAGNOSTIC_LENGTH } from './limits.ts';

/** Names under which there is never a number, a name, nor anything somebody has said, typed or attached. */
const harmless = new Set([
  ...['id', 'callId', 'consultationFor', 'sessionId', 'session', 'type', 'event', 'direction', 'state', 'remoteState', 'cause', 'signalling', 'actions'],
  ...['createdAt', 'establishedAt', 'clearedAt', 'at', 'since', 'startedAt', 'retryAt', 'durationSeconds', 'attempt', 'attempts', 'muted', 'open', 'blocked'],
  ...['search', 'interaction', 'by', 'confidence', 'recordId', 'objectType', 'during', 'code', 'reason', 'workMode', 'grants'],
]);
/** Events that are known by a name of their own; all other names are people's. */
const named = new Set(['vendorEvent']);
/** What is about people, or was filled in by others, under whatever names. */
const foreign = new Set(['remote', 'called', 'parties', 'from', 'data', 'details', 'fields', 'defaultFieldValues', 'flowArguments', 'params']);

/** Enough to tell two numbers apart, and too little to call one. */
const masked = (value: unknown): unknown => {
  if (value === '' || value === null || value === undefined || typeof value === 'boolean') return value;
  const digits = String(value).replace(/\D/g, '');
  return digits.length > 4 ? `•••${digits.slice(-2)}` : '•••';
};

const plain = (value: object): object =>
  isCtiError(value) ? { code: value.code, message: value.message, ...(value.details && { details: value.details }) } : value;

/** The words of an error may repeat a number; the id of a log ends with the agent's address. */
const shownText = (name: string, value: unknown): unknown => {
  if (name === 'message') return String(value).replace(/\+?\d[\d ().-]{3,}\d/g, '•••');
  if (!harmless.has(name)) return masked(value);
  return name === 'id' ? String(value).replace(/\/.*/s, '/•••') : value;
};

const shown = (name: string, value: unknown, isForeign: boolean): unknown => {
  if (typeof value !== 'object' || value === null) return isForeign ? masked(value) : shownText(name, value);
  if (Array.isArray(value)) return value.map((item) => shown(name, item, isForeign));
  return Object.fromEntries(Object.entries(plain(value)).map(([own, item]) => [own, shown(own, item, isForeign || foreign.has(own))]));
};

const shownEvent = (event: string, data: unknown): unknown => {
  const own = named.has(event) && { name: (data as { name?: unknown }).name };
  return { ...(shown('', data, false) as object), ...own };
};

const unmaskedJson = (data: unknown): string => JSON.stringify(data, (_, value: unknown) => (typeof value === 'object' && value ? plain(value) : value));

export const diagnosticText = ({ at, name, data }: DiagnosticEntry, unmasked: boolean): string => {
  const line = `${new Date(at).toISOString()} ${name}`;
  try {
    const json = unmasked ? unmaskedJson(data) : JSON.stringify(shownEvent(name, data));
    return `${line} ${json}`.slice(0, MAX_DIAGNOSTIC_LENGTH);
  } catch {
    // What goes in a circle, or is nested without end, is no reason to be silent about all the rest.
    return line;
  }
};
