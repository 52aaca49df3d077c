/** The side of a fake phone that plays the network and the people at the other end. */
import type { AgentStatus, Assistance, Call, CallCause, ChatMessage, Party, TeamChange, VendorEvent } from '../../index.ts';
import type { CallEvent, CallQuality, CallStore, TeamBook } from '../../phone/index.ts';
import type { FakeConnection } from './fake-connection.ts';
import type { FakeNetwork } from './fake-network.ts';

/** Every function acts at once: when it returns, the phone's state has changed and its listeners have been told. */
export interface FakeScript extends Pick<FakeNetwork, 'requests' | 'onRequest' | 'holdUpNext' | 'refuseNext'> {
  /** Somebody calls. Throws when no call can come: the phone is not ready. */
  ring(from: Party, more?: { called?: Party; direction?: 'inbound' | 'internal'; data?: Record<string, string>; callId?: string; callType?: string }): Call;
  /** The dialled party's phone rings. */
  farEndRings(callId: string): void;
  farEndAnswers(callId: string, as?: Party): void;
  /** Hangs up, or gives up before the agent has answered. `as` for other endings, such as `answeredElsewhere`. */
  farEndHangsUp(callId: string, as?: CallCause): void;
  /** The dialled party cannot be had. */
  farEndRefuses(callId: string, cause: 'busy' | 'destNotObtainable' | 'callNotAnswered' | 'blocked' | 'networkOutOfOrder'): void;
  farEndHolds(callId: string): void;
  farEndRetrieves(callId: string): void;
  /** Somebody else brings more people into the call; `parties` are all the others then. */
  joins(callId: string, parties: Party[]): void;
  /** One of a conference hangs up, of which at least one other is left. */
  partyLeaves(callId: string, number: string): void;
  /** The other side of a chat writes. */
  writes(callId: string, text: string): void;
  /** An agent whom the agent here supervises comes, changes or goes. */
  team(change: TeamChange): void;
  /** A request for help, of that agent's or one's own, comes further. */
  assistance(assistance: Assistance): void;
  vendorEvent(event: VendorEvent): void;
  loseSignalling(): void;
  restoreSignalling(): void;
  agent(status: Omit<AgentStatus, 'since'>): void;
  quality(quality: CallQuality): void;
  /** Any event at all, duplicates and nonsense included. */
  event(event: CallEvent): Call | undefined;
}

export const createFakeScript = (parts: {
  network: FakeNetwork;
  connection: FakeConnection;
  store: CallStore;
  now: () => number;
  newCallId: () => string;
  onAgent: (status: Omit<AgentStatus, 'since'>) => void;
  onQuality: (quality: CallQuality) => void;
  onMessage: (message: ChatMessage) => void;
  book: TeamBook;
  onVendorEvent: (event: VendorEvent) => void;
}): FakeScript => {
  const { network, connection, store, now, newCallId } = parts;
  /** A script that plays what cannot happen is wrong, and learns of it. */
  const happens = (event: CallEvent): Call => {
    const call = store.apply(event);
    if (!call) throw new Error(`The script plays ${event.type} for a call to which it cannot happen (${store.find(event.callId)?.state ?? 'no such call'}).`);
    return call;
  };
  const allCalls = (signalling: 'up' | 'lost'): void => {
    for (const { id } of store.calls) store.apply({ type: 'updated', callId: id, at: now(), signalling });
  };

  return {
    requests: network.requests,
    onRequest: network.onRequest,
    holdUpNext: network.holdUpNext,
    refuseNext: network.refuseNext,
    ring(from, { callId = newCallId(), ...more } = {}) {
      if (connection.status.state !== 'ready') throw new Error('Nobody can call a phone that is not ready.');
      return happens({ type: 'delivered', direction: 'inbound', callId, at: now(), remote: from, cause: 'newCall', ...more });
    },
    farEndRings: (callId) => void happens({ type: 'delivered', callId, at: now() }),
    farEndAnswers: (callId, as) => void happens({ type: 'established', callId, at: now(), remote: as }),
    farEndHangsUp(callId, as) {
      const cause = as ?? (store.find(callId)?.state === 'alerting' ? 'callCancelled' : 'normalClearing');
      happens({ type: 'cleared', callId, at: now(), cause });
    },
    farEndRefuses(callId, cause) {
      happens({ type: 'failed', callId, at: now(), cause });
      happens({ type: 'cleared', callId, at: now(), cause });
    },
    farEndHolds: (callId) => void happens({ type: 'held', by: 'remote', callId, at: now() }),
    farEndRetrieves: (callId) => void happens({ type: 'retrieved', by: 'remote', callId, at: now() }),
    joins: (callId, parties) => void happens({ type: 'conferenced', by: 'remote', callId, at: now(), parties, cause: 'conference' }),
    partyLeaves(callId, number) {
      const parties = store.find(callId)?.parties ?? [];
      const left = parties.filter((party) => party.number !== number);
      if (left.length === parties.length) throw new Error('The script lets somebody leave who is not in the call.');
      happens({ type: 'connectionCleared', callId, at: now(), parties: left, cause: 'normalClearing' });
    },
    writes(callId, text) {
      const call = store.find(callId);
      if (!call) throw new Error('The script writes into a chat that there is not.');
      parts.onMessage({ callId, by: 'remote', from: call.remote, text, at: now() });
    },
    team: parts.book.change,
    assistance: parts.book.assist,
    vendorEvent: parts.onVendorEvent,
    loseSignalling() {
      connection.lose();
      allCalls('lost');
    },
    restoreSignalling() {
      connection.restore();
      allCalls('up');
    },
    agent: parts.onAgent,
    quality: parts.onQuality,
    event: (event) => store.apply(event),
  };
};
