/** The phone system behind the CTI Server: it goes on whoever is connected. */
import { type Clock, systemClock } from '../../simulator/clock.ts';
import { createRandom } from '../../simulator/random.ts';
import { AgentGreetingEvent } from '../codec/index.ts';
import { type Agents, createAgents } from './agents.ts';
import type { CallDataRules } from './call-data.ts';
import { createCallMessages } from './call-messages.ts';
import { createDistribution, type Distribution } from './distribution.ts';
import { createFeeds, type Feeds } from './feeds.ts';
import { DEFAULT_CONFERENCE_PARTIES, DEFAULT_LINES } from './limits.ts';
import type { Connection } from './model.ts';
import { createMoves, type Moves } from './moves.ts';
import type { CiscoSimulatorOptions } from './options.ts';
import { createQueueing, type Queueing } from './queueing.ts';
import { createSite, type Site } from './site.ts';
import { createTelephony, type Telephony } from './telephony.ts';
import { createTurns, type Turns } from './turns.ts';

export interface World {
  readonly site: Site;
  readonly turns: Turns;
  readonly feeds: Feeds;
  readonly telephony: Telephony;
  readonly distribution: Distribution;
  readonly agents: Agents;
  readonly moves: Moves;
  readonly rules: CallDataRules;
  readonly desk: NonNullable<CiscoSimulatorOptions['desk']>;
  readonly lines: number;
  readonly conferenceParties: number;
  duration(span: number | readonly [number, number]): number;
}

export const createWorld = (options: CiscoSimulatorOptions, flush: () => void): World => {
  const { desk = {}, limits = {}, times = {}, namedVariables, namedArrays, protectedVariables = [], consultations = 'typed' } = options;
  const clock: Clock = options.clock ?? systemClock;
  const random = createRandom(options.seed ?? Math.floor(Math.random() * 2 ** 32));
  const site = createSite(options, clock.now);
  const feeds = createFeeds();
  const messages = createCallMessages(site);
  const turns = createTurns({ clock, flush, review: (agent) => agents.review(agent) });
  const telephony = createTelephony({ turns, feeds, messages, onPartOver: (connection) => agents.onPartOver(connection) });
  let queueing: Queueing | undefined;
  const requireQueueing = (): Queueing => {
    if (!queueing) throw new Error('the simulator is not complete');
    return queueing;
  };
  const agents = createAgents({ site, turns, feeds, desk, messages, queueing: requireQueueing });

  const greet = (connection: Connection): void => {
    const agent = connection.party.device?.agent;
    if (times.greetingMs === undefined || !agent || !connection.call.group) return;
    telephony.tell(connection.call, messages.greeting(connection, agent, AgentGreetingEvent.STARTED));
    turns.later(() => {
      const isOn = connection.call.connections.includes(connection);
      telephony.tell(connection.call, messages.greeting(connection, agent, isOn ? AgentGreetingEvent.ENDED : AgentGreetingEvent.FAILED));
    }, times.greetingMs);
  };
  const lines = limits.lines ?? DEFAULT_LINES;
  const distribution = createDistribution({
    site,
    telephony,
    lines,
    busyToneMs: times.busyToneMs ?? 0,
    autoAnswer: desk.autoAnswer ?? false,
    duration: random.within,
    onAnswered: greet,
    queueing(self) {
      queueing = createQueueing({
        telephony,
        feeds,
        distribution: self,
        preCallMs: () => random.within(times.preCallMs ?? 0),
        makeNotReady: (agent) => agents.makeNotReady(agent),
      });
      return queueing;
    },
  });
  const conferenceParties = limits.conferenceParties ?? DEFAULT_CONFERENCE_PARTIES;

  return {
    site,
    turns,
    feeds,
    telephony,
    distribution,
    agents,
    moves: createMoves({ telephony, distribution, lines, conferenceParties, typesConsultations: consultations === 'typed' }),
    rules: {
      namedVariables: namedVariables && new Set(namedVariables),
      namedArrays: namedArrays && new Map(Object.entries(namedArrays)),
      protectedVariables: new Set(protectedVariables),
    },
    desk,
    lines,
    conferenceParties,
    duration: random.within,
  };
};
