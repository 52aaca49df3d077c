/** A socket to one side, plain or encrypted, and why there is none, in words a person can act on. */
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';
import { CtiError } from '../../../../protocol/error.ts';
import type { CiscoAddress } from './address.ts';
import { type CiscoTls, contextParts } from './tls-options.ts';

export interface OpenedSocket {
  readonly socket: Socket;
  /** Why it could not be opened, or broke before anything was said: by Node's code, and how far it had come. */
  failure(code: string | undefined): CtiError;
}

const NOBODY = 'check host and port of this side, and what lies between';
const USUAL_PORTS = '42027 and 43027 are usual without TLS, 42030 and 43030 with it';
const authority =
  'is signed by an authority that is not trusted here. Give the certificate of that authority in option tls.ca; of a server that signed its own, that one';

/** Node's and OpenSSL's codes that say something about certificates. */
const certificateProblems: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'has expired. It has to be renewed at the server; or the clock of this machine is wrong',
  CERT_NOT_YET_VALID: 'is not valid yet. The clock of this machine may be wrong, or the server’s was when it was made',
  CERT_REVOKED: 'has been revoked. It has to be renewed at the server',
  ERR_TLS_CERT_ALTNAME_INVALID: 'is for another name than this side’s host. Use the name that it is for as host, or give it as servername of this side',
  DEPTH_ZERO_SELF_SIGNED_CERT: authority,
  SELF_SIGNED_CERT_IN_CHAIN: authority,
  UNABLE_TO_GET_ISSUER_CERT: authority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: authority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: authority,
  CERT_UNTRUSTED: authority,
  CERT_SIGNATURE_FAILURE: authority,
  INVALID_CA: 'is signed by what is no authority. Compare option tls.ca',
};

/** What the other side answers when it does not take the certificate of this client, or misses one. */
const isAboutOurs = (code: string): boolean =>
  /ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_|UNSUPPORTED_CERTIFICATE|HANDSHAKE_FAILURE)/.test(code);

const unreachable = (code: string | undefined, why: string): CtiError =>
  new CtiError('UNREACHABLE', `The CTI Server cannot be reached (${code ?? 'no answer'}): ${why}.`, { details: { code } });

const tlsReason = (code = ''): string => {
  const problem = certificateProblems[code];
  if (problem !== undefined) return `its certificate ${problem}`;
  if (isAboutOurs(code)) return 'it does not accept this client’s certificate, or wants one. Give one that it trusts in options tls.cert and tls.key';
  if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/.test(code)) return 'it speaks no version of TLS that is safe. It has to allow TLS 1.2 or later';
  return `there was no answer in TLS. Compare the port: ${USUAL_PORTS}. ${silenceHint(true)}`;
};

/** What may be behind a server that accepts a connection, and leaves without a word. */
export const silenceHint = (tls: boolean | CiscoTls | undefined): string =>
  tls
    ? 'Perhaps it wants a certificate of this client that it trusts: options tls.cert and tls.key'
    : `Perhaps it speaks TLS at this port: option tls. ${USUAL_PORTS}`;

/** The server at this port speaks TLS, and this client does not. */
export const speaksTls = (): CtiError => unreachable('EPROTO', `the server at this port speaks TLS. Set option tls, or another port. ${USUAL_PORTS}`);

const contexts = new WeakMap<CiscoTls, SecureContext>();

/** Made once for each options: it is the slow part of a connection. */
const secureContextOf = (tls: CiscoTls): SecureContext => {
  const context = contexts.get(tls) ?? createSecureContext(contextParts(tls));
  contexts.set(tls, context);
  return context;
};

/** An alert of TLS, which no message of a CTI Server begins with: the answer to what a TLS server does not understand. */
export const isTlsAlert = (bytes: Uint8Array): boolean => bytes[0] === 0x15 && bytes[1] === 0x03;

/** @param ready called when the other side can be written to */
export const openSocket = ({ host, port, servername }: CiscoAddress, tls: boolean | CiscoTls | undefined, ready: () => void): OpenedSocket => {
  if (!tls) {
    const plain = connect({ host, port, noDelay: true });
    plain.once('connect', ready);
    return { socket: plain, failure: (code) => unreachable(code, NOBODY) };
  }
  const name = servername ?? (isIP(host) ? undefined : host);
  const socket = connectTls({
    ...{ host, port, rejectUnauthorized: true },
    ...(name !== undefined && { servername: name }),
    ...(tls !== true && { secureContext: secureContextOf(tls) }),
  });
  let isConnected = false;
  socket.setNoDelay(true);
  socket.once('connect', () => {
    isConnected = true;
  });
  socket.once('secureConnect', ready);
  return {
    socket,
    failure: (code) => unreachable(code, isConnected ? tlsReason(code) : NOBODY),
  };
};
