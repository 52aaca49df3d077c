/** What commands have in common: the services they ask, the lines, and waiting for what they led to. */
import type { Call } from '../../../../protocol/call.ts';
import { CtiError, isCtiError } from '../../../../protocol/error.ts';
import type { PhoneCommandName, PhoneCommands } from '../../../../protocol/phone-commands.ts';
import type { CallDataUpdate } from '../services/call-data-update.ts';
import type { ClientControl } from '../services/client-control.ts';
import type { CiscoConnection, CommandOptions } from '../services/connection.ts';
import type { CallDataTranslation } from './call-data-names.ts';
import type { CallRecord, Part } from './call-record.ts';
import type { Effects } from './effects.ts';
import type { Line } from './line.ts';
import type { Lines } from './lines.ts';

export type CommandTable<Names extends PhoneCommandName> = {
  readonly [Name in Names]: (line: Line, request: Parameters<PhoneCommands[Name]>[0], options: CommandOptions) => Promise<ReturnType<PhoneCommands[Name]>>;
};

export interface CommandParts {
  control: ClientControl;
  data: CallDataUpdate;
  names: CallDataTranslation;
  lines: Lines;
  /** Resolves with what is found, looked at after everything that is told. Rejects where a command came to nothing that was told. */
  until: Effects['until'];
  effect: Effects['effect'];
}

export interface OwnCall {
  call: Call;
  own: Part;
  record: CallRecord;
  connection: CiscoConnection;
}

/** @throws CtiError `NO_SUCH_CALL`, also for a call that others have; `INVALID_STATE` */
export const requireCall = (lines: Lines, line: Line, callId: string, action: Call['actions'][number]): OwnCall => {
  const found = lines.find(line, callId);
  if (!found) throw new CtiError('NO_SUCH_CALL', `The agent has no call with this id, so it cannot ${action}. It may be over.`);
  const { state, actions } = found.call;
  if (!actions.includes(action)) throw new CtiError('INVALID_STATE', `The call cannot ${action} while it is ${state}.`, { details: { state, actions } });
  return { ...found, connection: found.own.connection };
};

export const requireDevice = (line: Line): string => {
  if (line.device === undefined) throw new CtiError('INVALID_STATE', 'The agent is logged out.');
  return line.device;
};

/** By a call, or by one that is on its way: what is asked for holds after it. */
export const isTaken = ({ calls, agent }: Line): boolean => calls.length > 0 || agent.state === 'reserved';

export const callOf = (line: Line, callId: string): Call | undefined => line.calls.find(({ id }) => id === callId);

export const isAt = (line: Line, callId: string, state: Call['state']) => (): boolean => (callOf(line, callId)?.state ?? state) === state;

/** Or is over, with whatever it has. */
export const hasData = (line: Line, callId: string, values: Readonly<Record<string, string>>) => (): boolean => {
  const call = callOf(line, callId);
  return !call || Object.entries(values).every(([name, value]) => (call.data[name] ?? '') === value);
};

export const isGone =
  (line: Line, ...callIds: readonly string[]) =>
  (): boolean =>
    !line.calls.some(({ id }) => callIds.includes(id));

/** The call that a request makes, once it is told. It may be over by then, and its number may be one that the peripheral has used before. */
export const madeCall = async ({ until }: CommandParts, line: Line, request: () => Promise<CiscoConnection>): Promise<Call> => {
  const before = new Map(line.recent);
  const { connectionCallId } = await request();
  return until(() => {
    const call = connectionCallId === null ? undefined : line.recent.get(connectionCallId);
    return call?.id !== before.get(connectionCallId ?? 0)?.id && call;
  });
};

/** Whoever sends call data asks whether it fits: how much a call has already, only the server knows. */
export const fitting = async <Result>(request: Promise<Result>): Promise<Result> => {
  try {
    return await request;
  } catch (error) {
    if (!isCtiError(error, 'TOO_LARGE')) throw error;
    throw new CtiError('INVALID_ARGUMENT', `Call data do not fit: ${error.message}`, { ...(error.details && { details: error.details }) });
  }
};
