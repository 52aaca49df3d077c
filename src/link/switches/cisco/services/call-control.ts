/** Client Control for calls: everything an agent does with the phone. */
import { ConnectionDeviceIdType, ConsultType, DeviceIdType, type Message } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { type CiscoCallData, dataFields } from './call-data.ts';
import {
  activeFields,
  type CiscoConnection,
  type CommandOptions,
  connectionFields,
  given,
  heldFields,
  noConnection,
  otherFields,
  peripheralOf,
} from './connection.ts';
import { DEFAULT_TONE_MS, DEFAULT_TONE_PAUSE_MS, MAX_DTMF_DIGITS } from './limits.ts';

/** The agent's own part in a call that a request has made. */
export interface NewConnection extends CiscoConnection {
  lineHandle: number | null;
  lineType: number | null;
}

/** A call that several are in now. */
export interface JoinedCall extends NewConnection {
  parties: readonly CiscoConnection[];
}

export interface CiscoDial {
  agentInstrument: string;
  number: string;
  data?: CiscoCallData | undefined;
  peripheralId?: number | undefined;
}

export interface CallControl {
  makeCall(request: CiscoDial, options?: CommandOptions): Promise<NewConnection>;
  answer(connection: CiscoConnection, options?: CommandOptions): Promise<void>;
  hold(connection: CiscoConnection, options?: CommandOptions): Promise<void>;
  retrieve(connection: CiscoConnection, options?: CommandOptions): Promise<void>;
  /** Ends the call for everybody. */
  clearCall(connection: CiscoConnection, options?: CommandOptions): Promise<void>;
  /** Ends one device's part: the others may go on. `by`: the instrument of who sends another out of a conference. */
  clearConnection(connection: CiscoConnection & { by?: string | undefined }, options?: CommandOptions): Promise<void>;
  /** Holds the call and dials another to ask somebody first. */
  consult(
    active: CiscoConnection,
    request: Omit<CiscoDial, 'peripheralId'> & { for?: 'transfer' | 'conference' | undefined },
    options?: CommandOptions,
  ): Promise<NewConnection>;
  /** Holds the active call and takes the other back. */
  alternate(active: CiscoConnection, other: CiscoConnection, options?: CommandOptions): Promise<void>;
  /** Ends the active call and takes the held one back. */
  reconnect(active: CiscoConnection, held: CiscoConnection, options?: CommandOptions): Promise<void>;
  transfer(active: CiscoConnection, held: CiscoConnection, options?: CommandOptions): Promise<JoinedCall>;
  /** In a single step, without asking. */
  transferTo(active: CiscoConnection, number: string, data?: CiscoCallData, options?: CommandOptions): Promise<JoinedCall>;
  conference(active: CiscoConnection, held: CiscoConnection, options?: CommandOptions): Promise<JoinedCall>;
  conferenceWith(active: CiscoConnection, number: string, data?: CiscoCallData, options?: CommandOptions): Promise<JoinedCall>;
  /** Sends a call that rings on to somebody else. */
  deflect(connection: CiscoConnection, number: string, options?: CommandOptions): Promise<void>;
  /** Reports that the line of a call is bad, to whoever runs the site. Nothing becomes of the call. */
  reportBadCall(connection: CiscoConnection, agentId?: string, options?: CommandOptions): Promise<void>;
  /** `0-9 * # A-D`. More than 31 of them go in several requests. */
  sendDtmf(connection: CiscoConnection, digits: string, tones?: { toneMs?: number; pauseMs?: number }, options?: CommandOptions): Promise<void>;
}

/** Nothing in particular: what the guide calls unspecified is 0 in every one of these. */
const plainCall = {
  callPlacementType: 0,
  callMannerType: 0,
  alertRings: 0,
  callOption: 0,
  facilityType: 0,
  answeringMachine: 0,
  priority: false,
  postRoute: false,
} as const;

const newConnection = (
  answer: Pick<Message<'MAKE_CALL_CONF'>, 'newConnectionCallId' | 'newConnectionDeviceIdType' | 'newConnectionDeviceId' | 'lineHandle' | 'lineType'>,
): NewConnection => ({
  connectionCallId: answer.newConnectionCallId,
  connectionDeviceIdType: answer.newConnectionDeviceIdType,
  ...given({ connectionDeviceId: answer.newConnectionDeviceId }),
  lineHandle: answer.lineHandle,
  lineType: answer.lineType,
});

/** The parties of an event or an answer as connections. */
export const partiesOf = ({ parties = [] }: Pick<Message<'TRANSFER_CALL_CONF'>, 'parties'>): CiscoConnection[] =>
  parties.map(({ connectedPartyCallId = null, connectedPartyDeviceIdType = ConnectionDeviceIdType.CONNECTION_ID_STATIC, connectedPartyDeviceId }) => ({
    connectionCallId: connectedPartyCallId,
    connectionDeviceIdType: connectedPartyDeviceIdType,
    ...given({ connectionDeviceId: connectedPartyDeviceId }),
  }));

