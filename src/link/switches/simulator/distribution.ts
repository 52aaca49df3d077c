/** Where a call goes: to a phone, a queue, a route point or an outside number. */
import type { CallCause, Party } from '../../../protocol/call.ts';
import type { Connections } from './connections.ts';
import type { Destination, DialPlan } from './dial-plan.ts';
import type { Exchange } from './exchange.ts';
import { DEFAULT_ROUTE_DEADLINE_MS, MAX_HOPS } from './limits.ts';
import { type Agent, partyOf, type SimulatedCall } from './model.ts';
import type { Span } from './options.ts';
import { createQueueing, type Queueing } from './queueing.ts';
import { createRinging } from './ringing.ts';

export interface Distribution extends Pick<Queueing, 'available' | 'unavailable'> {
  /** Sends a call to a number. `back` is who transferred it, and gets it back when nobody answers in time. */
  send(call: SimulatedCall, number: string, cause: CallCause, back?: Agent): void;
  /** Why nobody can be had there, as far as it is known before trying. */
  obstacle(number: string, call: SimulatedCall): CallCause | undefined;
  /** How a number shows before anybody has answered. */
  partyAt(number: string): Party;
}

export interface DistributionParts {
  exchange: Exchange;
  connections: Connections;
  plan: DialPlan;
  linesPerAgent: number;
  transferReturnMs: number;
  busyToneMs: number;
  duration(span: Span): number;
  /** Asks the link. Undefined: there is nobody to ask. @returns what takes the question back */
  ask(call: SimulatedCall, routePoint: string, answered: (destination: string) => void): (() => void) | undefined;
  makeNotReady(agent: Agent, reason: string): void;
}

type At<Kind extends Destination['kind']> = Extract<Destination, { kind: Kind }>;

export const createDistribution = (parts: DistributionParts): Distribution => {
  const { exchange, connections, plan } = parts;
  const { later, clock } = exchange;

  const partyAt = (number: string): Party => {
    const destination = plan.find(number);
    if (destination.kind === 'device' && destination.device.agent) return partyOf(destination.device.agent);
    if (destination.kind !== 'queue') return { number };
    const { number: at, name } = destination.queue.options;
    return { number: at, ...(name !== undefined && { name }) };
  };

  const send: Distribution['send'] = (call, number, cause, back) => {
    connections.stopWaiting(call);
    if (++call.hops > MAX_HOPS) ringing.lose(call, 'destNotObtainable', back);
    else sendTo(call, plan.find(number), cause, back);
  };

  const ringing = createRinging({ ...parts, send, partyAt });
  const queueing = createQueueing({ ...parts, ringing, overflow: ({ call }, to) => send(call, to, 'callForward') });

  const sendToRoutePoint = (call: SimulatedCall, { point, number }: At<'routePoint'>, cause: CallCause, back?: Agent): void => {
    const goOn = (to: string): void => send(call, to, cause, back);
    const takeBack = parts.ask(call, number, goOn);
    if (!takeBack) {
      goOn(point.otherwise);
      return;
    }
    const deadline = later(() => goOn(point.otherwise), point.deadlineMs ?? DEFAULT_ROUTE_DEADLINE_MS);
    const stop = (): void => {
      takeBack();
      deadline();
    };
    ringing.wait(call, { stop });
  };

  const sendTo = (call: SimulatedCall, destination: Destination, cause: CallCause, back?: Agent): void => {
    switch (destination.kind) {
      case 'device': {
        const { agent } = destination.device;
        if (agent) ringing.ringAgent(call, agent, cause, back);
        else ringing.lose(call, 'destOutOfOrder', back);
        break;
      }
      case 'queue':
        queueing.enqueue({ call, queue: destination.queue, since: clock.now() });
        break;
      case 'routePoint':
        sendToRoutePoint(call, destination, cause, back);
        break;
      case 'outside':
        ringing.ringOutside(call, destination.number, destination.rule, cause, back);
        break;
      case 'nobody':
        ringing.lose(call, 'destNotObtainable', back);
    }
  };

  return {
    send,
    available: queueing.available,
    unavailable: queueing.unavailable,
    obstacle(number, call) {
      const destination = plan.find(number);
      switch (destination.kind) {
        case 'nobody':
          return 'destNotObtainable';
        case 'outside': {
          const { rule } = destination;
          return rule.does === 'fail' && rule.afterMs === undefined ? rule.cause : undefined;
        }
        case 'device': {
          const { agent } = destination.device;
          if (!agent) return 'destOutOfOrder';
          return ringing.isBusy(agent, call) ? 'busy' : undefined;
        }
        default:
          return undefined;
      }
    },
    partyAt,
  };
};
