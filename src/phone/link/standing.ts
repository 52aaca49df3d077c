/** How a softphone stands with its link, and what that is called: for the agent (`PhoneStatus`) and for who looks after links (`LinkStatus`). */
import { CtiError } from '../../protocol/error.ts';
import type { PhoneStatus } from '../phone.ts';
import { UNREACHABLE_AFTER } from './limits.ts';
import type { PhoneSystemStatus } from './wire.ts';

/** The link as an administrator knows it. */
export type LinkStatus =
  /** Nothing was asked for yet, or `disconnect` was. */
  | { state: 'stopped' }
  | { state: 'connecting' }
  /** `server`: which one, where there are several. */
  | { state: 'connected'; server?: string | undefined }
  /** Connected, but a part of the phone system does not answer. */
  | { state: 'partial'; reason: string; server?: string | undefined }
  /** The link is there, its phone system is not. */
  | { state: 'phoneSystemLost'; reason: string }
  /** Each attempt tries all servers there are. */
  | { state: 'reconnecting'; attempt: number; reason: string }
  /** The same, after three attempts in a row. */
  | { state: 'unreachable'; attempt: number; reason: string }
  /** Given up until `connect` is called again: the agent connected from elsewhere, the token was refused. */
  | { state: 'disabled'; reason: string };

export interface Standing {
  wanted: boolean;
  /** Why it was given up. */
  refusal?: CtiError | undefined;
  /** Rounds in a row in which nobody answered, and why the last of them failed. */
  attempt: number;
  error?: CtiError | undefined;
  /** The present one, where there are several. */
  server?: string | undefined;
  /** Welcomed, and up to date. */
  online: boolean;
  address: string;
  phoneSystem: PhoneSystemStatus;
}

const whyLost = ({ state, reason }: PhoneSystemStatus): string =>
  reason ?? (state === 'stopped' ? 'The link does not run its phone system.' : 'The link is connecting to its phone system.');

export const phoneStatusOf = ({ wanted, refusal, attempt, error, online, address, server, phoneSystem }: Standing): PhoneStatus => {
  if (refusal) return { state: 'failed', error: refusal };
  if (!wanted) return { state: 'disconnected' };
  if (!online) {
    if (attempt === 0) return { state: 'connecting' };
    return { state: 'reconnecting', attempt, error, ...(attempt >= UNREACHABLE_AFTER && { unreachable: true }) };
  }
  const { state, partial } = phoneSystem;
  if (state === 'up') return { state: 'ready', address, ...(server !== undefined && { server }), ...(partial !== undefined && { partial }) };
  return { state: 'reconnecting', attempt: phoneSystem.attempt ?? 1, error: new CtiError('UNREACHABLE', whyLost(phoneSystem)) };
};

export const linkStatusOf = (standing: Standing): LinkStatus => {
  const { wanted, refusal, attempt, error, online, phoneSystem } = standing;
  const server = standing.server !== undefined && { server: standing.server };
  if (refusal) return { state: 'disabled', reason: refusal.message };
  if (!wanted) return { state: 'stopped' };
  if (!online && attempt === 0) return { state: 'connecting' };
  if (!online) return { state: attempt < UNREACHABLE_AFTER ? 'reconnecting' : 'unreachable', attempt, reason: error?.message ?? '' };
  if (phoneSystem.state !== 'up') return { state: 'phoneSystemLost', reason: whyLost(phoneSystem) };
  return phoneSystem.partial === undefined ? { state: 'connected', ...server } : { state: 'partial', reason: phoneSystem.partial, ...server };
};
