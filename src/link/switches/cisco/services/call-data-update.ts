/** The Call Data Update service: values that travel with a call, changed while it lives and shortly after. */
import type { Message } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { type CiscoCallData, dataFields } from './call-data.ts';
import { type CiscoConnection, type CommandOptions, connectionFields, given, peripheralOf } from './connection.ts';

/** What is not named stays as it is. */
export interface CallDataChange extends CiscoCallData {
  ani?: string | undefined;
  callerEnteredDigits?: string | undefined;
  customerPhoneNumber?: string | undefined;
  customerAccountNumber?: string | undefined;
  /** `CallType` of the guide. */
  callType?: number | undefined;
  /** `CalledPartyDisposition` of the guide: how the call ended. */
  disposition?: number | undefined;
}

export interface CallDataUpdateEvents {
  update: Message<'CALL_DATA_UPDATE_EVENT'>;
}

export interface CallDataUpdate {
  /**
   * @throws CtiError as a rejection: `INVALID_ARGUMENT` that names the field for a text or a name that is too long, `TOO_LARGE` for more than 2,000 bytes
   * of named variables, both before anything is sent; the server's status 14 for a variable that clients may not write, 67 and 68 for a name
   * that the site has not configured
   */
  set(connection: CiscoConnection, change: CallDataChange, options?: CommandOptions): Promise<void>;
  /** Says that no more data will come for a call that is over: the server waits two minutes for them otherwise. */
  release(connection: CiscoConnection, options?: CommandOptions): Promise<void>;
  on<Name extends keyof CallDataUpdateEvents>(name: Name, listener: (event: CallDataUpdateEvents[Name]) => void): () => void;
}

/** Nothing to say: the guide's null, or 0 where it has none. */
const NO_DISPOSITION = 0;

/** @example await callDataUpdate(session).set(event, { callVariables: { 1: '17' }, namedVariables: [{ name: 'user.account', value: 'A-1' }] }) */
export const callDataUpdate = (session: CiscoSession): CallDataUpdate => ({
  async set(connection, { ani, callerEnteredDigits, customerPhoneNumber, customerAccountNumber, callType, disposition, ...data }, options) {
    await session.request(
      'SET_CALL_DATA_REQ',
      {
        ...peripheralOf(session, connection),
        ...connectionFields(connection),
        callType: callType ?? null,
        calledPartyDisposition: disposition ?? NO_DISPOSITION,
        campaignId: null,
        queryRuleId: null,
        ...given({ ani, callerEnteredDigits, customerPhoneNumber, customerAccountNumber }),
        ...dataFields(data),
      },
      options,
    );
  },
  async release(connection, options) {
    await session.request('RELEASE_CALL_REQ', { ...peripheralOf(session, connection), ...connectionFields(connection) }, options);
  },
  on: (_name, listener) => session.on('CALL_DATA_UPDATE_EVENT', listener),
});
