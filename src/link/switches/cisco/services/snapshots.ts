/** What is true at this moment: of a device, of a call, of an agent's line. */
import type { ConnectionState } from '../../../../protocol/call.ts';
import { DeviceIdType, type Message } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { agentStateOf } from '../tables/agent-state.ts';
import { connectionStateOf } from '../tables/connection-state.ts';
import type { Translated } from '../tables/translated.ts';
import type { CiscoAgentSnapshot } from './agent-control.ts';
import { agentFields, type CiscoAgent, type CiscoConnection, connectionFields, given, peripheralOf } from './connection.ts';
import { isRefusal } from './is-refusal.ts';

/** One call at a device. */
export interface DeviceCall extends CiscoConnection {
  state: Translated<ConnectionState>;
  /** The guide's SilentMonitorStatus: 1 of who listens in, 2 of who is listened to. */
  silentMonitorStatus?: number | undefined;
}

/** A call on a line, with all that the server knows of it. */
export interface LineCall extends DeviceCall {
  /** Undefined when the call was over before it could be asked about. */
  call: Message<'SNAPSHOT_CALL_CONF'> | undefined;
}

export interface CiscoLineSnapshot {
  line: CiscoAgent;
  /** Undefined where the line names no agent, or the agent is logged out. */
  agent: CiscoAgentSnapshot | undefined;
  calls: readonly LineCall[];
}

/** Called at the answer's place in the stream: what was told before it is contained in it, what comes after it is not. */
export interface SnapshotMarks {
  agent?(): void;
  device?(devices: readonly string[]): void;
}

interface AskOptions {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
}

export const takeDeviceSnapshot = async (
  session: CiscoSession,
  { agentInstrument, peripheralId }: { agentInstrument: string; peripheralId?: number | null | undefined },
  { answered, ...options }: AskOptions & { answered?: (() => void) | undefined } = {},
): Promise<DeviceCall[]> => {
  const peripheral = peripheralOf(session, { peripheralId });
  const fields = { ...peripheral, snapshotDeviceType: DeviceIdType.DEVID_DEVICE_IDENTIFIER, agentInstrument };
  const { calls = [] } = await session.request('SNAPSHOT_DEVICE_REQ', fields, { ...options, answered });
  return calls.map(({ callConnectionCallId = null, callConnectionDeviceIdType = null, callConnectionDeviceId, callState, silentMonitorStatus }) => ({
    ...peripheral,
    connectionCallId: callConnectionCallId,
    connectionDeviceIdType: callConnectionDeviceIdType,
    ...given({ connectionDeviceId: callConnectionDeviceId, silentMonitorStatus }),
    state: connectionStateOf(callState),
  }));
};

export const takeCallSnapshot = (session: CiscoSession, connection: CiscoConnection, options: AskOptions = {}): Promise<Message<'SNAPSHOT_CALL_CONF'>> =>
  session.request('SNAPSHOT_CALL_REQ', { ...peripheralOf(session, connection), ...connectionFields(connection) }, options);

/**
 * The agent, then the calls at the agent's phone, then each of them. What the server refuses to tell is left out: an agent who is logged out
 * has no calls, and a call may end while it is asked about.
 * @throws CtiError as a rejection when the answers do not come
 */
export const takeLineSnapshot = async (
  session: CiscoSession,
  line: CiscoAgent,
  marks: SnapshotMarks = {},
  options: AskOptions = {},
): Promise<CiscoLineSnapshot> => {
  const refusedIsNone = (error: unknown): undefined => {
    if (isRefusal(error)) return undefined;
    throw error;
  };
  const query = { ...peripheralOf(session, line), mrdId: null, icmAgentId: null, ...agentFields(line) };
  const confirmation = await session.request('QUERY_AGENT_STATE_REQ', query, { ...options, answered: () => marks.agent?.() }).catch(refusedIsNone);
  const agent = confirmation && { state: agentStateOf(confirmation.agentState), confirmation };
  const devices = [...new Set([confirmation?.agentInstrument, line.agentInstrument, confirmation?.agentExtension, line.agentExtension])].filter(
    // Of who is logged out a server may say that it has none.
    (device): device is string => device !== undefined && device !== '',
  );
  const [agentInstrument] = devices;
  const { peripheralId } = line;
  const found =
    agentInstrument === undefined
      ? []
      : ((await takeDeviceSnapshot(session, { agentInstrument, peripheralId }, { ...options, answered: () => marks.device?.(devices) }).catch(refusedIsNone)) ??
        []);
  const calls = await Promise.all(
    found.map(async (call): Promise<LineCall> => ({ ...call, call: await takeCallSnapshot(session, call, options).catch(refusedIsNone) })),
  );
  return { line, agent, calls };
};
