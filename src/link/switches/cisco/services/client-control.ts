/** The Client Control service: an agent works by way of this session. */
import type { Message } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { type AgentControl, agentControl } from './agent-control.ts';
import { type CallControl, callControl } from './call-control.ts';
import { type CiscoAgent, type CiscoConnection, type CommandOptions, peripheralOf } from './connection.ts';
import { type CiscoLineSnapshot, type DeviceCall, takeCallSnapshot, takeDeviceSnapshot, takeLineSnapshot } from './snapshots.ts';

export interface ClientControl extends AgentControl, CallControl {
  /** The calls at a device. */
  snapshotDevice(device: { agentInstrument: string; peripheralId?: number | undefined }, options?: CommandOptions): Promise<DeviceCall[]>;
  /** Everything the server knows of a call: its devices, data, type. */
  snapshotCall(connection: CiscoConnection, options?: CommandOptions): Promise<Message<'SNAPSHOT_CALL_CONF'>>;
  /** An agent's state and calls. */
  snapshotLine(agent: CiscoAgent, options?: CommandOptions): Promise<CiscoLineSnapshot>;
  /** What a device can do. */
  queryDevice(device: { agentInstrument: string; peripheralId?: number | undefined }, options?: CommandOptions): Promise<Message<'QUERY_DEVICE_INFO_CONF'>>;
}

/**
 * Commands reject with what the peripheral says, by its code and name, and what a person can do. Whoever sends one hears what comes of it as
 * events, before or after the confirmation.
 * @throws CtiError as rejections only, those of `session.request`; `NOT_SUPPORTED` where the service was not granted
 * @example
 * const control = clientControl(session);
 * await control.logIn({ agentInstrument: '4001', agentId: '1001', password });
 * await control.setState({ agentInstrument: '4001', agentId: '1001', state: 'ready' });
 * session.on('CALL_DELIVERED_EVENT', (event) => control.answer(event));
 */
export const clientControl = (session: CiscoSession): ClientControl => ({
  ...agentControl(session),
  ...callControl(session),
  snapshotDevice: (device, options) => takeDeviceSnapshot(session, device, options),
  snapshotCall: (connection, options) => takeCallSnapshot(session, connection, options),
  snapshotLine: (agent, options) => takeLineSnapshot(session, agent, {}, options),
  queryDevice: ({ agentInstrument, ...rest }, options) =>
    session.request('QUERY_DEVICE_INFO_REQ', { ...peripheralOf(session, rest), agentInstrument }, options),
});
