/** What parties do with a call they have, agents and outside parties alike: answer, hold, leave, join, hand on. */
import type { CallCause, Party } from '../../../protocol/call.ts';
import { isChat } from '../../../protocol/is-chat.ts';
import { isListening } from '../../../protocol/is-listening.ts';
import type { Exchange } from './exchange.ts';
import { type Agent, inConversation, type Leg, originatorOf, othersOf, type SimulatedCall, talkers } from './model.ts';
import { soundReaches } from './sound.ts';
import { tellHolds, tellParties } from './tell-parties.ts';

export interface Connections {
  answer(leg: Leg): void;
  /** The phone that rings refuses; where the call goes then is up to what it waits for. */
  reject(leg: Leg, as: 'busy' | 'declined'): void;
  hangUp(leg: Leg): void;
  hold(leg: Leg): void;
  /** Whatever is connected at the agent is held, but for these, and for chats. */
  holdOthers(agent: Agent, ...but: readonly Leg[]): void;
  retrieve(leg: Leg): void;
  /** The party is sent out, or has left. */
  leave(leg: Leg, cause: CallCause | undefined): void;
  /** Everybody is. */
  end(call: SimulatedCall, cause: CallCause): void;
  stopWaiting(call: SimulatedCall): void;
  /** Connects the far ends of both and takes the agent out of both. */
  transfer(leg: Leg, consultation: Leg): void;
  /** Takes the agent's call over to the first, and stays in. */
  conference(leg: Leg, consultation: Leg): void;
  /** Takes a party out whose place `target` is to take. */
  handOver(leg: Leg, target: Party): void;
  dtmf(leg: Leg, digits: string): Leg[];
}

export const createConnections = (exchange: Exchange, maxHeard: number): Connections => {
  const { tell, clear } = exchange;

  const stopWaiting = (call: SimulatedCall): void => {
    call.waiting?.stop();
    call.waiting = undefined;
    exchange.touchCall(call);
  };

  const end = (call: SimulatedCall, cause: CallCause): void => {
    stopWaiting(call);
    for (const leg of [...call.legs]) clear(leg, leg.view.state === 'alerting' ? 'callCancelled' : cause);
  };

  /** Somebody has gone: those who are left talk on, wait on, or have nobody left. */
  const afterLeaving = (call: SimulatedCall): void => {
    const left = talkers(call);
    if (left.length > 1) tellParties(exchange, call, 'normalClearing');
    else if (left.length === 1 ? !call.waiting : !originatorOf(call)) end(call, 'normalClearing');
  };

  const leave: Connections['leave'] = (leg, cause) => {
    const { call } = leg;
    const wasTalking = inConversation(leg) || leg.view.state === 'initiated';
    clear(leg, cause);
    if (wasTalking) afterLeaving(call);
  };

  const hold = (leg: Leg): void => {
    tell(leg, { type: 'held', by: 'local' });
    tellHolds(exchange, leg.call);
  };

  const holdOthers: Connections['holdOthers'] = (agent, ...but) => {
    for (const leg of [...agent.legs.values()]) if (leg.view.state === 'connected' && !isChat(leg.view) && !but.includes(leg)) hold(leg);
  };

  const reject: Connections['reject'] = (leg, as) => {
    const cause = as === 'busy' ? 'busy' : 'doNotDisturb';
    const { waiting } = leg.call;
    clear(leg, cause);
    waiting?.refused?.(cause);
  };

  /** A phone that is in both calls keeps one connection: whoever talks no longer listens. */
  const dropDoubles = (call: SimulatedCall, cause: CallCause): void => {
    const seen = new Set<unknown>();
    const talkFirst = [...call.legs].sort((one, other) => Number(isListening(one.view)) - Number(isListening(other.view)));
    for (const leg of talkFirst) {
      if (!leg.agent) continue;
      if (seen.has(leg.agent)) clear(leg, cause);
      seen.add(leg.agent);
    }
  };

  const together = (call: SimulatedCall, other: SimulatedCall, cause: CallCause): void => {
    exchange.merge(call, other);
    dropDoubles(call, cause);
    tellParties(exchange, call, cause);
    afterLeaving(call);
  };

  return {
    answer(leg) {
      const { call } = leg;
      const originator = originatorOf(call);
      // Also for whoever has dialled, and took another call while it rang.
      for (const one of [leg, originator]) if (one?.agent && !isChat(one.view)) holdOthers(one.agent, one);
      stopWaiting(call);
      call.hops = 0;
      const remote = (talkers(call)[0] ?? originator)?.party;
      tell(leg, { type: 'established', ...(remote && { remote }) });
      if (originator) tell(originator, { type: 'established', remote: leg.party });
      tellParties(exchange, call, talkers(call).length > 2 ? 'conference' : 'transfer');
    },
    reject,
    hangUp(leg) {
      const { state } = leg.view;
      if (state === 'alerting') reject(leg, 'busy');
      else if (state === 'initiated') leave(leg, 'callCancelled');
      else leave(leg, state === 'failed' ? undefined : 'normalClearing');
    },
    hold,
    holdOthers,
    retrieve(leg) {
      if (leg.agent) holdOthers(leg.agent, leg);
      tell(leg, { type: 'retrieved', by: 'local' });
      tellHolds(exchange, leg.call);
    },
    leave,
    end,
    stopWaiting,
    transfer(leg, consultation) {
      const calls = [leg.call, consultation.call] as const;
      for (const part of [leg, consultation]) {
        tell(part, { type: 'transferred', cause: 'transfer' });
        clear(part, 'transfer');
      }
      together(...calls, 'transfer');
    },
    conference(leg, consultation) {
      const { call: other } = consultation;
      if (leg.agent) holdOthers(leg.agent, leg, consultation);
      const both = [...othersOf(leg), ...othersOf(consultation)];
      const parties = both.filter(({ agent }, index) => !agent || both.findIndex((one) => one.agent === agent) === index);
      tell(leg, { type: 'conferenced', by: 'local', parties: parties.map(({ party }) => party), cause: 'conference' });
      clear(consultation, 'conference');
      together(leg.call, other, 'conference');
    },
    handOver(leg, target) {
      const { call } = leg;
      tell(leg, { type: 'transferred', cause: 'singleStepTransfer' });
      clear(leg, 'singleStepTransfer');
      const [left, ...more] = talkers(call);
      if (left && more.length === 0) tell(left, { type: 'transferred', remote: target, cause: 'singleStepTransfer' });
      // Who is left alone waits for the target; who listens hears nobody else until then.
      tellParties(exchange, call, 'singleStepTransfer');
    },
    dtmf(leg, digits) {
      const hearers = leg.call.legs.filter((other) => soundReaches(leg, other));
      for (const hearer of hearers) hearer.heard = (hearer.heard + digits).slice(-maxHeard);
      return hearers;
    },
  };
};
