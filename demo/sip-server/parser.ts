import { MAX_HEADER_CHARS, MAX_HEADERS, MAX_LIST_ENTRIES, MAX_MESSAGE_BYTES, MAX_METHOD_CHARS, MAX_REASON_CHARS, MAX_URI_CHARS } from './limits.ts';
import { headerOf, headersOf, parseCSeq, type SipHeader, type SipMessage, type SipRequest } from './message.ts';
import { splitOutside, TOKEN } from './syntax.ts';
import { parseNameAddress } from './uri.ts';
import { parseVia } from './via.ts';

/** The outcome of {@link parseMessage}. A request that is bad, but whose sender can be told so, comes with what could be read of it. */
export type ParseResult = { ok: true; message: SipMessage } | { ok: false; status: 400 | 416 | 505 | 513; reason: string; request?: SipRequest };

/** RFC 3261 §7.3.3 and the registry of later extensions. */
const COMPACT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'Accept-Contact',
    b: 'Referred-By',
    c: 'Content-Type',
    d: 'Request-Disposition',
    e: 'Content-Encoding',
    f: 'From',
    i: 'Call-ID',
    j: 'Reject-Contact',
    k: 'Supported',
    l: 'Content-Length',
    m: 'Contact',
    o: 'Event',
    r: 'Refer-To',
    s: 'Subject',
    t: 'To',
    u: 'Allow-Events',
    v: 'Via',
    x: 'Session-Expires',
    y: 'Identity',
  }),
);
/** Headers of which the server reads each value by itself. Others keep their commas. */
const LISTS = new Set(['via', 'route', 'record-route', 'contact']);

/** Joins folded lines (RFC 3261 §7.3.1) and splits name from value. */
const parseHeaders = (lines: readonly string[]): SipHeader[] | string => {
  const unfolded: string[] = [];
  for (const line of lines) {
    if (!/^[ \t]/.test(line)) unfolded.push(line);
    else if (unfolded.length === 0) return 'Folded Line Without Header';
    else unfolded.push(`${unfolded.pop() ?? ''} ${line.trim()}`);
    if ((unfolded.at(-1) ?? '').length > MAX_HEADER_CHARS) return 'Header Too Long';
    if (unfolded.length > MAX_HEADERS) return 'Too Many Headers';
  }
  const headers: SipHeader[] = [];
  for (const line of unfolded) {
    const colon = line.indexOf(':');
    const written = line.slice(0, Math.max(colon, 0)).trimEnd();
    const value = line.slice(colon + 1).trim();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused here
    if (colon < 0 || !TOKEN.test(written) || /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) return 'Malformed Header';
    const name = COMPACT.get(written.toLowerCase()) ?? written;
    const values = LISTS.has(name.toLowerCase()) ? splitOutside(value, ',') : [value];
    if (!values || values.length > MAX_LIST_ENTRIES) return `Malformed ${name}`;
    for (const one of values) headers.push({ name, value: one });
  }
  return headers;
};

/** Without these a message can be neither handled nor answered (RFC 3261 §8.2.6). */
const whatPreventsAnAnswer = (message: SipMessage): string | undefined => {
  for (const name of ['From', 'To', 'Call-ID', 'CSeq']) if (headersOf(message, name).length !== 1) return `Missing Or Several ${name}`;
  const vias = headersOf(message, 'Via');
  if (vias.length === 0 || !vias.every((via) => parseVia(via))) return 'Malformed Via';
  for (const name of ['From', 'To']) if (!parseNameAddress(headerOf(message, name) ?? '')) return `Malformed ${name}`;
  if (!headerOf(message, 'Call-ID')) return 'Malformed Call-ID';
  return parseCSeq(headerOf(message, 'CSeq')) ? undefined : 'Malformed CSeq';
};

