/** The team as a phone shows it, and the requests for help that are not over: what was told, and in place of what was not, what holds. */
import type { Emitter } from '../protocol/emitter.ts';
import { MAX_ASSISTANCE, MAX_TEAM_MEMBERS } from '../protocol/limits.ts';
import type { Assistance, TeamChange, TeamMember } from '../protocol/team.ts';
import type { PhoneEvents } from './phone.ts';
import { same } from './same.ts';

export interface TeamBook {
  readonly team: readonly TeamMember[];
  readonly assistance: readonly Assistance[];
  change(change: TeamChange): void;
  assist(assistance: Assistance): void;
  /** What is true now: the differences are told. */
  bring(team: readonly TeamMember[], assistance: readonly Assistance[]): void;
}

const put = <Item>(list: readonly Item[], isIt: (item: Item) => boolean, next: Item | undefined): readonly Item[] => {
  if (!next) return list.filter((item) => !isIt(item));
  return list.some(isIt) ? list.map((item) => (isIt(item) ? next : item)) : [...list, next];
};

/** For connectors: applies, then tells (law 4). */
export const createTeamBook = (emitter: Pick<Emitter<PhoneEvents>, 'emit'>): TeamBook => {
  let team: readonly TeamMember[] = [];
  let assistance: readonly Assistance[] = [];

  const memberOf = (agentId: string | undefined) => team.find((member) => member.agentId === agentId);
  const requestOf = (requestId: string) => assistance.find(({ id }) => id === requestId);

  const change = (news: TeamChange): void => {
    const agentId = news.member?.agentId ?? news.removed;
    if (!memberOf(agentId) && (!news.member || team.length >= MAX_TEAM_MEMBERS)) return;
    team = put(team, (member) => member.agentId === agentId, news.member);
    emitter.emit('team', news);
  };

  const assist = (news: Assistance): void => {
    const isOver = news.state === 'over';
    if (!requestOf(news.id) && (isOver || assistance.length >= MAX_ASSISTANCE)) return;
    assistance = put(assistance, ({ id }) => id === news.id, isOver ? undefined : news);
    emitter.emit('assistance', news);
  };

  return {
    get team() {
      return team;
    },
    get assistance() {
      return assistance;
    },
    change,
    assist,
    bring(members, requests) {
      const isNews = <Item>(known: Item | undefined, item: Item) => !same(known, item);
      for (const { agentId } of team) if (!members.some((member) => member.agentId === agentId)) change({ removed: agentId });
      for (const member of members) if (isNews(memberOf(member.agentId), member)) change({ member });
      for (const known of assistance) if (!requests.some(({ id }) => id === known.id)) assist({ ...known, state: 'over' });
      for (const request of requests) if (isNews(requestOf(request.id), request)) assist(request);
    },
  };
};
