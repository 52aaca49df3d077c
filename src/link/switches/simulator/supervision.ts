/** A supervisor in an agent's call: listening to it, heard by the agent, one of its parties, or in the agent's place. */
import { CtiError } from '../../../protocol/error.ts';
import { isChat } from '../../../protocol/is-chat.ts';
import { isListening } from '../../../protocol/is-listening.ts';
import type { Supervision } from '../../../protocol/supervision.ts';
import type { ActionRules } from './actions.ts';
import type { Connections } from './connections.ts';
import type { Exchange } from './exchange.ts';
import { type Agent, inConversation, type Leg, othersOf, partyOf, supervisedLeg, talkers } from './model.ts';
import { requireLine } from './requirements.ts';
import { tellParties } from './tell-parties.ts';

export interface SupervisionParts {
  exchange: Exchange;
  connections: Connections;
  rules: ActionRules;
}

export interface Supervisions {
  /** @returns the supervisor's own part in the call */
  supervise(supervisor: Agent, member: Agent, callId: string, how: Supervision['how']): Leg;
  /** Takes the supervisor out of calls that are not, or no longer, a member's: to be asked whenever something has happened to a call of the supervisor's. */
  review(supervisor: Agent): void;
  /** The supervisor has no business any more with this agent. */
  end(supervisor: Agent, member: Agent): void;
}

const refuse = (why: string) => new CtiError('INVALID_STATE', why);

/** The member's part in a call that can be supervised: somebody else than the supervisor talks there. */
const requireTalk = (supervisor: Agent, member: Agent, callId: string): Leg => {
  const leg = member.legs.get(callId);
  if (!leg) throw new CtiError('NO_SUCH_CALL', 'That agent has no call with this id. It may be over.');
  if (isChat(leg.view)) throw refuse('A chat is not listened to.');
  if (!inConversation(leg) || isListening(leg.view) || othersOf(leg).every(({ agent }) => agent === supervisor))
    throw refuse('Nobody talks in that call whom the supervisor could hear.');
  return leg;
};

export const createSupervisions = ({ exchange, connections, rules }: SupervisionParts): Supervisions => {
  const { tell, clear } = exchange;

  /** Of whoever takes part already, in another way. */
  const requireChange = (own: Leg, member: Agent): void => {
    const { supervision } = own.view;
    if (supervision?.agentId !== member.options.id || supervision.how === 'intercept') throw refuse('The supervisor is a party of that call already.');
  };

  const join = (supervisor: Agent, of: Leg, supervision: Supervision): Leg => {
    connections.holdOthers(supervisor);
    const [other = of] = othersOf(of);
    const leg = exchange.join(of.call, partyOf(supervisor), supervisor, {
      type: 'originated',
      remote: (supervision.how === 'intercept' ? other : of).party,
      supervision,
      data: { ...of.call.attached.values },
      cause: 'newCall',
    });
    tell(leg, { type: 'established' });
    return leg;
  };

  const change = (supervisor: Agent, leg: Leg, of: Leg, supervision: Supervision): Leg => {
    connections.holdOthers(supervisor, leg);
    if (leg.view.state === 'held') connections.retrieve(leg);
    tell(leg, {
      type: 'updated',
      supervision,
      // Who listens has no microphone to turn on again.
      ...(supervision.how === 'silentMonitor' && leg.view.muted && { muted: false }),
      // Whoever it is with from now on is told in one with it.
      ...(supervision.how === 'intercept' && { parties: othersOf(leg).flatMap((other) => (other === of ? [] : [other.party])) }),
    });
    return leg;
  };

  return {
    supervise(supervisor, member, callId, how) {
      const of = requireTalk(supervisor, member, callId);
      const own = of.call.legs.find(({ agent }) => agent === supervisor);
      if (own) requireChange(own, member);
      else requireLine(supervisor, rules);
      if (own?.view.supervision?.how === how) return own;
      const parties = talkers(of.call).filter((leg) => leg !== own).length;
      if (how === 'bargeIn' && parties >= rules.conferenceParties) throw refuse('That conference has as many parties as it may have.');
      const supervision = { how, agentId: member.options.id };
      const leg = own ? change(supervisor, own, of, supervision) : join(supervisor, of, supervision);
      if (how === 'intercept') clear(of, 'callPickup');
      tellParties(exchange, leg.call, how === 'intercept' ? 'callPickup' : 'conference');
      return leg;
    },
    review(supervisor) {
      for (const leg of [...supervisor.legs.values()])
        if (inConversation(leg) && isListening(leg.view) && !supervisedLeg(leg)) connections.leave(leg, 'normalClearing');
    },
    end(supervisor, member) {
      for (const leg of [...supervisor.legs.values()])
        if (isListening(leg.view) && leg.view.supervision?.agentId === member.options.id) connections.leave(leg, 'normalClearing');
    },
  };
};
