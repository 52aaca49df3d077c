/** The Supervisor service: a supervisor sees the team, listens, helps, and takes over. */
import { createEmitter } from '../../../../protocol/emitter.ts';
import { CtiError } from '../../../../protocol/error.ts';
import { type Message, SupervisoryAction } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { agentFields, type CiscoAgent, type CiscoConnection, type CommandOptions, connectionFields, given, noConnection, peripheralOf } from './connection.ts';
import { MAX_TEAM_SEGMENTS } from './limits.ts';
import { createMonitors } from './monitors.ts';
import { followTeam, type TeamMonitor } from './team-monitor.ts';

/** What a supervisor does with a call of an agent. Whisper, barge-in and intercept come after monitoring it. */
export type CiscoSupervision = 'monitor' | 'whisper' | 'bargeIn' | 'intercept' | 'clear';

export interface CallToSupervise {
  /** The agent's part in the call. */
  agentConnection: CiscoConnection;
  agent: CiscoAgent;
  /** The supervisor's phone. */
  supervisorInstrument: string;
  /** The supervisor's own part in it, which `monitor` gives; needed by everything after it. */
  supervisorConnection?: CiscoConnection | undefined;
}

/** A call for help: the agent, and the call it is about, where there is one. */
export interface CallForHelp {
  agent: CiscoAgent;
  connection?: CiscoConnection | undefined;
}

export interface SupervisorEvents {
  /** An agent of the supervisor's has raised an emergency. */
  emergency: Message<'EMERGENCY_CALL_EVENT'>;
}

export interface Supervisor {
  /** Numbers of the teams. Without a supervisor's number: of the one who opened the session. */
  listTeams(supervisorId?: number, options?: CommandOptions): Promise<number[]>;
  /** Goes on through every loss of the session until it is stopped. */
  monitorTeam(teamId: number, options?: CommandOptions): Promise<TeamMonitor>;
  /** @returns the supervisor's part in the call, for what comes next */
  supervise(action: CiscoSupervision, call: CallToSupervise, options?: CommandOptions): Promise<CiscoConnection>;
  /** Calls the agent's supervisor for help. @returns the agent's part in the new call */
  requestAssistance(help: CallForHelp, options?: CommandOptions): Promise<CiscoConnection>;
  raiseEmergency(help: CallForHelp, options?: CommandOptions): Promise<CiscoConnection>;
  on<Name extends keyof SupervisorEvents>(name: Name, listener: (event: SupervisorEvents[Name]) => void): () => void;
  dispose(): void;
}

const actions: Readonly<Record<CiscoSupervision, number>> = {
  clear: SupervisoryAction.CLEAR,
  monitor: SupervisoryAction.MONITOR,
  whisper: SupervisoryAction.WHISPER,
  bargeIn: SupervisoryAction.BARGE_IN,
  intercept: SupervisoryAction.INTERCEPT,
};

const connectionIn = (answer: CiscoConnection, peripheralId: number | null): CiscoConnection => ({ peripheralId, ...connectionFields(answer) });

/**
 * @throws CtiError as rejections, those of `session.request`; `NOT_SUPPORTED` where the service was not granted
 * @example
 * const team = supervisor(session);
 * for (const teamId of await team.listTeams()) (await team.monitorTeam(teamId)).on('member', show);
 * const supervisorConnection = await team.supervise('monitor', call);
 * await team.supervise('bargeIn', { ...call, supervisorConnection });
 */
export const supervisor = (session: CiscoSession): Supervisor => {
  const emitter = createEmitter<SupervisorEvents>();
  const monitors = createMonitors(session);
  const offs = [session.on('EMERGENCY_CALL_EVENT', (event) => emitter.emit('emergency', event))];

  const callForHelp = async (
    name: 'SUPERVISOR_ASSIST_REQ' | 'EMERGENCY_CALL_REQ',
    { agent, connection = noConnection }: CallForHelp,
    options: CommandOptions | undefined,
  ): Promise<CiscoConnection> => {
    const peripheral = peripheralOf(session, connection.peripheralId === undefined ? agent : connection);
    const answer = await session.request(name, { ...peripheral, ...connectionFields(connection), ...agentFields(agent) }, options);
    return connectionIn(answer, peripheral.peripheralId);
  };

  return {
    async listTeams(supervisorId, options) {
      const teams: number[] = [];
      let segments = 0;
      await session.request(
        'LIST_AGENT_TEAM_REQ',
        { supervisorId: supervisorId ?? null },
        {
          ...options,
          isLast({ agentTeams = [], more }) {
            segments += 1;
            if (segments > MAX_TEAM_SEGMENTS) throw new CtiError('TOO_LARGE', `The list of teams has more than ${MAX_TEAM_SEGMENTS} segments.`);
            for (const { teamId } of agentTeams) if (typeof teamId === 'number') teams.push(teamId);
            return more === 0;
          },
        },
      );
      return teams;
    },
    monitorTeam: (teamId, options) => followTeam(session, monitors, teamId, options),
    async supervise(action, { agentConnection, agent, supervisorInstrument, supervisorConnection = noConnection }, options) {
      const peripheral = peripheralOf(session, agentConnection);
      const answer = await session.request(
        'SUPERVISE_CALL_REQ',
        {
          ...peripheral,
          agentConnectionCallId: agentConnection.connectionCallId,
          agentConnectionDeviceIdType: agentConnection.connectionDeviceIdType,
          supervisorConnectionCallId: supervisorConnection.connectionCallId,
          supervisorConnectionDeviceIdType: supervisorConnection.connectionDeviceIdType,
          ...given({ agentConnectionDeviceId: agentConnection.connectionDeviceId, supervisorConnectionDeviceId: supervisorConnection.connectionDeviceId }),
          ...agentFields(agent),
          supervisorInstrument,
          supervisoryAction: actions[action],
        },
        options,
      );
      return connectionIn(answer, peripheral.peripheralId);
    },
    requestAssistance: (help, options) => callForHelp('SUPERVISOR_ASSIST_REQ', help, options),
    raiseEmergency: (help, options) => callForHelp('EMERGENCY_CALL_REQ', help, options),
    on: emitter.on,
    dispose() {
      for (const off of offs) off();
      monitors.dispose();
      emitter.dispose();
    },
  };
};
