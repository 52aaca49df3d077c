/** What an agent does with calls, as requests of Client Control. Each resolves when what it led to was told. */
import { CtiError } from '../../../../protocol/error.ts';
import { requireNumber } from './checked-request.ts';
import { type CommandParts, type CommandTable, callOf, fitting, isAt, isGone, madeCall, type OwnCall, requireCall, requireDevice } from './command-parts.ts';
import type { Line } from './line.ts';
import { pause } from './pause.ts';

export const callCommandNames = [
  'dial',
  'answer',
  'reject',
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
] as const;

export interface CallCommandParts extends CommandParts {
  rejectTo: string | undefined;
  /** Ends a supervisor's listening. False where that is not what it is. */
  stopListening(line: Line, of: OwnCall): Promise<boolean>;
}

/** What a comma among tones stands for. */
const DTMF_PAUSE_MS = 2_000;

export const callCommands = (parts: CallCommandParts): CommandTable<(typeof callCommandNames)[number]> => {
  const { control, data, names, lines, until } = parts;
  const require = (line: Line, callId: string, action: Parameters<typeof requireCall>[3]) => requireCall(lines, line, callId, action);

  const consultationOf = (line: Line, callId: string, wanted: string | undefined, isAnswered: boolean) => {
    const about = line.calls.filter((call) => call.consultationFor === callId && (!isAnswered || call.state === 'connected' || call.state === 'held'));
    if (wanted === undefined && about.length > 1) throw new CtiError('INVALID_ARGUMENT', 'This call has several consultations: name the one that is meant.');
    const found = lines.find(line, wanted ?? about[0]?.id ?? '');
    if (!found) throw new CtiError('NO_SUCH_CALL', 'The agent has no such consultation.');
    if (!about.includes(found.call)) throw new CtiError('INVALID_STATE', 'That call is not a consultation with which that can be done.');
    return { ...found, connection: found.own.connection };
  };

  /** Cisco works with the active call only. */
  const activate = async (line: Line, { call, connection }: OwnCall, options: Parameters<typeof control.retrieve>[1]): Promise<void> => {
    if (call.state !== 'held') return;
    await control.retrieve(connection, options);
    await until(isAt(line, call.id, 'connected'));
  };

  /**
   * The one that is talked in, and the one on hold. What the first call carries, the consultation carries too before they become one: which of the
   * two a peripheral keeps is not said.
   */
  const pairOf = async (line: Line, about: OwnCall, consultation: OwnCall) => {
    const values = Object.fromEntries(Object.entries(about.record.data).filter(([name, value]) => consultation.record.data[name] !== value));
    const gone = Object.keys(consultation.record.data).filter((name) => names.isMapped(name) && !Object.hasOwn(about.record.data, name));
    const news = { ...values, ...Object.fromEntries(gone.map((name) => [name, ''])) };
    const mapped = Object.fromEntries(Object.entries(news).filter(([name]) => names.isMapped(name)));
    if (Object.keys(mapped).length > 0) {
      await fitting(data.set(consultation.connection, names.toCisco(mapped)));
      await until(() => Object.entries(mapped).every(([name, value]) => (callOf(line, consultation.call.id)?.data[name] ?? '') === value));
    }
    return about.call.state === 'connected' ? ([about, consultation] as const) : ([consultation, about] as const);
  };

  return {
    async dial(line, { number, data: values = {} }, options) {
      const request = { agentInstrument: requireDevice(line), number: requireNumber(number), data: names.toCisco(values) };
      return madeCall(parts, line, await fitting(control.makeCall(request, options)));
    },
    async answer(line, { callId }, options) {
      await control.answer(require(line, callId, 'answer').connection, options);
      await until(isAt(line, callId, 'connected'));
    },
    async reject(line, { callId }, options) {
      const { connection } = require(line, callId, 'reject');
      if (parts.rejectTo === undefined) throw new CtiError('NOT_SUPPORTED', 'This phone system cannot reject. Its capabilities say what it can.');
      await control.deflect(connection, parts.rejectTo, options);
      await until(isGone(line, callId));
    },
    async hangUp(line, { callId }, options) {
      const found = require(line, callId, 'hangUp');
      if (!(await parts.stopListening(line, found))) await control.clearConnection(found.connection, options);
      await until(isGone(line, callId));
    },
    async hold(line, { callId }, options) {
      await control.hold(require(line, callId, 'hold').connection, options);
      await until(isAt(line, callId, 'held'));
    },
    async retrieve(line, { callId }, options) {
      await control.retrieve(require(line, callId, 'retrieve').connection, options);
      await until(isAt(line, callId, 'connected'));
    },
    async sendDtmf(line, { callId, digits }, options) {
      const { connection } = require(line, callId, 'sendDtmf');
      for (const [index, tones] of digits.split(',').entries()) {
        if (index > 0) await pause(DTMF_PAUSE_MS, options.signal);
        if (tones !== '') await control.sendDtmf(connection, tones, {}, options);
      }
    },
    async blindTransfer(line, { callId, number }, options) {
      const target = requireNumber(number);
      const found = require(line, callId, 'blindTransfer');
      await activate(line, found, options);
      await control.transferTo(found.connection, target, {}, options);
      await until(isGone(line, callId));
    },
    async consult(line, { callId, number }, options) {
      const target = requireNumber(number);
      const found = require(line, callId, 'consult');
      const agentInstrument = requireDevice(line);
      await activate(line, found, options);
      line.consulting = callId;
      try {
        return await madeCall(parts, line, await control.consult(found.connection, { agentInstrument, number: target }, options));
      } finally {
        line.consulting = undefined;
      }
    },
    async completeTransfer(line, { callId, consultationCallId }, options) {
      const about = require(line, callId, 'completeTransfer');
      const consultation = consultationOf(line, callId, consultationCallId, true);
      const [active, held] = await pairOf(line, about, consultation);
      await control.transfer(active.connection, held.connection, options);
      await until(isGone(line, callId, consultation.call.id));
    },
    async cancelConsult(line, { callId, consultationCallId }, options) {
      const about = require(line, callId, 'cancelConsult');
      const consultation = consultationOf(line, callId, consultationCallId, false);
      await control.clearConnection(consultation.connection, options);
      await until(isGone(line, consultation.call.id));
      if (lines.find(line, callId)?.call.state !== 'held') return;
      await control.retrieve(about.connection, options);
      await until(isAt(line, callId, 'connected'));
    },
    async conference(line, { callId, consultationCallId }, options) {
      const about = require(line, callId, 'conference');
      const consultation = consultationOf(line, callId, consultationCallId, true);
      const [active, held] = await pairOf(line, about, consultation);
      await control.conference(active.connection, held.connection, options);
      await until(() => isGone(line, consultation.call.id)() && (callOf(line, callId)?.parties?.length ?? 2) > 1);
    },
    async dropParty(line, { callId, number }, options) {
      const { record, own, call } = require(line, callId, 'dropParty');
      const party = [...record.parts.values()].find((part) => part !== own && part.number === number);
      if (!party) throw new CtiError('INVALID_ARGUMENT', 'Nobody in this call has that number. `Call.parties` has those who are in it.');
      await control.clearConnection({ ...party.connection, by: line.device }, options);
      const before = call.parties?.length ?? 1;
      await until(() => (callOf(line, callId)?.parties?.length ?? 1) < before);
    },
    async setCallData(line, { callId, data: values }, options) {
      const { connection } = require(line, callId, 'setCallData');
      await fitting(data.set(connection, names.toCisco(values), options));
      await until(() => {
        const call = callOf(line, callId);
        return !call || Object.entries(values).every(([name, value]) => (call.data[name] ?? '') === value);
      });
    },
  };
};
