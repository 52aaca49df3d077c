/** What supervisors do for the agents of their team, and how agents ask for them. */
import type { Call } from '../../../../protocol/call.ts';
import { CtiError, isCtiError } from '../../../../protocol/error.ts';
import { isListening } from '../../../../protocol/is-listening.ts';
import type { SupervisionMode } from '../../../../protocol/supervision.ts';
import type { CommandOptions } from '../services/connection.ts';
import type { CallToSupervise, CiscoSupervision } from '../services/supervisor.ts';
import type { Assistances } from './assistances.ts';
import { inConversation } from './call-record.ts';
import { type CommandParts, type CommandTable, callOf, isAt, isTaken, type OwnCall, requireDevice } from './command-parts.ts';
import type { Line } from './line.ts';
import { rawReason } from './reasons.ts';
import type { SupervisorSession } from './supervisor-session.ts';
import type { Teams } from './teams.ts';

export const teamCommandNames = ['superviseCall', 'setMemberState', 'requestAssistance'] as const;
/** Those of them that need a team. */
export const supervisorCommandNames: readonly string[] = ['superviseCall', 'setMemberState'];

export interface TeamCommandParts extends CommandParts {
  teams: Teams;
  assistances: Assistances;
  helpFrom: SupervisorSession['supervisor'];
  sessionOf(supervisor: Line): SupervisorSession | undefined;
}

const actions: Readonly<Record<SupervisionMode, CiscoSupervision>> = {
  silentMonitor: 'monitor',
  whisper: 'whisper',
  bargeIn: 'bargeIn',
  intercept: 'intercept',
};

/** Refusals of a server that has nobody to call. */
const nobodyThere: readonly unknown[] = ['E_CTI_SUPERVISOR_NOT_FOUND', 'E_CTI_TEAM_NOT_FOUND'];

export interface TeamCommands extends CommandTable<(typeof teamCommandNames)[number]> {
  /** Ends a supervisor's listening by the way that is made for it. False where that is not what it is, or cannot be done. */
  stopListening(line: Line, of: OwnCall): Promise<boolean>;
}

