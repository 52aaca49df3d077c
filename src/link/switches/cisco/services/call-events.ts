/** Which messages are events of calls and of agents, and what each has in common with the others. */
import type { AgentState } from '../../../../protocol/agent.ts';
import type { CallCause, ConnectionState } from '../../../../protocol/call.ts';
import type { DecodedMessage, Message } from '../codec/index.ts';
import { agentStateOf } from '../tables/agent-state.ts';
import { causeOf } from '../tables/cause.ts';
import { connectionStateOf } from '../tables/connection-state.ts';
import type { Translated } from '../tables/translated.ts';
import { type CiscoConnection, given } from './connection.ts';

const callEventNames = [
  'CALL_DELIVERED_EVENT',
  'CALL_ESTABLISHED_EVENT',
  'CALL_HELD_EVENT',
  'CALL_RETRIEVED_EVENT',
  'CALL_CLEARED_EVENT',
  'CALL_CONNECTION_CLEARED_EVENT',
  'CALL_ORIGINATED_EVENT',
  'CALL_FAILED_EVENT',
  'CALL_CONFERENCED_EVENT',
  'CALL_TRANSFERRED_EVENT',
  'CALL_DIVERTED_EVENT',
  'CALL_SERVICE_INITIATED_EVENT',
  'CALL_QUEUED_EVENT',
  'CALL_DEQUEUED_EVENT',
  'CALL_REACHED_NETWORK_EVENT',
  'CALL_AGENT_GREETING_EVENT',
  'BEGIN_CALL_EVENT',
  'END_CALL_EVENT',
  'CALL_DATA_UPDATE_EVENT',
  'RTP_STARTED_EVENT',
  'RTP_STOPPED_EVENT',
] as const;

export type CallEventMessage = Message<(typeof callEventNames)[number]>;

export interface CiscoCallEvent {
  event: CallEventMessage;
  /** Whose part in which call; of a transfer or a conference, the primary call. */
  connection: CiscoConnection;
  /** The state of that connection, where the event has one. */
  state?: Translated<ConnectionState> | undefined;
  cause?: Translated<CallCause | undefined> | undefined;
}

export interface CiscoAgentEvent {
  event: Message<'AGENT_STATE_EVENT'>;
  state: Translated<AgentState>;
}

const names: ReadonlySet<string> = new Set(callEventNames);

export const isCallEvent = (message: DecodedMessage): message is CallEventMessage => names.has(message.name);

const connectionOf = (event: CallEventMessage): CiscoConnection =>
  'primaryCallId' in event
    ? {
        ...{ peripheralId: event.peripheralId, connectionCallId: event.primaryCallId, connectionDeviceIdType: event.primaryDeviceIdType },
        ...given({ connectionDeviceId: event.primaryDeviceId }),
      }
    : {
        ...{ peripheralId: event.peripheralId, connectionCallId: event.connectionCallId, connectionDeviceIdType: event.connectionDeviceIdType },
        ...given({ connectionDeviceId: event.connectionDeviceId }),
      };

export const callEventOf = (event: CallEventMessage): CiscoCallEvent => ({
  event,
  connection: connectionOf(event),
  ...('localConnectionState' in event && { state: connectionStateOf(event.localConnectionState) }),
  ...('eventCause' in event && { cause: causeOf(event.eventCause) }),
});

export const agentEventOf = (event: Message<'AGENT_STATE_EVENT'>): CiscoAgentEvent => ({ event, state: agentStateOf(event.agentState) });