const whatElseIsWrong = (message: SipMessage): string | undefined => {
  if (message.kind === 'request' && parseCSeq(headerOf(message, 'CSeq'))?.method !== message.method) return 'Malformed CSeq';
  for (const name of ['Max-Forwards', 'Expires', 'Content-Length']) {
    const values = headersOf(message, name);
    if (values.length > 1 || !/^\d{0,10}$/.test(values[0] ?? '')) return `Malformed ${name}`;
  }
  return undefined;
};

/** Cuts the body to Content-Length, which may be missing on a WebSocket (RFC 7118 §5.3). `undefined` when less has arrived than was announced. */
const cutBody = (body: string, announced: string | undefined): string | undefined => {
  if (announced === undefined || announced === '') return body;
  const bytes = Buffer.from(body, 'utf8');
  const length = Number(announced);
  if (length > bytes.length) return undefined;
  return length === bytes.length ? body : bytes.subarray(0, length).toString('utf8');
};

/**
 * Reads one SIP message (RFC 3261 §7). Never throws, whatever it is given; work and memory are bounded by {@link MAX_MESSAGE_BYTES}.
 *
 * @example
 * const result = parseMessage('OPTIONS sip:example.org SIP/2.0\r\nVia: …\r\n\r\n');
 * if (result.ok && result.message.kind === 'request') result.message.method; // 'OPTIONS'
 */
export const parseMessage = (text: string): ParseResult => {
  if (text.length > MAX_MESSAGE_BYTES) return { ok: false, status: 513, reason: 'Message Too Large' };
  const whole = text.replace(/^(?:\r?\n){1,8}/, '');
  const end = /\r?\n\r?\n/.exec(whole);
  const [startLine = '', ...lines] = whole.slice(0, end?.index ?? whole.length).split(/\r?\n/);
  const headers = parseHeaders(lines);
  const known = typeof headers === 'string' ? [] : headers;
  const rawBody = end ? whole.slice(end.index + end[0].length) : '';

  // Single spaces, as the grammar says (RFC 3261 §25.1): anything looser invites two readings of one line.
  const [first = '', second = '', third = '', ...more] = startLine.split(' ');
  const version = /^SIP\/(\d{1,3}\.\d{1,3})$/i.exec(third)?.[1];
  let message: SipMessage;
  if (/^SIP\/2\.0$/i.test(first) && /^[1-6]\d\d$/.test(second))
    message = {
      kind: 'response',
      status: Number(second),
      reason: startLine.slice(first.length + second.length + 2).slice(0, MAX_REASON_CHARS),
      headers: known,
      body: '',
    };
  else if (TOKEN.test(first) && first.length <= MAX_METHOD_CHARS && second !== '' && version !== undefined && more.length === 0)
    message = { kind: 'request', method: first, uri: second, headers: known, body: '' };
  else return { ok: false, status: 400, reason: 'Malformed Start Line' };

  const fail = (status: 400 | 416 | 505, reason: string): ParseResult => {
    // An ACK is never answered (RFC 3261 §17.1.1.3).
    if (message.kind === 'response' || message.method === 'ACK' || whatPreventsAnAnswer(message) !== undefined) return { ok: false, status, reason };
    return { ok: false, status, reason, request: message };
  };
  if (typeof headers === 'string') return fail(400, headers);
  if (!end) return fail(400, 'Headers Not Ended');
  if (message.kind === 'request' && version !== '2.0') return fail(505, 'Version Not Supported');
  if (message.kind === 'request' && (message.uri.length > MAX_URI_CHARS || /[\s<>"]/.test(message.uri))) return fail(400, 'Malformed Request-URI');
  if (message.kind === 'request' && !/^(sips?|tel):/i.test(message.uri)) return fail(416, 'Unsupported URI Scheme');
  const wrong = whatPreventsAnAnswer(message) ?? whatElseIsWrong(message);
  if (wrong !== undefined) return fail(400, wrong);
  const body = cutBody(rawBody, headerOf(message, 'Content-Length'));
  return body === undefined ? fail(400, 'Body Shorter Than Content-Length') : { ok: true, message: { ...message, body } };
};
