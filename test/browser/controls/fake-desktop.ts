/**
 * A desktop manager over scripted state: its calls follow the real reducer, commands do what they promise, and a test
 * may hold any of them back or let it fail. What commands did is read from its state, never from a list of calls made.
 */
import { createCallStore } from '../../../src/phone/call-store.ts';
import type { CallQuality, PhoneAudio, PhoneStatus } from '../../../src/phone/phone.ts';
import type { AgentStatus } from '../../../src/protocol/agent.ts';
import { type Call, type CallAction, type CallCause, callActions, type Party } from '../../../src/protocol/call.ts';
import type { LogStatus } from '../../../src/protocol/call-log.ts';
import { createEmitter } from '../../../src/protocol/emitter.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import type { LogInRequest, PhoneCommandName, WrapUpRequest } from '../../../src/protocol/phone-commands.ts';
import type { ConnectionStatus } from '../../../src/protocol/status.ts';
import type { CallContext, Desktop, DesktopCall, DesktopEvents, WrapUp } from '../../../src/softphone/desktop.ts';
import { createDiagnostics } from '../../../src/softphone/diagnostics.ts';
import { fakeTeam } from './fake-team.ts';

export const allCapabilities: readonly PhoneCommandName[] = ['dial', ...callActions, 'wrapUp', 'logIn', 'logOut', 'setAgentState', 'vendorCommand'];

/** Besides, for who has a team, or a supervisor. */
export const teamCapabilities: readonly PhoneCommandName[] = [...allCapabilities, 'superviseCall', 'setMemberState', 'requestAssistance'];

interface FakeOptions {
  capabilities?: readonly PhoneCommandName[];
  audio?: PhoneAudio | undefined;
}

interface RingOptions {
  remote?: Party;
  called?: Party;
  data?: Record<string, string>;
  callType?: string;
  context?: Partial<CallContext>;
  /** How long ago it rang, and was answered. */
  agoMs?: number;
}

type CommandName = PhoneCommandName | 'accept' | 'decline' | 'setContext' | 'openRecord' | 'completeWrapUp' | 'connect';
type Gate = { promise: Promise<void>; release(): void; fail(error: unknown): void };

const gate = (): Gate => {
  let release = () => {};
  let fail: (error: unknown) => void = () => {};
  const promise = new Promise<void>((resolve, reject) => {
    release = resolve;
    fail = reject;
  });
  return { promise, release, fail };
};

