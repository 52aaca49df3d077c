/** X.509 certificates made when they are needed (RFC 5280): an authority of a test's own, and what it signs. */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export interface Certificate {
  /** PEM, both. */
  cert: string;
  key: string;
}

export interface CertificateWanted {
  /** DNS names, and addresses of IPv4. */
  names?: readonly string[];
  from?: Date;
  until?: Date;
}

export interface Authority {
  /** PEM. */
  cert: string;
  issue(wanted: CertificateWanted): Certificate;
}

const DAY_MS = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);

const lengthOf = (bytes: number): number[] => (bytes < 0x80 ? [bytes] : bytes < 0x100 ? [0x81, bytes] : [0x82, bytes >> 8, bytes & 0xff]);
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
};
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const octets = (content: Uint8Array) => der(0x04, content);
const bits = (content: Uint8Array) => der(0x03, Buffer.of(0), content);
const integer = (...bytes: number[]) => der(0x02, Buffer.from(bytes));
const time = (date: Date) => der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
const isTrue = der(0x01, Buffer.of(0xff));
/** Their bytes, as the standards give them. */
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const commonName = oid('550403');
const basicConstraints = oid('551d13');
const subjectAltName = oid('551d11');

const nameOf = (text: string) => sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(text)))));
const altName = (name: string) => (/^[\d.]+$/.test(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name)));
const linesOf = (text: string): string => text.replace(/.{64}(?=.)/g, '$&\n');
const pem = (label: string, content: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${linesOf(Buffer.from(content).toString('base64'))}\n-----END ${label}-----\n`;

interface Parts {
  issuer: string;
  issuerKey: KeyObject;
  subject: string;
  publicKey: KeyObject;
  from: Date;
  until: Date;
  extension: Uint8Array;
}

const certify = ({ issuer, issuerKey, subject, publicKey, from, until, extension }: Parts): string => {
  const content = sequence(
    der(0xa0, integer(2)),
    // Positive, whatever the bytes.
    integer(1, ...randomBytes(8)),
    ecdsaWithSha256,
    nameOf(issuer),
    sequence(time(from), time(until)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  );
  return pem('CERTIFICATE', sequence(content, ecdsaWithSha256, bits(sign('sha256', content, issuerKey))));
};

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const createAuthority = (issuer: string): Authority => {
  const own = keyPair();
  const signed = (subject: string, publicKey: KeyObject, from: Date, until: Date, extension: Uint8Array): string =>
    certify({ issuer, issuerKey: own.privateKey, subject, publicKey, from, until, extension });
  return {
    cert: signed(issuer, own.publicKey, inDays(-1_000), inDays(1_000), sequence(basicConstraints, isTrue, octets(sequence(isTrue)))),
    issue({ names = [], from = inDays(-1), until = inDays(1) }) {
      const { publicKey, privateKey } = keyPair();
      const extension = sequence(subjectAltName, octets(sequence(...names.map(altName))));
      return { cert: signed('a certificate', publicKey, from, until, extension), key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
    },
  };
};
