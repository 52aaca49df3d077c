import { CtiError, type KnownErrorCode } from '../../protocol/error.ts';
import type { EndReason } from './wire.ts';

const codes: Record<EndReason, KnownErrorCode> = {
  replaced: 'TAKEN_OVER',
  unauthorized: 'UNAUTHORIZED',
  uncheckable: 'UNREACHABLE',
  unknownAgent: 'UNAUTHORIZED',
  version: 'PROTOCOL_MISMATCH',
  malformed: 'PROTOCOL_MISMATCH',
  tooLarge: 'TOO_LARGE',
  flood: 'CUT_OFF',
  silent: 'UNREACHABLE',
  resumedElsewhere: 'UNREACHABLE',
  stopping: 'UNREACHABLE',
  full: 'UNREACHABLE',
};

/** What the phone says when the gateway has ended its session. */
export const endedError = (reason: EndReason, message: string): CtiError => new CtiError(codes[reason], message, { details: { reason } });
