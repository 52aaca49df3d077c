/** A SIP message as the server handles it: never modified, each change makes a new one. */

export interface SipHeader {
  /** As written on the wire; compact forms are expanded. Compared without regard to case. */
  readonly name: string;
  readonly value: string;
}

export interface SipRequest {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export interface SipResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export type SipMessage = SipRequest | SipResponse;

const is = (name: string) => {
  const wanted = name.toLowerCase();
  return (header: SipHeader) => header.name.toLowerCase() === wanted;
};

/** The first value of a header. */
export const headerOf = (message: { readonly headers: readonly SipHeader[] }, name: string): string | undefined => message.headers.find(is(name))?.value;

/** All values of a header, topmost first. Via, Route, Record-Route and Contact have one value per entry; the parser splits their comma lists. */
export const headersOf = (message: { readonly headers: readonly SipHeader[] }, name: string): string[] =>
  message.headers.filter(is(name)).map((header) => header.value);

export const withoutHeader = <M extends SipMessage>(message: M, name: string): M => {
  const matches = is(name);
  return { ...message, headers: message.headers.filter((header) => !matches(header)) };
};

/** Replaces all values of a header by the given ones, where the first one stood (at the end when there was none). */
export const withHeader = <M extends SipMessage>(message: M, name: string, ...values: string[]): M => {
  const matches = is(name);
  const at = message.headers.findIndex(matches);
  const rest = message.headers.filter((header) => !matches(header));
  const place = at < 0 ? rest.length : at;
  return { ...message, headers: [...rest.slice(0, place), ...values.map((value) => ({ name, value })), ...rest.slice(place)] };
};

/** Puts a value above all others of the same name. */
export const withTopHeader = <M extends SipMessage>(message: M, name: string, value: string): M =>
  withHeader(message, name, value, ...headersOf(message, name));

/** Takes the topmost value of a header away. */
export const withoutTopHeader = <M extends SipMessage>(message: M, name: string): M => {
  const rest = headersOf(message, name).slice(1);
  return rest.length === 0 ? withoutHeader(message, name) : withHeader(message, name, ...rest);
};

export interface CSeq {
  number: number;
  method: string;
}

/** RFC 3261 §20.16. The number is below 2³¹ (§8.1.1.5). */
export const parseCSeq = (value: string | undefined): CSeq | undefined => {
  const match = /^(\d{1,10})[ \t]+([!%'*+\-.0-9A-Z_`a-z~]{1,64})$/.exec(value ?? '');
  const number = Number(match?.[1]);
  return match?.[2] !== undefined && number < 2 ** 31 ? { number, method: match[2] } : undefined;
};
