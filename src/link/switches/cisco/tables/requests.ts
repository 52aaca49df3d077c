/** What each request needs: the services of which one must have been granted, where the guide ties it to a service. */
import type { MessageName } from '../codec/index.ts';
import type { CiscoService } from './services.ts';

/** The confirmation that answers a request: the same name with the other ending. */
export type ConfirmationOf<Name extends string> = Name extends `${infer Stem}_REQ` ? Extract<MessageName, `${Stem}_CONF`> : never;

/** Requests with a public layout whose confirmation has one too. */
export type RequestName = { [Name in MessageName]: [ConfirmationOf<Name>] extends [never] ? never : Name }[MessageName];

const control = ['clientControl'] as const;
const agentControl = ['clientControl', 'agentStateControlOnly'] as const;
const peripheral = ['peripheralMonitor'] as const;
const client = ['clientMonitor'] as const;
const supervisor = ['supervisor'] as const;
const server = ['server'] as const;

/** A request that is not here is every session's, or the guide does not say whose. */
export const servicesFor: Readonly<Partial<Record<RequestName, readonly CiscoService[]>>> = {
  SET_CALL_DATA_REQ: ['callDataUpdate'],
  RELEASE_CALL_REQ: ['callDataUpdate'],
  SET_AGENT_STATE_REQ: agentControl,
  ALTERNATE_CALL_REQ: control,
  ANSWER_CALL_REQ: control,
  CLEAR_CALL_REQ: control,
  CLEAR_CONNECTION_REQ: control,
  CONFERENCE_CALL_REQ: control,
  CONSULTATION_CALL_REQ: control,
  DEFLECT_CALL_REQ: control,
  HOLD_CALL_REQ: control,
  MAKE_CALL_REQ: control,
  MAKE_PREDICTIVE_CALL_REQ: control,
  RECONNECT_CALL_REQ: control,
  RETRIEVE_CALL_REQ: control,
  TRANSFER_CALL_REQ: control,
  SEND_DTMF_SIGNAL_REQ: control,
  BAD_CALL_REQ: control,
  MONITOR_START_REQ: peripheral,
  MONITOR_STOP_REQ: peripheral,
  CHANGE_MONITOR_MASK_REQ: peripheral,
  SESSION_MONITOR_START_REQ: client,
  SESSION_MONITOR_STOP_REQ: client,
  SUPERVISE_CALL_REQ: supervisor,
  LIST_AGENT_TEAM_REQ: supervisor,
  MONITOR_AGENT_TEAM_START_REQ: supervisor,
  MONITOR_AGENT_TEAM_STOP_REQ: supervisor,
  REGISTER_SERVICE_REQ: server,
  UNREGISTER_SERVICE_REQ: server,
};
