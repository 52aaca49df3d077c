/** Queues: calls wait in their order for the agent who has been ready the longest. */
import type { CallCause } from '../../../protocol/call.ts';
import type { Connections } from './connections.ts';
import type { Exchange } from './exchange.ts';
import { DEFAULT_RING_MS } from './limits.ts';
import { type Agent, originatorOf, type Place, partyOf } from './model.ts';
import type { Ringing } from './ringing.ts';

export interface Queueing {
  enqueue(place: Place): void;
  /** The agent is ready: takes the call that has waited longest in one of the agent's queues, if there is one. */
  available(agent: Agent): void;
  unavailable(agent: Agent): void;
}

export interface QueueingParts {
  exchange: Exchange;
  connections: Connections;
  ringing: Ringing;
  overflow(place: Place, to: string): void;
  /** Takes an agent who did not answer out of the queues. */
  makeNotReady(agent: Agent, reason: string): void;
}

export const createQueueing = ({ exchange, connections, ringing, overflow, makeNotReady }: QueueingParts): Queueing => {
  const { tell, later, clock } = exchange;

  const offer = (place: Place, agent: Agent): void => {
    const { call, queue } = place;
    const { number, name, ringMs = DEFAULT_RING_MS } = queue.options;
    const leg = ringing.ring(call, partyOf(agent), agent, 'enteringDistribution');
    const tryNext = (reason: string): void => {
      makeNotReady(agent, reason);
      enqueue(place, queue.returned);
    };
    const stop = later(() => {
      ringing.divert(leg, { number, ...(name !== undefined && { name }) });
      tryNext('No answer');
    }, ringMs);
    const refused = (cause: CallCause): void => {
      if (cause === 'busy') {
        tryNext('Call rejected');
        return;
      }
      makeNotReady(agent, 'Call rejected');
      ringing.lose(call, cause);
    };
    ringing.wait(call, { leg, stop, refused });
  };

  const enqueue = (place: Place, line = place.queue.waiting): void => {
    const { call, queue, since } = place;
    connections.stopWaiting(call);
    const originator = originatorOf(call);
    if (originator && originator.view.remoteState !== 'queued') tell(originator, { type: 'queued', cause: 'enteringDistribution' });
    const [agent] = queue.idle;
    if (agent) {
      offer(place, agent);
      return;
    }
    line.add(place);
    const { overflow: out } = queue.options;
    const overflows = out && later(() => overflow(place, out.to), Math.max(0, since + out.afterMs - clock.now()));
    const stop = (): void => {
      line.delete(place);
      overflows?.();
    };
    ringing.wait(call, { stop });
  };

  return {
    enqueue: (place) => enqueue(place),
    available(agent) {
      let first: Place | undefined;
      for (const { idle, returned, waiting } of agent.queues) {
        idle.add(agent);
        const [place] = returned.size > 0 ? returned : waiting;
        if (place && (!first || place.since < first.since)) first = place;
      }
      if (!first) return;
      connections.stopWaiting(first.call);
      offer(first, agent);
    },
    unavailable(agent) {
      for (const { idle } of agent.queues) idle.delete(agent);
    },
  };
};
