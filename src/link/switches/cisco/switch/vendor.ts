/** What only a CTI Server has a name for: requests that no command stands for, and messages between its users. */
import { CtiError } from '../../../../protocol/error.ts';
import type { PlainData } from '../../../../protocol/plain-data.ts';
import type { VendorCommand, VendorEvent } from '../../../../protocol/vendor.ts';
import { type CiscoConnection, type CommandOptions, connectionFields } from '../services/connection.ts';
import type { ConnectionAlarm } from '../services/connection-monitor.ts';
import type { UserMessageTo } from '../services/miscellaneous.ts';
import type { CiscoSession, RequestFields } from '../session/index.ts';
import type { RequestName } from '../tables/requests.ts';
import type { Line } from './line.ts';

/** Requests a site can open to softphones. None of them speaks for another agent: who asks is filled in, and calls must be the agent's own. */
export const vendorRequests = [
  'USER_MESSAGE_REQ',
  'CLIENT_EVENT_REPORT_REQ',
  'QUERY_AGENT_STATE_REQ',
  'QUERY_AGENT_STATISTICS_REQ',
  'QUERY_SKILL_GROUP_STATISTICS_REQ',
  'QUERY_DEVICE_INFO_REQ',
  'AGENT_DESK_SETTINGS_REQ',
  'AGENT_GREETING_CONTROL_REQ',
  'SNAPSHOT_CALL_REQ',
  'BAD_CALL_REQ',
  'START_RECORDING_REQ',
  'STOP_RECORDING_REQ',
] as const satisfies readonly RequestName[];
export type VendorRequest = (typeof vendorRequests)[number];

/** Fields that say who asks, and the requests whose layout has them. */
const naming = {
  peripheralId: vendorRequests.filter((name) => name !== 'CLIENT_EVENT_REPORT_REQ'),
  agentId: vendorRequests.filter(
    (name) => !['CLIENT_EVENT_REPORT_REQ', 'QUERY_SKILL_GROUP_STATISTICS_REQ', 'QUERY_DEVICE_INFO_REQ', 'SNAPSHOT_CALL_REQ'].includes(name),
  ),
  agentInstrument: ['QUERY_DEVICE_INFO_REQ', 'START_RECORDING_REQ', 'STOP_RECORDING_REQ'],
} as const satisfies Record<string, readonly VendorRequest[]>;
const identities = ['agentId', 'agentExtension', 'agentInstrument', 'connectionDeviceId'];
const isNamed = (field: keyof typeof naming, request: VendorRequest): boolean => (naming[field] as readonly VendorRequest[]).includes(request);
const CALL_ID = /connectionCallId$/i;
/** Those about one call of the agent's. */
const aboutCalls: readonly VendorRequest[] = ['SNAPSHOT_CALL_REQ', 'BAD_CALL_REQ', 'START_RECORDING_REQ', 'STOP_RECORDING_REQ'];

/** As JSON can say it: bytes as hexadecimal digits. */
const plain = (value: unknown): PlainData => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
};

/** What a map of plain data is, which the compiler cannot tell from a list. */
const fieldsIn = (value: PlainData): Readonly<Record<string, PlainData | undefined>> => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, PlainData | undefined>>;
  throw new CtiError('INVALID_ARGUMENT', 'params must be the fields of the request.');
};

export interface VendorParts {
  session: CiscoSession;
  allowed: readonly VendorRequest[];
  /** Calls of the line, by the CTI Server's numbers. */
  callIdsOf(line: Line): ReadonlySet<number>;
  /** The agent's part in the call with Ringframe's id. */
  connectionOf(line: Line, callId: string): CiscoConnection | undefined;
}

const requireOwn = (params: Readonly<Record<string, PlainData | undefined>>, line: Line, callIds: ReadonlySet<number>): void => {
  const own: readonly unknown[] = [line.at.agentId, line.device];
  for (const [name, value] of Object.entries(params)) {
    if (identities.includes(name) && !own.includes(value)) throw new CtiError('REFUSED', `params.${name} must be the agent’s own, or be left out.`);
    if (CALL_ID.test(name) && !callIds.has(Number(value))) throw new CtiError('NO_SUCH_CALL', `params.${name} is no call of the agent’s.`);
  }
};

/** Softphones know no number of the CTI Server's: what they call a call stands for the three fields of its connection. */
const aboutItsCall = (params: Readonly<Record<string, PlainData | undefined>>, line: Line, connectionOf: VendorParts['connectionOf']) => {
  const { callId, ...others } = params;
  if (callId === undefined) return params;
  const connection = typeof callId === 'string' ? connectionOf(line, callId) : undefined;
  if (!connection) throw new CtiError('NO_SUCH_CALL', 'params.callId is no call of the agent’s. It may be over.');
  return { ...others, ...connectionFields(connection) };
};

/**
 * Sends a request of the guide's by its name, with the fields of its layout in camelCase; a request about a call may name it by `callId` instead of its
 * connection. The answer is the confirmation's fields.
 * @throws CtiError as a rejection: `NOT_SUPPORTED` for what the site has not opened, `REFUSED` for another agent or device, `NO_SUCH_CALL` for
 * a call that is not the agent's, and as `CiscoSession.request`
 * @example vendorCommand({ name: 'USER_MESSAGE_REQ', params: { distribution: 1, text: 'Please call me' } })
 */
export const vendorCommands =
  ({ session, allowed, callIdsOf, connectionOf }: VendorParts) =>
  async (line: Line, { name, params = {} }: VendorCommand, options: CommandOptions): Promise<PlainData | undefined> => {
    const request = allowed.find((one) => one === name);
    if (!request) throw new CtiError('NOT_SUPPORTED', 'This phone system passes on no such command. Its option vendorRequests says which.');
    const asked = fieldsIn(params);
    requireOwn(asked, line, callIdsOf(line));
    const wanted = aboutCalls.includes(request) ? aboutItsCall(asked, line, connectionOf) : asked;
    const who = { peripheralId: session.options.peripheralId ?? null, agentId: line.at.agentId, agentInstrument: line.device };
    const own = Object.entries(who).filter(([field, value]) => value !== undefined && isNamed(field as keyof typeof who, request));
    const fields = { ...Object.fromEntries(own), ...wanted };
    // The codec checks every field against the layout before a byte is sent.
    const answer: object = await session.request(request, fields as unknown as RequestFields<VendorRequest>, options);
    const { messageType: _type, name: _name, invokeId: _invokeId, ...told } = answer as Record<string, unknown>;
    return plain(told);
  };

/** Name `USER_MESSAGE_EVENT`: somebody at the site has written to this client's users. */
export const userMessage = ({ to, from, text }: { to: UserMessageTo | 'unknown'; from: string; text: string }): VendorEvent => ({
  name: 'USER_MESSAGE_EVENT',
  data: { to, from, text },
});

/** Name `CONNECTION_ALARM`: the link's session with the CTI Server has opened or closed. */
export const connectionAlarm = ({ what, side, reason }: ConnectionAlarm): VendorEvent => ({
  name: 'CONNECTION_ALARM',
  data: { what, side, ...(reason !== undefined && { reason }) },
});

/** Name `SYSTEM_EVENT`: whoever runs the site has something to say to everybody. */
export const siteNotice = (text: string): VendorEvent => ({ name: 'SYSTEM_EVENT', data: { what: 'text', text } });
