/** Whether a public key is one, and what can be signed with it: told when the link is configured, not with the first softphone that is turned away. */
import { createPublicKey, type KeyObject } from 'node:crypto';

const read = (pem: string): KeyObject | undefined => {
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
};

export const isPublicKey = (pem: string): boolean => read(pem) !== undefined;

/** RFC 7518, 3.3: a shorter one is not to be used. */
const MIN_RSA_BITS = 2_048;
/** RFC 7518, 3.4. */
const curves: Readonly<Record<string, string>> = { ES256: 'prime256v1', ES384: 'secp384r1', ES512: 'secp521r1' };

/** Of an algorithm by its name in a JWT (RFC 7518, RFC 8037). */
export const fitsAlgorithm = (pem: string, algorithm: string): boolean => {
  const { asymmetricKeyType: type, asymmetricKeyDetails: { modulusLength = 0, namedCurve } = {} } = read(pem) ?? {};
  if (type === 'rsa') return /^[RP]S/.test(algorithm) && modulusLength >= MIN_RSA_BITS;
  if (type === 'ec') return Object.hasOwn(curves, algorithm) && curves[algorithm] === namedCurve;
  return type === 'ed25519' && /^Ed/.test(algorithm);
};
