/** What an agent does with calls, as requests of Client Control. Each resolves when what it led to was told. */
import { CtiError } from '../../../../protocol/error.ts';
import { requireNumber } from './checked-request.ts';
import {
  type CommandParts,
  type CommandTable,
  callOf,
  fitting,
  hasData,
  isAt,
  isGone,
  madeCall,
  type OwnCall,
  requireCall,
  requireDevice,
} from './command-parts.ts';
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
  const { control, data, names, lines, effect } = parts;
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
    await effect(() => control.retrieve(connection, options), isAt(line, call.id, 'connected'));
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
      await effect(
        () => fitting(data.set(consultation.connection, names.toCisco(mapped, consultation.record.variables))),
        hasData(line, consultation.call.id, mapped),
      );
    }
    return about.call.state === 'connected' ? ([about, consultation] as const) : ([consultation, about] as const);
  };

  return {
    async dial(line, { number, data: values = {} }, options) {
      const request = { agentInstrument: requireDevice(line), number: requireNumber(number), data: names.toCisco(values) };
      return madeCall(parts, line, () => fitting(control.makeCall(request, options)));
    },
    async answer(line, { callId }, options) {
      await effect(() => control.answer(require(line, callId, 'answer').connection, options), isAt(line, callId, 'connected'));
    },
    async reject(line, { callId }, options) {
      const { connection } = require(line, callId, 'reject');
      const { rejectTo } = parts;
      if (rejectTo === undefined) throw new CtiError('NOT_SUPPORTED', 'This phone system cannot reject. Its capabilities say what it can.');
      await effect(() => control.deflect(connection, rejectTo, options), isGone(line, callId));
    },
    async hangUp(line, { callId }, options) {
      const found = require(line, callId, 'hangUp');
      const leave = async (): Promise<void> => {
        if (!(await parts.stopListening(line, found))) await control.clearConnection(found.connection, options);
      };
      await effect(leave, isGone(line, callId));
    },
    async hold(line, { callId }, options) {
      await effect(() => control.hold(require(line, callId, 'hold').connection, options), isAt(line, callId, 'held'));
    },
    async retrieve(line, { callId }, options) {
      await effect(() => control.retrieve(require(line, callId, 'retrieve').connection, options), isAt(line, callId, 'connected'));
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
      await effect(() => control.transferTo(found.connection, target, {}, options), isGone(line, callId));
    },
    async consult(line, { callId, number }, options) {
      const target = requireNumber(number);
      const found = require(line, callId, 'consult');
      const agentInstrument = requireDevice(line);
      await activate(line, found, options);
      line.consulting = callId;
      try {
        return await madeCall(parts, line, () => control.consult(found.connection, { agentInstrument, number: target }, options));
      } finally {
        line.consulting = undefined;
      }
    },
    async completeTransfer(line, { callId, consultationCallId }, options) {
      const about = require(line, callId, 'completeTransfer');
      const consultation = consultationOf(line, callId, consultationCallId, true);
      const [active, held] = await pairOf(line, about, consultation);
      await effect(() => control.transfer(active.connection, held.connection, options), isGone(line, callId, consultation.call.id));
    },
    async cancelConsult(line, { callId, consultationCallId }, options) {
      const about = require(line, callId, 'cancelConsult');
      const consultation = consultationOf(line, callId, consultationCallId, false);
      await effect(() => control.clearConnection(consultation.connection, options), isGone(line, consultation.call.id));
      if (lines.find(line, callId)?.call.state !== 'held') return;
      await effect(() => control.retrieve(about.connection, options), isAt(line, callId, 'connected'));
    },
    async conference(line, { callId, consultationCallId }, options) {
      const about = require(line, callId, 'conference');
      const consultation = consultationOf(line, callId, consultationCallId, true);
      const [active, held] = await pairOf(line, about, consultation);
      await effect(
        () => control.conference(active.connection, held.connection, options),
        () => isGone(line, consultation.call.id)() && (callOf(line, callId)?.parties?.length ?? 2) > 1,
      );
    },
    async dropParty(line, { callId, number }, options) {
      const { record, own } = require(line, callId, 'dropParty');
      // Several may have the same number, or none.
      const [device, party] = [...record.parts].find(([, part]) => part !== own && part.number === number) ?? [];
      if (!party || device === undefined)
        throw new CtiError('INVALID_ARGUMENT', 'Nobody in this call has that number. `Call.parties` has those who are in it.');
      const isOut = (): boolean => lines.find(line, callId)?.record.parts.has(device) !== true;
      await effect(() => control.clearConnection({ ...party.connection, by: line.device }, options), isOut);
    },
    async setCallData(line, { callId, data: values }, options) {
      const { connection, record } = require(line, callId, 'setCallData');
      await effect(() => fitting(data.set(connection, names.toCisco(values, record.variables), options)), hasData(line, callId, values));
    },
  };
};
