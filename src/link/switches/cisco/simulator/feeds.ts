/** Who hears what: each session's events, each monitor's, by device, call, agent and team, so that an event costs only those who hear it. */
import { type EncodableMessage, LocalConnectionState } from '../codec/index.ts';
import { bitOf } from './call-messages.ts';
import type { Agent, Call, Device } from './model.ts';
import { createOutgoing, type Outgoing, type Seen } from './outgoing.ts';

/** A session as events see it. */
export interface Listener {
  tell(outgoing: Outgoing, monitorId: number, seen?: Seen): void;
}

/** One reason why a session hears events: it asked for all, for its own device, or started a monitor. */
export interface Feed {
  readonly listener: Listener;
  /** 0 for all events. */
  readonly monitorId: number;
  callMask: number;
  agentMask: number;
  /** What it follows is over. */
  readonly onOver?: () => void;
}

export interface Feeds {
  /** Sessions with all events. */
  readonly all: Set<Feed>;
  /** Every open session, for system events. */
  readonly sessions: Set<Listener>;
  /** Nothing of the peripheral is told. */
  silent: boolean;
  /** To all, and to whoever looks at the call: from one of its devices, or at the call itself. */
  tellCall(call: Pick<Call, 'connections' | 'feeds'>, message: EncodableMessage, also?: Call): void;
  /** To one device only: the beginning and end of its part in a call. */
  tellDevice(device: Device, message: EncodableMessage): void;
  /** The beginning and the end of the whole call. */
  tellWhole(call: Pick<Call, 'feeds'>, message: EncodableMessage): void;
  /** One feed alone: what a new session or monitor has to be told of what is already there. */
  tellOne(feed: Feed, message: EncodableMessage): void;
  /** `device`: where the agent was, when the agent has just left it. */
  tellAgent(agent: Agent, bit: number, message: EncodableMessage, device?: Device): void;
  /** One feed alone: the state an agent has already. */
  tellAgentTo(feed: Feed, bit: number, message: EncodableMessage): void;
  tellEverybody(message: EncodableMessage): void;
}

/** The state of a device's own connection, as each of its clients is told it: where it is in two calls that are joined, that of the first, which is kept. */
const seenFrom = (device: Device, calls: readonly Pick<Call, 'connections'>[]): Seen => {
  const own = calls.flatMap(({ connections }) => connections).find(({ party }) => party.device === device);
  const localConnectionState = own?.state ?? LocalConnectionState.LCS_NULL;
  return { key: `s${localConnectionState}`, fields: { localConnectionState } };
};

const hasLocalState = (message: EncodableMessage): boolean => 'localConnectionState' in message;

export const createFeeds = (): Feeds => {
  const all = new Set<Feed>();
  const sessions = new Set<Listener>();

  const tellFeeds = (feeds: ReadonlySet<Feed>, bit: number, outgoing: Outgoing, seen?: Seen): void => {
    for (const feed of feeds) if (feed.callMask & bit) feed.listener.tell(outgoing, feed.monitorId, seen);
  };

  const self: Feeds = {
    all,
    sessions,
    silent: false,
    tellCall(call, message, also) {
      if (self.silent) return;
      const outgoing = createOutgoing(message);
      const bit = bitOf(message);
      tellFeeds(all, bit, outgoing);
      const devices = new Set<Device>();
      const both = also ? [call, also] : [call];
      for (const each of both) {
        tellFeeds(each.feeds, bit, outgoing);
        for (const { party } of each.connections) if (party.device && party.device.feeds.size > 0) devices.add(party.device);
      }
      for (const device of devices) tellFeeds(device.feeds, bit, outgoing, hasLocalState(message) ? seenFrom(device, both) : undefined);
    },
    tellDevice(device, message) {
      if (!self.silent && device.feeds.size > 0) tellFeeds(device.feeds, bitOf(message), createOutgoing(message));
    },
    tellWhole(call, message) {
      if (self.silent) return;
      const outgoing = createOutgoing(message);
      const bit = bitOf(message);
      tellFeeds(all, bit, outgoing);
      tellFeeds(call.feeds, bit, outgoing);
    },
    tellOne(feed, message) {
      if (!self.silent && feed.callMask & bitOf(message)) feed.listener.tell(createOutgoing(message), feed.monitorId);
    },
    tellAgent(agent, bit, message, device = agent.device) {
      if (self.silent) return;
      const outgoing = createOutgoing(message);
      const feeds = new Set<Feed>(all);
      for (const set of [agent.feeds, device?.feeds]) for (const feed of set ?? []) feeds.add(feed);
      for (const { feeds: ofTeam } of agent.teams) for (const feed of ofTeam) feeds.add(feed);
      for (const feed of feeds) if (feed.agentMask & bit) feed.listener.tell(outgoing, feed.monitorId);
    },
    tellAgentTo(feed, bit, message) {
      if (!self.silent && feed.agentMask & bit) feed.listener.tell(createOutgoing(message), feed.monitorId);
    },
    tellEverybody(message) {
      const outgoing = createOutgoing(message);
      for (const session of sessions) session.tell(outgoing, 0);
    },
  };
  return self;
};
