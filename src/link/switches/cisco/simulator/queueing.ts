/** Skill groups: calls wait in their order for the agent who has been ready the longest. */
import { EventCause } from '../codec/index.ts';
import type { Distribution } from './distribution.ts';
import type { Feeds } from './feeds.ts';
import { DEFAULT_RING_MS } from './limits.ts';
import type { Agent, Connection, Place, SkillGroup } from './model.ts';
import { routePointParty } from './site.ts';
import { isTalking, type Telephony } from './telephony.ts';

const { CEC_NEW_CALL, CEC_CALL_NOT_ANSWERED, CEC_NONE } = EventCause;

export interface Queueing {
  enqueue(place: Place): void;
  /** The agent is ready: takes the call that has waited longest in one of the agent's groups, if there is one. */
  available(agent: Agent): void;
  unavailable(agent: Agent): void;
}

export interface QueueingParts {
  telephony: Telephony;
  feeds: Feeds;
  distribution: Distribution;
  preCallMs(): number;
  /** Takes an agent who did not answer out of the groups. */
  makeNotReady(agent: Agent): void;
}

export const createQueueing = ({ telephony, feeds, distribution, preCallMs, makeNotReady }: QueueingParts): Queueing => {
  const { turns, messages, tell } = telephony;

  /** Also in the turn in which that has changed: an agent who calls the own queue is not the one to take it. */
  const isFree = ({ device, reservedFor }: Agent): boolean => device?.inService === true && device.connections.size === 0 && !reservedFor;

  const firstFree = ({ available }: SkillGroup): Agent | undefined => {
    for (const agent of available) if (isFree(agent)) return agent;
    return undefined;
  };

  const unavailable: Queueing['unavailable'] = (agent) => {
    for (const { available } of agent.groups) available.delete(agent);
  };

  /** To all with the mask, and to the agent's own clients. */
  const tellPreCall = (place: Place, agent: Agent, message: ReturnType<typeof messages.preCall> | ReturnType<typeof messages.preCallAborted>): void => {
    feeds.tellWhole(place.call, message);
    if (agent.device) feeds.tellDevice(agent.device, message);
  };

  const back = (place: Place, connection: Connection, agent: Agent): void => {
    const { call, group } = place;
    call.waiting = undefined;
    tell(call, messages.diverted(connection, routePointParty(group.options.dialedNumber ?? String(group.number)), CEC_CALL_NOT_ANSWERED));
    telephony.remove(connection);
    call.lastRedirect = connection.party;
    makeNotReady(agent);
    enqueue(place, group.returned);
  };

  const ringAt = (place: Place, agent: Agent): void => {
    const { call, group } = place;
    const { device } = agent;
    call.waiting = undefined;
    agent.reservedFor = undefined;
    turns.touch(agent);
    if (!device || distribution.isFull(device)) {
      enqueue(place, group.returned);
      return;
    }
    call.group = group;
    const stop = turns.later(() => connection && back(place, connection, agent), group.options.ringMs ?? DEFAULT_RING_MS);
    const refused = (): void => {
      stop();
      if (connection) back(place, connection, agent);
    };
    const connection = distribution.ring(call, device, CEC_NEW_CALL, { place, stop, refused });
  };

  const offer = (place: Place, agent: Agent): void => {
    const { call } = place;
    unavailable(agent);
    agent.reservedFor = call;
    turns.touch(agent);
    tellPreCall(place, agent, messages.preCall(call, agent));
    const delayMs = preCallMs();
    if (delayMs === 0) {
      ringAt(place, agent);
      return;
    }
    const cancel = turns.later(() => ringAt(place, agent), delayMs);
    const stop = (): void => {
      cancel();
      agent.reservedFor = undefined;
      tellPreCall(place, agent, messages.preCallAborted(place.call, agent));
      turns.touch(agent);
    };
    call.waiting = { ringing: undefined, place, stop };
  };

  const enqueue = (place: Place, line = place.group.waiting): void => {
    const { call, group } = place;
    const agent = firstFree(group);
    if (agent) {
      offer(place, agent);
      return;
    }
    line.add(place);
    group.tally.add('callsQ', 1);
    const stop = (): void => {
      line.delete(place);
      group.tally.add('callsQTime', (turns.now() - place.since) / 1000);
      const waiter = place.call.connections.find(isTalking);
      if (waiter) tell(place.call, messages.dequeued(waiter, group, CEC_NONE));
    };
    call.waiting = { ringing: undefined, place, stop };
    const caller = call.connections.find(isTalking);
    if (caller) tell(call, messages.queued(caller, group, CEC_NONE));
  };

  return {
    enqueue: (place) => enqueue(place),
    available(agent) {
      if (!isFree(agent)) {
        unavailable(agent);
        return;
      }
      let first: Place | undefined;
      for (const { available, returned, waiting } of agent.groups) {
        available.add(agent);
        const [place] = returned.size > 0 ? returned : waiting;
        if (place && (!first || place.since < first.since)) first = place;
      }
      if (!first) return;
      telephony.stopWaiting(first.call);
      offer(first, agent);
    },
    unavailable,
  };
};
