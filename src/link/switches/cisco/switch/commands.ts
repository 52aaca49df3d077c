/** What an agent asks for, as requests of Client Control. Each resolves when what it led to was told. */
import type { Call } from '../../../../protocol/call.ts';
import { CtiError } from '../../../../protocol/error.ts';
import { commandParams, type PhoneCommandName, type PhoneCommands } from '../../../../protocol/phone-commands.ts';
import type { CallVariableNumber, CiscoCallData } from '../services/call-data.ts';
import type { CallDataUpdate } from '../services/call-data-update.ts';
import type { ClientControl } from '../services/client-control.ts';
import type { CommandOptions } from '../services/connection.ts';
import type { Line, Lines } from './lines.ts';

export const ciscoCommands = [
  'dial',
  'answer',
  'hangUp',
  'hold',
  'retrieve',
  'sendDtmf',
  'blindTransfer',
  'consult',
  'completeTransfer',
  'cancelConsult',
  'conference',
  'dropParty',
  'setCallData',
  'logIn',
  'logOut',
  'setAgentState',
] as const satisfies readonly PhoneCommandName[];
type Granted = (typeof ciscoCommands)[number];

type Table = {
  readonly [Name in Granted]: (line: Line, request: Parameters<PhoneCommands[Name]>[0], options: CommandOptions) => Promise<ReturnType<PhoneCommands[Name]>>;
};

export interface CommandParts {
  control: ClientControl;
  data: CallDataUpdate;
  lines: Lines;
  /** Resolves when it holds, looked at after everything that is told; or when it has not come by then. */
  until(line: Line, holds: () => boolean): Promise<void>;
}

const numbers: readonly PhoneCommandName[] = ['dial', 'consult', 'blindTransfer'];

/** @throws CtiError `INVALID_NUMBER`, `INVALID_ARGUMENT` */
export const checkedRequest = (name: PhoneCommandName, request: unknown): unknown => {
  const { success, data, error } = commandParams[name]().safeParse(request);
  if (success) return data;
  const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  if (numbers.includes(name) && issues.every(({ path }) => path === 'number'))
    throw new CtiError('INVALID_NUMBER', 'This cannot be dialled.', { details: { issues } });
  throw new CtiError('INVALID_ARGUMENT', `The request is not one for ${name}.`, { details: { issues } });
};

/** Call variables and wrap-up data by their names, everything else as a named variable, `name[3]` as an array's element. */
const dataFrom = (values: Readonly<Record<string, string>>): CiscoCallData => {
  const callVariables: Partial<Record<CallVariableNumber, string>> = {};
  const namedVariables: { name: string; value: string }[] = [];
  const namedArrays: { name: string; index: number; value: string }[] = [];
  let wrapUpData: string | undefined;
  for (const [name, value] of Object.entries(values)) {
    const number = /^callVariable(10|[1-9])$/.exec(name)?.[1];
    const element = /^(.{1,32})\[(\d{1,3})\]$/.exec(name);
    if (number !== undefined) callVariables[Number(number) as CallVariableNumber] = value;
    else if (name === 'callWrapupData') wrapUpData = value;
    else if (element) namedArrays.push({ name: element[1] ?? '', index: Number(element[2]), value });
    else namedVariables.push({ name, value });
  }
  return { callVariables, namedVariables, namedArrays, wrapUpData };
};

const reasonCode = (reason: string | undefined): number | undefined => {
  if (reason === undefined || reason === '') return undefined;
  const code = Number(reason);
  if (Number.isInteger(code) && code >= 0 && code <= 0xffff) return code;
  throw new CtiError('INVALID_ARGUMENT', 'Reasons of this phone system are numbers from 0 to 65535.');
};

