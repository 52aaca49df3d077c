import type { Accounts } from './accounts.ts';
import { headerOf, type SipRequest } from './message.ts';
import { parseNameAddress, parseUri } from './uri.ts';

/** True when the account may send a request with this From: its own name here, or any number when it stands for the telephone network, or nobody's (RFC 3323 §4.1.1.3). */
export const mayClaim = (request: SipRequest, account: string, accounts: Accounts, isOwnHost: (host: string) => boolean): boolean => {
  const from = parseUri(parseNameAddress(headerOf(request, 'From') ?? '')?.uri ?? '');
  if (!from) return false;
  if (account === from.user) return isOwnHost(from.host);
  return accounts.mayBe(account, from.user) || (from.user === 'anonymous' && from.host === 'anonymous.invalid');
};
