/** What agents do with their own state, and with calls that are over. */
import { CtiError } from '../../../../protocol/error.ts';
import { requireReason } from '../../simulator/requirements.ts';
import type { CallRecord } from './call-record.ts';
import { type CommandParts, type CommandTable, fitting, isTaken, requireDevice } from './command-parts.ts';
import type { FinishedCall, Line } from './line.ts';
import { rawReason } from './reasons.ts';

export const agentCommandNames = ['wrapUp', 'logIn', 'logOut', 'setAgentState'] as const;

export interface AgentCommandParts extends CommandParts {
  /** Whether another agent of the link has still to wrap the call up, or is in it. */
  isNeededElsewhere(line: Line, record: CallRecord): boolean;
}

/** Where a note about a call is kept, for sites that map this name of call data: GED-188 has a place for the code only. */
export const WRAP_UP_NOTE = 'ringframe.wrapUpNote';

const mustWrapUp = (line: Line): boolean =>
  line.agent.state === 'workingAfterCall' &&
  line.reasons?.mandatory?.wrapUp === true &&
  line.workCallId !== undefined &&
  line.finished.get(line.workCallId)?.isWrappedUp === false;

const requireWrappedUp = (line: Line): void => {
  if (!mustWrapUp(line)) return;
  throw new CtiError('INVALID_ARGUMENT', 'This phone system wants the call to be wrapped up first, by `wrapUp` with one of `agent.reasons.wrapUp`.', {
    details: { reason: 'wrapUp' },
  });
};

export const agentCommands = (parts: AgentCommandParts): CommandTable<(typeof agentCommandNames)[number]> => {
  const { control, data, names, effect } = parts;
  const idOf = (line: Line): string => line.at.agentId ?? line.agentId;

  /** In a call that goes on without the agent, somebody else’s part stands for it. */
  const connectionTo = ({ record, connection }: FinishedCall) => {
    const [left] = (record.joined ?? record).parts.values();
    return left?.connection ?? { ...connection, connectionCallId: (record.joined ?? record).callId };
  };

  return {
    async wrapUp(line, { callId, code, note }, options) {
      if (line.calls.some(({ id }) => id === callId)) throw new CtiError('INVALID_STATE', 'The call still runs: it is wrapped up when it is over.');
      const finished = line.finished.get(callId);
      if (!finished) throw new CtiError('NO_SUCH_CALL', 'The agent had no call with this id, or too many have followed it.');
      requireReason('wrapUp', code, line.reasons);
      const values = { callWrapupData: code, ...(note !== undefined && names.isMapped(WRAP_UP_NOTE) && { [WRAP_UP_NOTE]: note }) };
      const connection = connectionTo(finished);
      await fitting(data.set(connection, names.toCisco(values, (finished.record.joined ?? finished.record).variables), options));
      finished.isWrappedUp = true;
      // The server need not wait for more; that it does is no harm.
      if (!parts.isNeededElsewhere(line, finished.record)) await data.release(connection, options).catch(() => undefined);
      if (line.workCallId !== callId || line.agent.state !== 'workingAfterCall') return;
      const { state, reason } = line.asked;
      const agentInstrument = requireDevice(line);
      await effect(
        () => control.setState({ agentInstrument, agentId: idOf(line), state, reasonCode: state === 'notReady' ? Number(reason ?? 0) : undefined }, options),
        () => line.agent.state !== 'workingAfterCall',
      );
    },
    async logIn(line, { agentId = idOf(line), password, extension = line.instrument, workMode }, options) {
      if (agentId !== idOf(line)) throw new CtiError('UNAUTHORIZED', 'An agent logs in under the agent’s own name only.');
      if (line.device !== undefined) throw new CtiError('INVALID_STATE', 'The agent is logged in already.', { details: { code: 'AGENT_LOGGED_IN' } });
      if (extension === undefined) throw new CtiError('INVALID_ARGUMENT', 'This phone system wants to know at which extension the agent is.');
      const before = line.workMode;
      // Known first: the events may come before the answer.
      line.workMode = workMode;
      const request = async (): Promise<void> => {
        try {
          await control.logIn({ agentId, password, agentInstrument: extension, workMode }, options);
        } catch (error) {
          line.workMode = before;
          throw error;
        }
      };
      await effect(request, () => line.agent.state !== 'loggedOut');
    },
    async logOut(line, { reason } = {}, options) {
      const agentInstrument = requireDevice(line);
      if (line.calls.length > 0) throw new CtiError('INVALID_STATE', 'The agent is in a call. End it first.');
      requireWrappedUp(line);
      const reasonCode = rawReason('logOut', reason, line.reasons);
      // Whoever is ready is not let go without force, which is what saying so is.
      await effect(
        () => control.logOut({ agentInstrument, agentId: idOf(line), reasonCode, forced: line.agent.state !== 'notReady' }, options),
        () => line.agent.state === 'loggedOut',
      );
    },
    async setAgentState(line, { state, reason }, options) {
      const agentInstrument = requireDevice(line);
      const reasonCode = state === 'notReady' ? rawReason('notReady', reason, line.reasons) : undefined;
      if (state !== 'workingAfterCall') requireWrappedUp(line);
      const reasonBefore = line.agent.reason;
      const before = line.isWorkAsked;
      line.isWorkAsked = state === 'workingAfterCall';
      const asked = reasonCode ? String(reasonCode) : undefined;
      const request = async (): Promise<void> => {
        try {
          await control.setState({ agentInstrument, agentId: idOf(line), state, reasonCode }, options);
        } catch (error) {
          line.isWorkAsked = before;
          throw error;
        }
        if (state !== 'workingAfterCall') line.asked = { state, ...(asked !== undefined && { reason: asked }) };
      };
      // The phone system may have a reason of its own.
      const isTold = (): boolean => state !== 'notReady' || line.agent.reason === asked || line.agent.reason !== reasonBefore;
      await effect(request, () => (line.agent.state === state && isTold()) || isTaken(line));
    },
  };
};