export const teamCommands = (parts: TeamCommandParts): TeamCommands => {
  const { lines, teams, assistances, effect } = parts;

  const requireSession = (supervisor: Line): SupervisorSession => {
    const session = parts.sessionOf(supervisor);
    if (session?.isUp) return session;
    throw new CtiError('NOT_CONNECTED', 'The supervisor’s own session with the phone system is not open.');
  };

  /** A call of a member's in which somebody else talks than the supervisor. */
  const requireTalk = (supervisor: Line, member: Line, callId: string): OwnCall => {
    const found = lines.find(member, callId);
    if (!found) throw new CtiError('NO_SUCH_CALL', 'That agent has no call with this id. It may be over.');
    const { state } = found.call;
    const others = [...found.record.parts].filter(([device, part]) => part !== found.own && device !== supervisor.device && inConversation(part));
    if ((state !== 'connected' && state !== 'held') || isListening(found.call) || others.length === 0)
      throw new CtiError('INVALID_STATE', 'Nobody talks in that call yet.');
    return { ...found, connection: found.own.connection };
  };

  const toSupervise = (supervisor: Line, member: Line, { connection }: OwnCall): CallToSupervise => ({
    agentConnection: connection,
    agent: member.at,
    supervisorInstrument: requireDevice(supervisor),
  });

  /** Some servers want a call to be listened to before anything else is done with it. */
  const take = async ({ supervisor }: SupervisorSession, how: SupervisionMode, call: CallToSupervise, options: CommandOptions): Promise<void> => {
    try {
      await supervisor.supervise(actions[how], call, options);
    } catch (error) {
      if (how === 'silentMonitor' || !isCtiError(error) || error.details?.statusName !== 'E_CTI_INVALID_SUPERVISORY_ACTION') throw error;
      const supervisorConnection = await supervisor.supervise('monitor', call, options);
      await supervisor.supervise(actions[how], { ...call, supervisorConnection }, options);
    }
  };

  /** The supervisor's own part in the call, or the call that listens to it. */
  const ownCallOf = (supervisor: Line, member: Line, of: OwnCall): Call | undefined =>
    supervisor.calls.find(({ id, supervision }) => {
      const own = supervision?.agentId === member.agentId ? lines.find(supervisor, id)?.record : undefined;
      const heard = own && supervisor.listensTo.get(own);
      return own !== undefined && (own === of.record || (heard?.joined ?? heard) === of.record);
    });

  const change = async (
    session: SupervisorSession,
    own: Call,
    how: SupervisionMode,
    supervisor: Line,
    member: Line,
    call: CallToSupervise,
    options: CommandOptions,
  ) => {
    const mine = isListening(own) || own.state !== 'held' ? undefined : lines.find(supervisor, own.id);
    if (mine) await effect(() => parts.control.retrieve(mine.own.connection, options), isAt(supervisor, own.id, 'connected'));
    supervisor.changing = { callId: own.id, agentId: member.agentId };
    try {
      // A server may know one way of taking part at a time.
      if (isListening(own) && (how === 'silentMonitor' || how === 'whisper')) await session.supervisor.supervise('clear', call, options);
      await effect(
        () => take(session, how, call, options),
        () => (callOf(supervisor, own.id)?.supervision?.how ?? how) === how,
      );
    } finally {
      supervisor.changing = undefined;
      lines.review(supervisor);
    }
  };

  return {
    async superviseCall(supervisor, { agentId, callId, how }, options) {
      const member = teams.requireMember(supervisor, agentId);
      requireDevice(supervisor);
      const found = requireTalk(supervisor, member, callId);
      const session = requireSession(supervisor);
      const call = toSupervise(supervisor, member, found);
      const own = ownCallOf(supervisor, member, found);
      if (own?.supervision?.how === how) return own;
      const isParty = found.record.parts.has(supervisor.device ?? '');
      if (isParty && (own?.supervision?.how !== 'bargeIn' || how !== 'intercept'))
        throw new CtiError('INVALID_STATE', 'The supervisor is a party of that call already.');
      const isWanted = ({ supervision, state }: Call): boolean => supervision?.agentId === agentId && supervision.how === how && state === 'connected';
      const before = new Set(supervisor.calls.filter(isWanted).map(({ id }) => id));
      const result = await effect(
        () => (own ? change(session, own, how, supervisor, member, call, options) : take(session, how, call, options)),
        () => supervisor.calls.find((one) => isWanted(one) && !before.has(one.id)),
      );
      const listening = isListening(result) ? lines.find(supervisor, result.id)?.record : undefined;
      if (listening) supervisor.listensTo.set(listening, found.record);
      return result;
    },
    async setMemberState(supervisor, { agentId, state, reason }, options) {
      const member = teams.requireMember(supervisor, agentId);
      const { control } = requireSession(supervisor);
      const agentInstrument = requireDevice(member);
      const who = { agentInstrument, agentId: member.at.agentId ?? member.agentId };
      if (state === 'loggedOut') {
        if (member.calls.length > 0) throw new CtiError('INVALID_STATE', 'The agent is in a call.');
        await effect(
          () => control.logOut({ ...who, reasonCode: rawReason('logOut', reason, member.reasons), forced: member.agent.state !== 'notReady' }, options),
          () => member.agent.state === 'loggedOut',
        );
        return;
      }
      const reasonCode = state === 'notReady' ? rawReason('notReady', reason, member.reasons) : undefined;
      await effect(
        () => control.setState({ ...who, state, reasonCode }, options),
        () => member.agent.state === state || isTaken(member),
      );
    },
    async requestAssistance(line, { kind, callId }, options) {
      requireDevice(line);
      const found = callId === undefined ? undefined : lines.find(line, callId);
      if (callId !== undefined && !found) throw new CtiError('NO_SUCH_CALL', 'The agent has no call with this id. It may be over.');
      const before = assistances.ownOf(line);
      if (before?.kind === kind && before.callId === callId) return before;
      line.consulting = callId;
      try {
        const help = { agent: { agentId: line.at.agentId }, ...(found && { connection: found.own.connection }) };
        const { requestAssistance, raiseEmergency } = parts.helpFrom;
        return await effect(
          () => (kind === 'emergency' ? raiseEmergency : requestAssistance)(help, options),
          () => {
            const asked = assistances.ownOf(line);
            return asked !== before && asked;
          },
        );
      } catch (error) {
        if (isCtiError(error) && nobodyThere.includes(error.details?.statusName))
          throw new CtiError('REFUSED', 'No supervisor of this agent is there.', { details: { ...error.details, code: 'NO_SUPERVISOR' } });
        throw error;
      } finally {
        line.consulting = undefined;
      }
    },
    async stopListening(line, { call, record }) {
      const session = parts.sessionOf(line);
      const member = teams.membersOf(line).find(({ agentId }) => agentId === call.supervision?.agentId);
      if (!isListening(call) || !session?.isUp || !member || line.device === undefined) return false;
      // The CTI Server names the agent alone: which of several calls it is, only who asked for it knows.
      const known = line.listensTo.get(record);
      const candidates = member.calls
        .flatMap(({ id }) => lines.find(member, id) ?? [])
        .filter((one) => (known ? one.record === (known.joined ?? known) : one.own.number === record.called && inConversation(one.own)));
      const [heard, ...others] = candidates;
      if (!heard || others.length > 0) return false;
      await session.supervisor.supervise('clear', { agentConnection: heard.own.connection, agent: member.at, supervisorInstrument: line.device });
      return true;
    },
  };
};
