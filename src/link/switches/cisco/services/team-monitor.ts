/** A supervisor's team: who is in it, and in what state each is. */
import type { AgentState } from '../../../../protocol/agent.ts';
import { createEmitter } from '../../../../protocol/emitter.ts';
import { AgentFlags, ConfigOperation, type Message } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { agentStateOf } from '../tables/agent-state.ts';
import type { Translated } from '../tables/translated.ts';
import { agentEventOf, type CiscoAgentEvent } from './call-events.ts';
import type { CommandOptions } from './connection.ts';
import { MAX_TEAM_MEMBERS } from './limits.ts';
import type { Monitor, MonitorKind, Monitors } from './monitors.ts';

export interface TeamMember {
  agentId: string;
  state: Translated<AgentState>;
  /** How long, in seconds, when the server told it. */
  stateDurationS?: number | undefined;
  isPrimarySupervisor: boolean;
  isSupervisor: boolean;
  isTemporary: boolean;
}

export interface TeamMonitorEvents {
  /** The team as it is now: after starting, and after each change of the configuration or of the session. */
  team: readonly TeamMember[];
  /** One of them has changed. */
  member: TeamMember;
  agent: CiscoAgentEvent;
  ended: { error?: Error | undefined };
}

export interface TeamMonitor {
  readonly teamId: number;
  /** Empty until the server has told it. */
  readonly name: string;
  readonly members: readonly TeamMember[];
  on<Name extends keyof TeamMonitorEvents>(name: Name, listener: (event: TeamMonitorEvents[Name]) => void): () => void;
  stop(): Promise<void>;
}

const has = (flags: number | undefined, bit: number): boolean => ((flags ?? 0) & bit) !== 0;

type TeamEvent = Message<'AGENT_TEAM_CONFIG_EVENT'>;

const memberOf = ({ atcAgentId = '', agentFlags, atcAgentState, atcStateDuration }: NonNullable<TeamEvent['agents']>[number]): TeamMember => ({
  agentId: atcAgentId,
  state: agentStateOf(atcAgentState),
  stateDurationS: atcStateDuration,
  isPrimarySupervisor: has(agentFlags, AgentFlags.PRIMARY_SUPERVISOR),
  isSupervisor: has(agentFlags, AgentFlags.SUPERVISOR),
  isTemporary: has(agentFlags, AgentFlags.TEMPORARY_AGENT),
});

export const followTeam = async (session: CiscoSession, monitors: Monitors, teamId: number, options?: CommandOptions): Promise<TeamMonitor> => {
  const emitter = createEmitter<TeamMonitorEvents>({ team: () => (members.size > 0 ? [[...members.values()]] : []), ended: () => (over ? [over] : []) });
  const members = new Map<string, TeamMember>();
  let name = '';
  let over: TeamMonitorEvents['ended'] | undefined;
  let first: CommandOptions | undefined = options;

  const configured = (event: TeamEvent): void => {
    if (event.teamId !== teamId) return;
    name = event.agentTeamName ?? name;
    // Restore is the whole team; it may come in several messages, each of which adds.
    for (const agent of event.agents ?? []) {
      const member = memberOf(agent);
      if (event.configOperation === ConfigOperation.REMOVE_AGENT) members.delete(member.agentId);
      else if (members.has(member.agentId) || members.size < MAX_TEAM_MEMBERS) members.set(member.agentId, member);
    }
    emitter.emit('team', [...members.values()]);
  };

  const stateChanged = (event: Message<'AGENT_STATE_EVENT'>): void => {
    const member = members.get(event.agentId ?? '');
    emitter.emit('agent', agentEventOf(event));
    if (!member) return;
    const changed = { ...member, state: agentStateOf(event.agentState), stateDurationS: event.stateDuration };
    members.set(member.agentId, changed);
    emitter.emit('member', changed);
  };

  // It names its team and no monitor.
  const offs = [
    session.on('AGENT_TEAM_CONFIG_EVENT', configured),
    session.on('status', ({ state }) => {
      // The server tells the whole team again once the monitor is made again: who has left meanwhile is not in it.
      if (state !== 'up' && state !== 'connecting') members.clear();
    }),
  ];
  const stopListening = (): void => {
    for (const off of offs) off();
  };

  let monitor: Monitor;
  try {
    const kind: MonitorKind = {
      start: (started) => {
        const mine = first;
        first = undefined;
        return session.request('MONITOR_AGENT_TEAM_START_REQ', { teamId }, { ...mine, ...started });
      },
      stop: (monitorId) => session.request('MONITOR_AGENT_TEAM_STOP_REQ', { monitorId }),
      over: stopListening,
    };
    monitor = await monitors.start(kind, (event) => {
      if (event.name === 'AGENT_STATE_EVENT') stateChanged(event);
    });
  } catch (error) {
    stopListening();
    throw error;
  }
  monitor.on('ended', ({ error }) => {
    over = { error };
    emitter.emit('ended', over);
  });

  return {
    teamId,
    get name() {
      return name;
    },
    get members() {
      return [...members.values()];
    },
    on: emitter.on,
    stop: () => monitor.stop(),
  };
};
