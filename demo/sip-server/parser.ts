import { MAX_HEADER_CHARS, MAX_HEADERS, MAX_LIST_ENTRIES, MAX_MESSAGE_BYTES, MAX_URI_CHARS } from './limits.ts';
import { headerOf, headersOf, parseCSeq, type SipHeader, type SipMessage, type SipRequest } from './message.ts';
import { splitOutside, TOKEN } from './syntax.ts';
import { parseNameAddress } from './uri.ts';
import { parseVia } from './via.ts';

/** The outcome of {@link parseMessage}. A request that is bad, but whose sender can be told so, comes with what could be read of it. */
export type ParseResult = { ok: true; message: SipMessage } | { ok: false; status: 400 | 416 | 505 | 513; reason: string; request?: SipRequest | undefined };

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
const ONCE = ['From', 'To', 'Call-ID', 'CSeq', 'Max-Forwards', 'Content-Length', 'Expires'];

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

/** What must be there for a message to be handled, or answered, at all (RFC 3261 §8.1.1). */
const whatIsWrong = (message: SipMessage): string | undefined => {
  for (const name of ONCE) if (headersOf(message, name).length > 1) return `Several ${name} Headers`;
  const vias = headersOf(message, 'Via');
  if (vias.length === 0 || !vias.every((via) => parseVia(via))) return 'Malformed Via';
  for (const name of ['From', 'To']) if (!parseNameAddress(headerOf(message, name) ?? '')) return `Malformed ${name}`;
  if (!headerOf(message, 'Call-ID')) return 'Missing Call-ID';
  const cseq = parseCSeq(headerOf(message, 'CSeq'));
  if (!cseq || (message.kind === 'request' && cseq.method !== message.method)) return 'Malformed CSeq';
  for (const name of ['Max-Forwards', 'Expires', 'Content-Length']) if (!/^\d{0,10}$/.test(headerOf(message, name) ?? '')) return `Malformed ${name}`;
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

  const requestLine = /^(\S{1,32})[ \t]+(.{1,4096}?)[ \t]+SIP\/(\d{1,3}\.\d{1,3})$/i.exec(startLine);
  const statusLine = /^SIP\/2\.0[ \t]+([1-6]\d\d)(?:[ \t]+(.{0,1024}))?$/i.exec(startLine);
  let message: SipMessage;
  if (statusLine?.[1] !== undefined) message = { kind: 'response', status: Number(statusLine[1]), reason: statusLine[2] ?? '', headers: known, body: '' };
  else if (requestLine?.[1] !== undefined && TOKEN.test(requestLine[1]))
    message = { kind: 'request', method: requestLine[1], uri: requestLine[2] ?? '', headers: known, body: '' };
  else return { ok: false, status: 400, reason: 'Malformed Start Line' };

  const fail = (status: 400 | 416 | 505, reason: string): ParseResult => {
    // An answer needs a Via, From, To, Call-ID and CSeq that can be copied. An ACK is never answered.
    const answerable =
      message.kind === 'request' &&
      message.method !== 'ACK' &&
      whatIsWrong({ ...message, kind: 'request', method: parseCSeq(headerOf(message, 'CSeq'))?.method ?? '' }) === undefined;
    return { ok: false, status, reason, request: answerable && message.kind === 'request' ? message : undefined };
  };
  if (typeof headers === 'string') return fail(400, headers);
  if (!end) return fail(400, 'Headers Not Ended');
  if (message.kind === 'request' && requestLine?.[3] !== '2.0') return fail(505, 'Version Not Supported');
  if (message.kind === 'request' && (message.uri.length > MAX_URI_CHARS || /[\s<>"]/.test(message.uri))) return fail(400, 'Malformed Request-URI');
  if (message.kind === 'request' && !/^(sips?|tel):/i.test(message.uri)) return fail(416, 'Unsupported URI Scheme');
  const wrong = whatIsWrong(message);
  if (wrong !== undefined) return fail(400, wrong);
  const body = cutBody(rawBody, headerOf(message, 'Content-Length'));
  return body === undefined ? fail(400, 'Body Shorter Than Content-Length') : { ok: true, message: { ...message, body } };
};
