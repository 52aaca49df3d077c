/** Calls at route points that wait for the link to say where they go. */
import type { Emitter } from '../../../protocol/emitter.ts';
import { CtiError } from '../../../protocol/error.ts';
import type { SwitchEvents } from '../../switch.ts';
import type { DialPlan } from './dial-plan.ts';
import type { SimulatedCall } from './model.ts';
import { requireNumber } from './requirements.ts';

export interface RouteRequests {
  /** @returns what takes the question back */
  ask(call: SimulatedCall, routePoint: string, answered: (destination: string) => void): () => void;
  /** False when the call waits no longer. @throws CtiError `INVALID_NUMBER` for a destination that does not exist; the call waits on then */
  answer(routeId: string, destination: string): boolean;
}

export const createRouteRequests = (emitter: Emitter<SwitchEvents>, idPrefix: string, plan: DialPlan): RouteRequests => {
  const open = new Map<string, (destination: string) => void>();
  let asked = 0;
  return {
    ask(call, routePoint, answered) {
      const routeId = `${idPrefix}-route-${++asked}`;
      open.set(routeId, answered);
      const calling = call.legs[0]?.party.number ?? '';
      emitter.emit('route', { routeId, callId: call.id, routePoint, calling, called: call.called.number, data: { ...call.attached.values } });
      return () => void open.delete(routeId);
    },
    answer(routeId, destination) {
      const answered = open.get(routeId);
      if (!answered) return false;
      const number = requireNumber(String(destination));
      if (plan.find(number).kind === 'nobody') throw new CtiError('INVALID_NUMBER', 'Nobody has the number the call was to be routed to. It waits on.');
      open.delete(routeId);
      answered(number);
      return true;
    },
  };
};
