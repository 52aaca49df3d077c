/** The agent's line as this page shows it: what the gateway told, and over it what only this end can know. */
import type { AgentStatus } from '../../protocol/agent.ts';
import type { Call } from '../../protocol/call.ts';
import type { Emitter } from '../../protocol/emitter.ts';
import type { PhoneCommandName } from '../../protocol/phone-commands.ts';
import type { PhoneEvents } from '../phone.ts';
import { same } from '../same.ts';
import { createTeamBook, type TeamBook } from '../team-book.ts';
import { catchUp, type Step } from './catch-up.ts';
import type { LineEvent, LineSnapshot } from './wire.ts';

export interface Line extends Pick<TeamBook, 'team' | 'assistance'> {
  readonly calls: readonly Call[];
  readonly agent: AgentStatus;
  /** The call as it is shown. */
  find(callId: string): Call | undefined;
  /** A call of the gateway as this page would show it. */
  shown(call: Call): Call;
  /** Commands that are granted, from now on. */
  grant(capabilities: readonly PhoneCommandName[]): void;
  /** A new session: this is true. */
  begin(snapshot: LineSnapshot): void;
  /** What happened at once. */
  take(events: readonly LineEvent[]): void;
  /** In place of events that were not told. */
  takeSnapshot(snapshot: LineSnapshot): void;
  /** The connection is gone: what is shown may be out of date, and nothing can be done but hanging up. */
  lost(): void;
  restored(): void;
  /** Hung up while nobody could be told: over for this page. The phone system learns of it when it can. */
  abandon(callId: string): void;
  /** Calls that were abandoned and still run. */
  readonly abandoned: readonly string[];
  /** The phone is disconnected. */
  clear(): void;
}

export const createLine = (promised: readonly PhoneCommandName[], emitter: Pick<Emitter<PhoneEvents>, 'emit' | 'emitAll'>): Line => {
  /** As the gateway told them, oldest first. */
  const told = new Map<string, Call>();
  let calls: readonly Call[] = [];
  let agent: AgentStatus = { state: 'loggedOut', since: Date.now() };
  const abandoned = new Set<string>();
  const book = createTeamBook(emitter);
  let granted = promised;
  let isLost = false;

  const shown = (call: Call): Call => {
    if (call.state === 'null') return call;
    if (isLost) return { ...call, signalling: 'lost', actions: granted.includes('hangUp') ? ['hangUp'] : [] };
    const actions = call.actions.filter((action) => granted.includes(action));
    return actions.length === call.actions.length ? call : { ...call, actions };
  };

  /** All of it is applied before any of it is told. */
  const show = (...steps: readonly Step[]) => {
    for (const { call } of steps) {
      const place = calls.findIndex(({ id }) => id === call.id);
      if (call.state === 'null') calls = calls.filter(({ id }) => id !== call.id);
      else calls = place < 0 ? [...calls, call] : calls.map((other, index) => (index === place ? call : other));
    }
    emitter.emitAll('call', steps);
  };

  const find = (callId: string) => calls.find(({ id }) => id === callId);

  /** Tells what led from what is shown to what holds. */
  const bring = (callId: string, call: Call | undefined, at: number) => {
    if (abandoned.has(callId)) return;
    for (const step of catchUp(find(callId), call && shown(call), at, granted)) show(step);
  };

  const forget = (callId: string) => {
    told.delete(callId);
    abandoned.delete(callId);
  };

  const takeAgent = (next: AgentStatus) => {
    agent = next;
    emitter.emit('agent', next);
  };

  type CallTold = Extract<LineEvent, { type: 'call' }>;

  /** Keeps what was told; gives what is to be shown of it. */
  const keep = ({ event, call }: CallTold): Step[] => {
    const begins = event.type === 'originated' || event.type === 'delivered';
    const [isKnown, isOver, isAbandoned] = [told.has(call.id), call.state === 'null', abandoned.has(call.id)];
    if (!isKnown && isOver) return [];
    if (isOver) forget(call.id);
    else told.set(call.id, call);
    if (isAbandoned) return [];
    return isKnown || begins ? [{ event, call: shown(call) }] : catchUp(undefined, shown(call), event.at, granted);
  };

  /** Whether it is another call that changes by what was told just before. */
  const belongs = (told: CallTold, before: readonly CallTold[]) => told.event.type === 'updated' && before[0]?.call.id !== told.call.id;

  const take = (events: readonly LineEvent[]) => {
    let together: CallTold[] = [];
    const showTogether = () => {
      show(...together.flatMap(keep));
      together = [];
    };
    for (const event of events) {
      if (event.type === 'call') {
        if (together.length > 0 && !belongs(event, together)) showTogether();
        together.push(event);
        continue;
      }
      showTogether();
      if (event.type === 'agent') takeAgent(event.agent);
      else if (event.type === 'snapshot') takeSnapshot(event.snapshot);
      else if (event.type === 'team') book.change(event.change);
      else if (event.type === 'assistance') book.assist(event.assistance);
      else if (event.type === 'vendorEvent') emitter.emit('vendorEvent', event.vendorEvent);
      else if (find(event.message.callId)) emitter.emit('message', event.message);
    }
    showTogether();
  };

  const takeSnapshot = ({ calls: present, agent: presentAgent, team = [], assistance = [] }: LineSnapshot) => {
    const at = Date.now();
    const ids = new Set(present.map(({ id }) => id));
    for (const id of [...told.keys()]) {
      if (ids.has(id)) continue;
      bring(id, undefined, at);
      forget(id);
    }
    for (const call of present) {
      told.set(call.id, call);
      bring(call.id, call, at);
    }
    if (!same(agent, presentAgent)) takeAgent(presentAgent);
    book.bring(team, assistance);
  };

  const again = () => {
    const at = Date.now();
    for (const call of [...told.values()]) bring(call.id, call, at);
  };

  return {
    get calls() {
      return calls;
    },
    get agent() {
      return agent;
    },
    get team() {
      return book.team;
    },
    get assistance() {
      return book.assistance;
    },
    find,
    shown,
    grant(capabilities) {
      granted = capabilities;
      again();
    },
    begin(snapshot) {
      isLost = false;
      takeSnapshot(snapshot);
    },
    take,
    takeSnapshot,
    lost() {
      isLost = true;
      again();
    },
    restored() {
      isLost = false;
      again();
    },
    abandon(callId) {
      const call = find(callId);
      if (!call) return;
      const cause = call.state === 'initiated' ? 'callCancelled' : call.state === 'alerting' ? 'busy' : 'normalClearing';
      const [last] = catchUp(call, undefined, Date.now(), granted);
      if (last) show({ event: { ...last.event, cause }, call: { ...last.call, cause } });
      abandoned.add(callId);
    },
    get abandoned() {
      return [...abandoned];
    },
    clear() {
      const at = Date.now();
      for (const id of [...told.keys()]) {
        const [last] = abandoned.has(id) ? [] : catchUp(find(id), undefined, at, granted);
        if (last) show({ event: { ...last.event, cause: 'normalClearing' }, call: { ...last.call, cause: 'normalClearing' } });
      }
      told.clear();
      abandoned.clear();
      isLost = false;
      if (agent.state !== 'loggedOut') takeAgent({ state: 'loggedOut', since: at });
      book.bring([], []);
    },
  };
};
