/** How a connection to a CTI Server is encrypted, and what may be wrong with that. */
import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';

/**
 * Certificates and keys are texts of PEM, as Node's `tls` takes them. The server's certificate is verified always: there is no option that turns
 * that off.
 * @example { ca: await readFile('site-authority.pem', 'utf8') }
 */
export interface CiscoTls {
  /**
   * The authorities that may have signed the server's certificate, several in a row or in a list. A certificate that its server has signed itself
   * is its own authority. Default: those that Node knows.
   */
  ca?: string | readonly string[] | undefined;
  /** This client's certificate and its key, for a server that asks who is there. */
  cert?: string | undefined;
  key?: string | undefined;
  /** The password of `key`. */
  passphrase?: string | undefined;
}

/** As Node's `createSecureContext` takes them. */
export const contextParts = ({ ca, cert, key, passphrase }: CiscoTls) => ({
  ...(ca !== undefined && { ca: typeof ca === 'string' ? ca : [...ca] }),
  ...(cert !== undefined && { cert }),
  ...(key !== undefined && { key }),
  ...(passphrase !== undefined && { passphrase }),
});

const works = (attempt: () => unknown): boolean => {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
};
const isCertificate = (pem: unknown): boolean => typeof pem === 'string' && works(() => new X509Certificate(pem));
const keys: readonly string[] = ['ca', 'cert', 'key', 'passphrase'] satisfies (keyof CiscoTls)[];

/**
 * What is wrong with the option `tls`, each with its key; none repeats a value. Empty where nothing is.
 * @example ciscoTlsProblems({ cert }) // [{ key: 'key', problem: 'is missing: cert and key go together' }]
 */
export const tlsProblems = (tls: unknown): { key: string; problem: string }[] => {
  if (tls === undefined || typeof tls === 'boolean') return [];
  if (typeof tls !== 'object' || tls === null || Array.isArray(tls)) return [{ key: '', problem: 'must be true, or an object' }];
  const unknown = Object.keys(tls).filter((key) => !keys.includes(key));
  if (unknown.length > 0) return unknown.map((key) => ({ key, problem: `is no option: there are ${keys.join(', ')}, and certificates are verified always` }));
  const { ca, cert, key, passphrase } = tls as CiscoTls;
  const authorities = ca === undefined ? [] : [ca].flat();
  const problems: { key: string; problem: string }[] = [];
  if (ca !== undefined && (authorities.length === 0 || !authorities.every(isCertificate)))
    problems.push({ key: 'ca', problem: 'must be certificates in PEM, as -----BEGIN CERTIFICATE-----' });
  if (cert !== undefined && !isCertificate(cert)) problems.push({ key: 'cert', problem: 'must be a certificate in PEM, as -----BEGIN CERTIFICATE-----' });
  if (passphrase !== undefined && typeof passphrase !== 'string') problems.push({ key: 'passphrase', problem: 'must be a text' });
  if ((cert === undefined) !== (key === undefined))
    problems.push({ key: cert === undefined ? 'cert' : 'key', problem: 'is missing: cert and key go together' });
  if (problems.length > 0 || key === undefined || cert === undefined) return problems;
  if (typeof key !== 'string' || !works(() => createSecureContext(contextParts({ key, passphrase }))))
    return [{ key: 'key', problem: 'must be a key in PEM, and passphrase its password where it has one' }];
  return works(() => createSecureContext(contextParts({ cert, key, passphrase }))) ? [] : [{ key: 'key', problem: 'is not the key of cert' }];
};
