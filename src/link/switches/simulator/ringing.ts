/** A call rings at a phone, an agent's or one outside, until somebody answers, refuses or time is up. */
import type { CallCause, Party } from '../../../protocol/call.ts';
import type { Connections } from './connections.ts';
import type { Exchange } from './exchange.ts';
import { type Agent, type Leg, originatorOf, partyOf, type SimulatedCall, talkers, type Waiting } from './model.ts';
import type { OutsideRule, Span } from './options.ts';

export interface Ringing {
  /** What the call waits for from now on, instead of what it waited for. */
  wait(call: SimulatedCall, waiting: Waiting): void;
  /** It cannot get to where it was sent. Who transferred it, `back`, gets it again. */
  lose(call: SimulatedCall, cause: CallCause, back?: Agent): void;
  /** Begins to ring; the caller, if one waits for the first answer, hears it. */
  ring(call: SimulatedCall, party: Party, agent: Agent | undefined, cause: CallCause): Leg;
  ringAgent(call: SimulatedCall, agent: Agent, cause: CallCause, back?: Agent): void;
  ringOutside(call: SimulatedCall, number: string, rule: OutsideRule, cause: CallCause, back?: Agent): void;
  /** Stops ringing where nobody answered. */
  divert(leg: Leg, to?: Party): void;
  isBusy(agent: Agent, call: SimulatedCall | undefined): boolean;
}

export interface RingingParts {
  exchange: Exchange;
  connections: Connections;
  linesPerAgent: number;
  transferReturnMs: number;
  busyToneMs: number;
  duration(span: Span): number;
  send(call: SimulatedCall, number: string, cause: CallCause, back?: Agent): void;
  partyAt(number: string): Party;
}

export const createRinging = (parts: RingingParts): Ringing => {
  const { exchange, connections, duration, send } = parts;
  const { tell, clear, later } = exchange;

  const wait: Ringing['wait'] = (call, waiting) => {
    connections.stopWaiting(call);
    call.waiting = waiting;
  };

  const isBusy: Ringing['isBusy'] = (agent, call) =>
    agent.extension === undefined || agent.legs.size >= parts.linesPerAgent || call?.legs.some((leg) => leg.agent === agent) === true;

  const recall = (call: SimulatedCall, agent: Agent): void => {
    const [left] = talkers(call);
    if (left) tell(left, { type: 'transferred', remote: partyOf(agent), cause: 'recall' });
    ringAgent(call, agent, 'recall');
  };

  const fail = (call: SimulatedCall, originator: Leg, cause: CallCause): void => {
    tell(originator, { type: 'failed', cause });
    if (parts.busyToneMs === 0) connections.end(call, cause);
    else wait(call, { stop: later(() => connections.leave(originator, undefined), parts.busyToneMs) });
  };

  const lose: Ringing['lose'] = (call, cause, back) => {
    connections.stopWaiting(call);
    const originator = originatorOf(call);
    if (originator) fail(call, originator, cause);
    else if (talkers(call).length > 1)
      return; // they talk on without whoever was called
    else if (back && !isBusy(back, call)) recall(call, back);
    else connections.end(call, cause);
  };

  const ring: Ringing['ring'] = (call, party, agent, cause) => {
    const originator = originatorOf(call);
    const caller = talkers(call)[0] ?? originator;
    const leg = exchange.join(call, party, agent, {
      type: 'delivered',
      direction: caller?.agent ? 'internal' : 'inbound',
      ...(caller && { remote: caller.party }),
      called: call.called,
      data: { ...call.attached.values },
      cause,
    });
    if (originator?.view.remoteState === 'alerting') tell(originator, { type: 'updated', remote: party });
    else if (originator) tell(originator, { type: 'delivered', remote: party });
    return leg;
  };

  const divert: Ringing['divert'] = (leg, to) => {
    connections.stopWaiting(leg.call);
    tell(leg, { type: 'diverted', ...(to && { to }), cause: 'callNotAnswered' });
    clear(leg, 'callNotAnswered');
  };

  const giveBack = (leg: Leg, back: Agent): void => {
    const { call } = leg;
    divert(leg, partyOf(back));
    lose(call, 'callNotAnswered', back);
  };

  const ringAgent: Ringing['ringAgent'] = (call, agent, cause, back) => {
    if (isBusy(agent, call)) {
      lose(call, 'busy', back);
      return;
    }
    const leg = ring(call, partyOf(agent), agent, cause);
    const { noAnswer } = agent.options;
    const forward = (to: string): void => {
      divert(leg, parts.partyAt(to));
      send(call, to, 'callForward', back);
    };
    const timeUp = noAnswer ? later(() => forward(noAnswer.to), noAnswer.afterMs) : back && later(() => giveBack(leg, back), parts.transferReturnMs);
    wait(call, { leg, stop: () => timeUp?.(), refused: (why) => lose(call, why, back) });
  };

  const ringOutside: Ringing['ringOutside'] = (call, number, rule, cause, back) => {
    if (rule.does === 'fail' && rule.afterMs === undefined) {
      lose(call, rule.cause, back);
      return;
    }
    const leg = ring(call, { number }, undefined, cause);
    const answer = (hangUpAfterMs: Span | undefined): void => {
      connections.answer(leg);
      if (hangUpAfterMs !== undefined) later(() => leg.call.legs.includes(leg) && connections.hangUp(leg), duration(hangUpAfterMs));
    };
    const refuse = (why: CallCause): void => {
      clear(leg, why);
      lose(call, why, back);
    };
    const timers: (() => void)[] = [];
    if (back) timers.push(later(() => giveBack(leg, back), parts.transferReturnMs));
    if (rule.does === 'answer') timers.push(later(() => answer(rule.hangUpAfterMs), duration(rule.afterMs ?? 0)));
    if (rule.does === 'fail') timers.push(later(() => refuse(rule.cause), duration(rule.afterMs ?? 0)));
    const stop = (): void => {
      for (const cancel of timers) cancel();
    };
    wait(call, { leg, stop, refused: (why) => lose(call, why, back) });
  };

  return { wait, lose, ring, ringAgent, ringOutside, divert, isBusy };
};
