/** A supervisor's own session with the CTI Server, and the team that it tells of: the guide ties both to one agent. */
import { type ClientControl, clientControl } from '../services/client-control.ts';
import { miscellaneous, type UserMessageTo } from '../services/miscellaneous.ts';
import { type Supervisor, supervisor } from '../services/supervisor.ts';
import type { TeamMonitor } from '../services/team-monitor.ts';
import { type CiscoOptions, connectCisco } from '../session/index.ts';

export interface SupervisorSession {
  readonly isUp: boolean;
  readonly supervisor: Supervisor;
  readonly control: ClientControl;
  close(): Promise<void>;
}

export interface SupervisorSessionParts {
  options: Omit<CiscoOptions, 'services'>;
  /** Login ids of the agents of all teams, without those who supervise them. */
  onTeam(agentIds: ReadonlySet<string>): void;
  onMessage(message: { to: UserMessageTo | 'unknown'; from: string; text: string }): void;
}

const services = ['clientEvents', 'clientControl', 'supervisor'] as const;

/** Goes on through every loss. A site that does not know the agent as a supervisor grants nothing, and there is no team. */
export const openSupervisorSession = ({ options, onTeam, onMessage }: SupervisorSessionParts): SupervisorSession => {
  const session = connectCisco({ ...options, services });
  const service = supervisor(session);
  const messages = miscellaneous(session);
  const teams = new Map<number, TeamMonitor>();
  let known: ReadonlySet<string> = new Set();
  let isClosed = false;

  const isUp = (): boolean => session.status.state === 'up';
  const tell = (): void => {
    const members = [...teams.values()]
      .flatMap((team) => team.members)
      .filter(({ isSupervisor, isPrimarySupervisor, agentId }) => !isSupervisor && !isPrimarySupervisor && agentId !== options.agentId);
    const now = new Set(members.map(({ agentId }) => agentId));
    // While the session is being opened the team is told anew, piece by piece: who is missing yet has not left.
    const told = isUp() ? now : new Set([...known, ...now]);
    if (told.size === known.size && [...told].every((agentId) => known.has(agentId))) return;
    known = told;
    onTeam(known);
  };
  const follow = async (teamId: number): Promise<void> => {
    if (teams.has(teamId) || isClosed) return;
    const team = await service.monitorTeam(teamId);
    teams.set(teamId, team);
    team.on('team', tell);
    team.on('ended', () => {
      teams.delete(teamId);
      if (isUp()) tell();
    });
    tell();
  };

  const offs = [
    session.synchronize(async ({ cause }) => {
      if (cause !== 'opened' || !session.grant?.granted.includes('supervisor')) return;
      await Promise.all((await service.listTeams()).map(follow));
    }),
    session.on('status', ({ state }) => {
      if (state === 'up') tell();
    }),
    messages.on('userMessage', onMessage),
  ];
  // Why it cannot be opened is told by its status; there is no team then.
  session.opened().catch(() => undefined);

  return {
    get isUp() {
      return isUp();
    },
    supervisor: service,
    control: clientControl(session),
    async close() {
      isClosed = true;
      for (const off of offs) off();
      service.dispose();
      messages.dispose();
      await session.close();
    },
  };
};
