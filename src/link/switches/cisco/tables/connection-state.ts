/** `localConnectionState`, and every other field of that enumeration: ECMA-269's own, under other names. */
import type { ConnectionState } from '../../../../protocol/call.ts';
import { LocalConnectionState } from '../codec/index.ts';
import { type Translated, translation } from './translated.ts';

/** Without a statement (LCS_NONE) there is no connection to speak of. */
export const connectionStateOf: (raw: number | null | undefined) => Translated<ConnectionState> = translation<typeof LocalConnectionState, ConnectionState>(
  LocalConnectionState,
  {
    LCS_NONE: 'null',
    LCS_NULL: 'null',
    LCS_INITIATE: 'initiated',
    LCS_ALERTING: 'alerting',
    LCS_CONNECT: 'connected',
    LCS_HOLD: 'held',
    LCS_QUEUED: 'queued',
    LCS_FAIL: 'failed',
  },
  'null',
);