export const createCommands = ({ control, data, lines, until }: CommandParts): Table => {
  const require = (line: Line, callId: string, action: Call['actions'][number]) => {
    const found = lines.find(line, callId);
    if (!found) throw new CtiError('NO_SUCH_CALL', `The agent has no call with this id, so it cannot ${action}. It may be over.`);
    const { state, actions } = found.call;
    if (!actions.includes(action)) throw new CtiError('INVALID_STATE', `The call cannot ${action} while it is ${state}.`, { details: { state, actions } });
    return { ...found, connection: found.own.connection };
  };
  const consultationOf = (line: Line, callId: string, wanted: string | undefined, isAnswered: boolean) => {
    const about = line.calls.filter((call) => call.consultationFor === callId && (!isAnswered || call.state === 'connected' || call.state === 'held'));
    if (wanted === undefined && about.length > 1) throw new CtiError('INVALID_ARGUMENT', 'This call has several consultations: name the one that is meant.');
    const found = lines.find(line, wanted ?? about[0]?.id ?? '');
    if (!found) throw new CtiError('NO_SUCH_CALL', 'The agent has no such consultation.');
    if (!about.includes(found.call)) throw new CtiError('INVALID_STATE', 'That call is not a consultation with which that can be done.');
    return { ...found, connection: found.own.connection };
  };
  const requireDevice = (line: Line): string => {
    if (line.device === undefined) throw new CtiError('INVALID_STATE', 'The agent is logged out.');
    return line.device;
  };
  const requireNumber = (number: string): string => {
    const dialled = number.trim();
    if (/\p{Cc}/u.test(dialled) || !/[\p{L}\p{N}*#]/u.test(dialled)) throw new CtiError('INVALID_NUMBER', 'The number contains no digit, letter, * or #.');
    return dialled;
  };
  const isAt = (line: Line, callId: string, state: Call['state']) => () => {
    const call = line.calls.find(({ id }) => id === callId);
    return call === undefined || call.state === state;
  };
  const isGone =
    (line: Line, ...callIds: string[]) =>
    () =>
      !line.calls.some(({ id }) => callIds.includes(id));
  /** The call that a request has made, once it is told. */
  const made = async (line: Line, connectionCallId: number | null): Promise<Call> => {
    let call: Call | undefined;
    await until(line, () => {
      call = connectionCallId === null ? undefined : line.recent.get(connectionCallId);
      return call !== undefined;
    });
    if (!call) throw new CtiError('TIMEOUT', 'The call was made, and the CTI Server has told nothing of it.');
    return call;
  };

  return {
    async dial(line, { number, data: values = {} }, options) {
      const agentInstrument = requireDevice(line);
      const { connectionCallId } = await control.makeCall({ agentInstrument, number: requireNumber(number), data: dataFrom(values) }, options);
      return made(line, connectionCallId);
    },
    async answer(line, { callId }, options) {
      await control.answer(require(line, callId, 'answer').connection, options);
      await until(line, isAt(line, callId, 'connected'));
    },
    async hangUp(line, { callId }, options) {
      await control.clearConnection(require(line, callId, 'hangUp').connection, options);
      await until(line, isGone(line, callId));
    },
    async hold(line, { callId }, options) {
      await control.hold(require(line, callId, 'hold').connection, options);
      await until(line, isAt(line, callId, 'held'));
    },
    async retrieve(line, { callId }, options) {
      await control.retrieve(require(line, callId, 'retrieve').connection, options);
      await until(line, isAt(line, callId, 'connected'));
    },
    async sendDtmf(line, { callId, digits }, options) {
      const { connection } = require(line, callId, 'sendDtmf');
      await control.sendDtmf(connection, digits.replaceAll(',', ''), {}, options);
    },
    async blindTransfer(line, { callId, number }, options) {
      const { connection } = require(line, callId, 'blindTransfer');
      await control.transferTo(connection, requireNumber(number), {}, options);
      await until(line, isGone(line, callId));
    },
    async consult(line, { callId, number }, options) {
      const { connection } = require(line, callId, 'consult');
      const agentInstrument = requireDevice(line);
      const { connectionCallId } = await control.consult(connection, { agentInstrument, number: requireNumber(number) }, options);
      return made(line, connectionCallId);
    },
    async completeTransfer(line, { callId, consultationCallId }, options) {
      const about = require(line, callId, 'completeTransfer');
      const consultation = consultationOf(line, callId, consultationCallId, true);
      const [active, held] = about.call.state === 'connected' ? [about, consultation] : [consultation, about];
      await control.transfer(active.connection, held.connection, options);
      await until(line, isGone(line, callId, consultation.call.id));
    },
    async cancelConsult(line, { callId, consultationCallId }, options) {
      const about = require(line, callId, 'cancelConsult');
      const consultation = consultationOf(line, callId, consultationCallId, false);
      await control.clearConnection(consultation.connection, options);
      await until(line, isGone(line, consultation.call.id));
      if (lines.find(line, callId)?.call.state !== 'held') return;
      await control.retrieve(about.connection, options);
      await until(line, isAt(line, callId, 'connected'));
    },
    async conference(line, { callId, consultationCallId }, options) {
      const about = require(line, callId, 'conference');
      const consultation = consultationOf(line, callId, consultationCallId, true);
      const [active, held] = about.call.state === 'connected' ? [about, consultation] : [consultation, about];
      await control.conference(active.connection, held.connection, options);
      await until(line, () => isGone(line, consultation.call.id)() && (line.calls.find(({ id }) => id === callId)?.parties?.length ?? 2) > 1);
    },
    async dropParty(line, { callId, number }, options) {
      const { record, own, call } = require(line, callId, 'dropParty');
      const party = [...record.parts.values()].find((part) => part !== own && part.number === number);
      if (!party) throw new CtiError('INVALID_ARGUMENT', 'Nobody in this call has that number. `Call.parties` has those who are in it.');
      await control.clearConnection(party.connection, options);
      const before = call.parties?.length ?? 1;
      await until(line, () => (line.calls.find(({ id }) => id === callId)?.parties?.length ?? 1) < before);
    },
    async setCallData(line, { callId, data: values }, options) {
      const { connection } = require(line, callId, 'setCallData');
      await data.set(connection, dataFrom(values), options);
      await until(line, () => {
        const call = line.calls.find(({ id }) => id === callId);
        return !call || Object.entries(values).every(([name, value]) => (call.data[name] ?? '') === value);
      });
    },
    async logIn(line, { agentId = line.at.agentId ?? line.agentId, password, extension = line.at.agentInstrument, workMode }, options) {
      if (agentId !== (line.at.agentId ?? line.agentId)) throw new CtiError('INVALID_ARGUMENT', 'That is another agent than the one of this line.');
      if (extension === undefined) throw new CtiError('INVALID_ARGUMENT', 'This phone system wants to know at which extension the agent is.');
      await control.logIn({ agentId, password, agentInstrument: extension, workMode }, options);
      await until(line, () => line.agent.state !== 'loggedOut');
    },
    async logOut(line, { reason } = {}, options) {
      const agentInstrument = requireDevice(line);
      await control.logOut({ agentInstrument, agentId: line.at.agentId ?? line.agentId, reasonCode: reasonCode(reason) }, options);
      await until(line, () => line.agent.state === 'loggedOut');
    },
    async setAgentState(line, { state, reason }, options) {
      const agentInstrument = requireDevice(line);
      await control.setState({ agentInstrument, agentId: line.at.agentId ?? line.agentId, state, reasonCode: reasonCode(reason) }, options);
      // During a call it is only noted: what is asked for holds after it.
      await until(line, () => line.agent.state === state || line.calls.length > 0);
    },
  };
};