const joinedCall = (answer: Message<'TRANSFER_CALL_CONF'> | Message<'CONFERENCE_CALL_CONF'>): JoinedCall => ({
  ...newConnection(answer),
  parties: partiesOf(answer),
});

type Plain = 'ANSWER_CALL_REQ' | 'CLEAR_CALL_REQ';

export const callControl = (session: CiscoSession): CallControl => {
  const ask = async (name: Plain, connection: CiscoConnection, options: CommandOptions | undefined): Promise<void> => {
    await session.request(name, { ...peripheralOf(session, connection), ...connectionFields(connection) }, options);
  };
  const join = async (
    name: 'TRANSFER_CALL_REQ' | 'CONFERENCE_CALL_REQ',
    active: CiscoConnection,
    held: CiscoConnection,
    more: { dialedNumber?: string } & CiscoCallData,
    options: CommandOptions | undefined,
  ) => {
    const { dialedNumber, ...data } = more;
    const fields = {
      ...peripheralOf(session, active),
      ...activeFields(active),
      ...heldFields(held),
      ...plainCall,
      ...given({ dialedNumber }),
      ...dataFields(data),
    };
    return joinedCall(await session.request(name, fields, options));
  };

  return {
    async makeCall({ agentInstrument, number, data = {}, peripheralId }, options) {
      const fields = {
        ...peripheralOf(session, { peripheralId }),
        ...plainCall,
        skillGroupNumber: null,
        agentInstrument,
        dialedNumber: number,
        ...dataFields(data),
      };
      return newConnection(await session.request('MAKE_CALL_REQ', fields, options));
    },
    answer: (connection, options) => ask('ANSWER_CALL_REQ', connection, options),
    clearCall: (connection, options) => ask('CLEAR_CALL_REQ', connection, options),
    async clearConnection({ by, ...connection }, options) {
      const fields = { ...peripheralOf(session, connection), ...connectionFields(connection), ...given({ agentInstrument: by }) };
      await session.request('CLEAR_CONNECTION_REQ', fields, options);
    },
    async hold(connection, options) {
      await session.request('HOLD_CALL_REQ', { ...peripheralOf(session, connection), ...connectionFields(connection), reservation: false }, options);
    },
    async retrieve(connection, options) {
      await session.request('RETRIEVE_CALL_REQ', { ...peripheralOf(session, connection), ...heldFields(connection) }, options);
    },
    async consult(active, { agentInstrument, number, data = {}, for: purpose }, options) {
      const consultType = purpose === undefined ? ConsultType.CT_UNSPECIFIED : purpose === 'transfer' ? ConsultType.CT_TRANSFER : ConsultType.CT_CONFERENCE;
      const fields = {
        ...peripheralOf(session, active),
        ...activeFields(active),
        ...plainCall,
        consultType,
        agentInstrument,
        dialedNumber: number,
        ...dataFields(data),
      };
      return newConnection(await session.request('CONSULTATION_CALL_REQ', fields, options));
    },
    async alternate(active, other, options) {
      await session.request('ALTERNATE_CALL_REQ', { ...peripheralOf(session, active), ...activeFields(active), ...otherFields(other) }, options);
    },
    async reconnect(active, held, options) {
      await session.request('RECONNECT_CALL_REQ', { ...peripheralOf(session, active), ...activeFields(active), ...heldFields(held) }, options);
    },
    transfer: (active, held, options) => join('TRANSFER_CALL_REQ', active, held, {}, options),
    transferTo: (active, number, data = {}, options) => join('TRANSFER_CALL_REQ', active, noConnection, { dialedNumber: number, ...data }, options),
    conference: (active, held, options) => join('CONFERENCE_CALL_REQ', active, held, {}, options),
    conferenceWith: (active, number, data = {}, options) => join('CONFERENCE_CALL_REQ', active, noConnection, { dialedNumber: number, ...data }, options),
    async deflect(connection, number, options) {
      const fields = {
        ...peripheralOf(session, connection),
        ...connectionFields(connection),
        calledDeviceType: DeviceIdType.DEVID_DEVICE_IDENTIFIER,
        calledDeviceId: number,
      };
      await session.request('DEFLECT_CALL_REQ', fields, options);
    },
    async reportBadCall(connection, agentId, options) {
      await session.request('BAD_CALL_REQ', { ...peripheralOf(session, connection), ...connectionFields(connection), ...given({ agentId }) }, options);
    },
    async sendDtmf(connection, digits, { toneMs = DEFAULT_TONE_MS, pauseMs = DEFAULT_TONE_PAUSE_MS } = {}, options = {}) {
      const common = { ...peripheralOf(session, connection), ...connectionFields(connection), toneDuration: toneMs, pauseDuration: pauseMs };
      for (let at = 0; at < digits.length || at === 0; at += MAX_DTMF_DIGITS)
        await session.request('SEND_DTMF_SIGNAL_REQ', { ...common, dtmfString: digits.slice(at, at + MAX_DTMF_DIGITS) }, options);
    },
  };
};