export const fakeDesktop = ({ capabilities = allCapabilities, audio }: FakeOptions = {}) => {
  const emitter = createEmitter<DesktopEvents>();
  const contexts = new Map<string, CallContext>();
  const gates = new Map<CommandName, Gate>();
  const tones = new Map<string, string>();
  const transfers: { callId: string; to: string }[] = [];
  let status: PhoneStatus = { state: 'ready', address: 'sip:agent@pbx.example' };
  let crm: ConnectionStatus = { state: 'ready', session: 's1', grants: [] };
  let agent: AgentStatus = { state: 'ready', since: Date.now() };
  let wrapUps: readonly WrapUp[] = [];
  let logInProblem: CtiError | undefined;
  const pushed: string[] = [];
  const diagnostics = createDiagnostics();
  let rejectedAs: string | undefined;
  let opened: string | undefined;
  let wrappedUp: WrapUpRequest | undefined;
  let loggedInWith: LogInRequest | undefined;
  let listeners = 0;
  let ids = 0;

  const nextId = () => `call-${++ids}`;
  const emit = <Name extends Exclude<keyof DesktopEvents, 'change'>>(name: Name, event: DesktopEvents[Name]) => {
    diagnostics.note(name, event);
    emitter.emit(name, event);
    emitter.emit('change', { reason: name });
  };
  const contextOf = (callId: string): CallContext => contexts.get(callId) ?? { search: 'skipped', matches: [], notes: '' };
  const withContext = (call: Call): DesktopCall => ({ ...call, context: contextOf(call.id) });
  const store = createCallStore({
    capabilities,
    emitter: {
      emitAll: (_name, events) => {
        for (const item of events) {
          const { event, call } = item as { event: { type: DesktopEvents['call']['event'] }; call: Call };
          const now = withContext(call);
          emit('call', { event: event.type, call: now });
          if (event.type !== 'cleared' || call.establishedAt === undefined) continue;
          const durationSeconds = Math.round(((call.clearedAt ?? Date.now()) - call.establishedAt) / 1_000);
          wrapUps = [{ callId: call.id, call: now, durationSeconds, log: { id: `${call.id}/agent`, state: 'saved', attempts: 1 } }, ...wrapUps];
          emit('wrapUp', { wrapUp: wrapUps[0] as WrapUp, open: true });
        }
      },
    },
  });
  const apply = (event: Parameters<typeof store.apply>[0]) => store.apply(event);
  const at = () => Date.now();

  /** Waits where the test holds the command back; refuses what the phone would refuse. */
  const command = async (name: CommandName, callId?: string): Promise<void> => {
    const held = gates.get(name);
    gates.delete(name);
    await (held?.promise ?? Promise.resolve());
    if (callId !== undefined) store.require(callId, name as CallAction);
  };
  const holdOthers = (callId: string) => {
    for (const other of store.calls) if (other.id !== callId && other.state === 'connected') apply({ type: 'held', callId: other.id, at: at(), by: 'local' });
  };
  const originate = (number: string, consultationFor?: string): Call => {
    const callId = nextId();
    const call = apply({ type: 'originated', callId, at: at(), remote: { number }, consultationFor });
    apply({ type: 'delivered', callId, at: at() });
    return call as Call;
  };

  const teamwork = fakeTeam({ command: (name) => command(name), emit, apply, nextId, calls: () => store.calls });

  const desktop: Desktop = {
    capabilities,
    get status() {
      return status;
    },
    get crm() {
      return crm;
    },
    get calls() {
      return store.calls.map(withContext);
    },
    get agent() {
      return agent;
    },
    audio,
    get wrapUps() {
      return wrapUps.map((wrapUp) => ({ ...wrapUp, call: withContext(wrapUp.call) }));
    },
    connect: async () => {
      await command('connect');
      script.status({ state: 'ready', address: 'sip:agent@pbx.example' });
    },
    disconnect: async () => script.status({ state: 'disconnected' }),
    dial: async ({ number }) => {
      await command('dial');
      return originate(number);
    },
    answer: async (callId) => {
      await command('answer', callId);
      holdOthers(callId);
      apply({ type: 'established', callId, at: at() });
    },
    reject: async (callId, as) => {
      await command('reject', callId);
      rejectedAs = as;
      apply({ type: 'cleared', callId, at: at(), cause: 'normalClearing' });
    },
    hangUp: async (callId) => {
      await command('hangUp', callId);
      apply({ type: 'cleared', callId, at: at(), cause: 'normalClearing' });
    },
    hold: async (callId) => {
      await command('hold', callId);
      apply({ type: 'held', callId, at: at(), by: 'local' });
    },
    retrieve: async (callId) => {
      await command('retrieve', callId);
      holdOthers(callId);
      apply({ type: 'retrieved', callId, at: at(), by: 'local' });
    },
    mute: async (callId) => {
      await command('mute', callId);
      apply({ type: 'updated', callId, at: at(), muted: true });
    },
    unmute: async (callId) => {
      await command('unmute', callId);
      apply({ type: 'updated', callId, at: at(), muted: false });
    },
    sendDtmf: async (callId, digits) => {
      await command('sendDtmf', callId);
      tones.set(callId, (tones.get(callId) ?? '') + digits);
    },
    blindTransfer: async (callId, number) => {
      await command('blindTransfer', callId);
      transfers.push({ callId, to: number });
      apply({ type: 'transferred', callId, at: at() });
      apply({ type: 'cleared', callId, at: at(), cause: 'singleStepTransfer' });
    },
    consult: async (callId, number) => {
      await command('consult', callId);
      holdOthers('');
      return originate(number, callId);
    },
    completeTransfer: async (callId, consultationCallId) => {
      await command('completeTransfer', callId);
      const other = store.calls.find((call) => call.id === consultationCallId || call.consultationFor === callId);
      if (!other) throw new CtiError('NO_SUCH_CALL', 'no consultation');
      transfers.push({ callId, to: other.remote.number });
      for (const id of [callId, other.id]) {
        apply({ type: 'transferred', callId: id, at: at() });
        apply({ type: 'cleared', callId: id, at: at(), cause: 'transfer' });
      }
    },
    cancelConsult: async (callId, consultationCallId) => {
      await command('cancelConsult', callId);
      const other = store.calls.find((call) => call.id === consultationCallId || call.consultationFor === callId);
      apply({ type: 'cleared', callId: other?.id ?? '', at: at(), cause: 'normalClearing' });
      if (script.call(callId)?.state === 'held') apply({ type: 'retrieved', callId, at: at(), by: 'local' });
    },
    conference: async (callId, consultationCallId) => {
      await command('conference', callId);
      const other = store.calls.find((call) => call.id === consultationCallId || call.consultationFor === callId);
      const parties = [store.find(callId), other].flatMap((call) => (call ? (call.parties ?? [call.remote]) : []));
      apply({ type: 'conferenced', callId, at: at(), by: 'local', parties });
      apply({ type: 'cleared', callId: other?.id ?? '', at: at(), cause: 'conference' });
    },
    dropParty: async (callId, number) => {
      await command('dropParty', callId);
      apply({ type: 'connectionCleared', callId, at: at(), parties: (store.find(callId)?.parties ?? []).filter((party) => party.number !== number) });
    },
    setCallData: async (callId, data) => {
      await command('setCallData', callId);
      apply({ type: 'updated', callId, at: at(), data });
    },
    wrapUp: async (request) => {
      await command('wrapUp');
      wrappedUp = request;
    },
    logIn: async (request) => {
      await command('logIn');
      loggedInWith = request;
      script.agent({ ...agent, state: 'ready', reason: undefined, since: Date.now(), workMode: request?.workMode ?? agent.workMode });
    },
    logOut: async (request) => {
      await command('logOut');
      script.agent({ ...agent, state: 'loggedOut', reason: request?.reason, since: Date.now() });
    },
    setAgentState: async ({ state, reason }) => {
      await command('setAgentState');
      script.agent({ ...agent, state, reason, since: Date.now() });
    },
    setContext: async (callId, change) => {
      await command('setContext');
      script.context(callId, change);
    },
    openRecord: async (callId, record) => {
      await command('openRecord');
      opened = record.recordId;
      script.context(callId, { record });
    },
    completeWrapUp: async (callId, change) => {
      await command('completeWrapUp');
      const wrapUp = wrapUps.find((open) => open.callId === callId);
      if (!wrapUp) throw new CtiError('NO_SUCH_CALL', 'no such wrap-up');
      script.context(callId, change ?? {});
      wrapUps = wrapUps.filter((open) => open !== wrapUp);
      emit('wrapUp', { wrapUp, open: false });
    },
    sendMessage: async (callId, text) => {
      await command('sendMessage', callId);
      script.message(callId, 'local', text);
    },
    pushUrl: async (callId, url) => {
      await command('pushUrl', callId);
      pushed.push(url);
    },
    get team() {
      return teamwork.team;
    },
    get assistance() {
      return teamwork.assistance;
    },
    ...teamwork.commands,
    vendorCommand: async () => undefined,
    accept: async (callId) => {
      await command('accept');
      script.context(callId, { interaction: 'accepted' });
    },
    decline: async (callId) => {
      await command('decline');
      script.context(callId, { interaction: 'declined' });
    },
    get logInProblem() {
      return logInProblem;
    },
    diagnostics,
    stopPreparing: (callId) => script.context(callId, { preparing: undefined }),
    on: (name, listener) => {
      listeners += 1;
      const off = emitter.on(name, listener);
      return () => {
        listeners -= 1;
        off();
      };
    },
    dispose: async () => emitter.dispose(),
  };

  const script = {
    ...teamwork.script,
    /** An inbound call rings. */
    ring: ({ remote = { number: '+46812345678', name: 'Ada Lind' }, called, data, callType, context, agoMs = 0 }: RingOptions = {}): string => {
      const callId = nextId();
      contexts.set(callId, { search: 'skipped', matches: [], notes: '', ...context });
      apply({ type: 'delivered', callId, at: at() - agoMs, direction: 'inbound', callType, remote, called, data });
      return callId;
    },
    /** An inbound call that was answered `agoMs` ago. */
    talk: (options: RingOptions = {}): string => {
      const callId = script.ring(options);
      apply({ type: 'established', callId, at: at() - (options.agoMs ?? 0) });
      return callId;
    },
    apply,
    end: (callId: string, cause: CallCause = 'normalClearing', afterMs = 0) => apply({ type: 'cleared', callId, at: at() + afterMs, cause }),
    context: (callId: string, change: { [Key in keyof CallContext]?: CallContext[Key] | undefined }) => {
      contexts.set(callId, { ...contextOf(callId), ...(change as Partial<CallContext>) });
      const call = desktop.calls.find(({ id }) => id === callId) ?? desktop.wrapUps.find((wrapUp) => wrapUp.callId === callId)?.call;
      if (call) emit('context', { call });
    },
    message: (callId: string, by: 'local' | 'remote', text: string) => {
      const call = store.find(callId);
      const message = { callId, by, from: by === 'local' ? { number: '204' } : (call?.remote ?? { number: '' }), text, at: at() };
      script.context(callId, { messages: [...(contextOf(callId).messages ?? []), message] });
      emit('message', message);
    },
    logInProblem: (error: CtiError) => {
      logInProblem = error;
      emit('problem', { during: 'logIn', error });
    },
    pushed,
    status: (next: PhoneStatus) => {
      status = next;
      emit('status', next);
    },
    crm: (next: ConnectionStatus) => {
      crm = next;
      emit('crm', next);
    },
    agent: (next: AgentStatus) => {
      agent = next;
      emit('agent', next);
    },
    quality: (callId: string, change: Partial<CallQuality> = {}) =>
      emit('quality', { callId, packetsReceived: 900, packetsSent: 900, packetsLost: 0, lossRatio: 0, jitterMs: 3, ...change }),
    audioBlocked: (blocked: boolean) => emit('audio', { blocked }),
    log: (callId: string, change: Partial<LogStatus>) => {
      wrapUps = wrapUps.map((open) => (open.callId === callId ? { ...open, log: { id: `${callId}/agent`, state: 'saving', attempts: 1, ...change } } : open));
      emit('log', { id: `${callId}/agent`, state: 'saving', attempts: 1, ...change });
    },
    /** Holds the next such command back until it is released or made to fail. */
    hold: (name: CommandName): Gate => {
      const held = gate();
      gates.set(name, held);
      return held;
    },
    fail: (name: CommandName, error: unknown) => {
      const held = script.hold(name);
      held.promise.catch(() => {});
      held.fail(error);
    },
    call: (callId: string) => desktop.calls.find(({ id }) => id === callId),
    contextOf,
    tones: (callId: string) => tones.get(callId) ?? '',
    transfers,
    get rejectedAs() {
      return rejectedAs;
    },
    get opened() {
      return opened;
    },
    get wrappedUp() {
      return wrappedUp;
    },
    get loggedInWith() {
      return loggedInWith;
    },
    /** Subscriptions that are open. */
    get listeners() {
      return listeners;
    },
  };
  return { desktop, script };
};

export type Fake = ReturnType<typeof fakeDesktop>;
