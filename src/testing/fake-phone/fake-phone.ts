/** A phone without a phone system: it keeps the whole law of `phone.ts`, and a script plays the rest of the world. */
import {
  type Call,
  type ChatMessage,
  CtiError,
  type CtiErrorCode,
  callActions,
  isChat,
  type Party,
  type PhoneCommandName,
  type PlainData,
  type TeamMember,
} from '../../index.ts';
import {
  type CallEvent,
  createCallStore,
  createEmitter,
  createPendingCommands,
  createTeamBook,
  type Phone,
  type PhoneEvents,
  requireCallData,
  requireCapability,
  requireConsultation,
  requireDigits,
  requireMessage,
  requireNumber,
  requireParty,
  requirePushableUrl,
  requireVendorCommand,
} from '../../phone/index.ts';
import { createFakeAgent, type FakeAgentOptions } from './fake-agent.ts';
import { createFakeConnection, type FakeServer } from './fake-connection.ts';
import { createFakeNetwork, type FakeRequest } from './fake-network.ts';
import { createFakeScript, type FakeScript } from './fake-script.ts';
import { createFakeSupervision } from './fake-supervision.ts';

export interface FakePhoneOptions extends FakeAgentOptions {
  /** Default: every command. */
  capabilities?: readonly PhoneCommandName[] | undefined;
  /** Default `sip:agent@fake.invalid`. */
  address?: string | undefined;
  /** What `connect` meets. Default `works`. */
  server?: FakeServer | undefined;
  /** Says with which code the phone system refuses a request. Default: it refuses nothing that the script does not. */
  refuses?: ((request: FakeRequest) => CtiErrorCode | undefined) | undefined;
  /** What the phone system answers a vendor's own commands, by their names. Default: nothing. */
  vendorAnswers?: Readonly<Record<string, PlainData>> | undefined;
  /** Whom the agent supervises, told when the phone connects. Default: nobody. */
  team?: readonly TeamMember[] | undefined;
  /** Milliseconds since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
  /** Told of each call the phone has dialled, after it was originated: play the far end here. Default: it waits for the script. */
  onDialled?: ((call: Call, script: FakeScript) => void) | undefined;
}

export interface FakePhone extends Phone {
  readonly script: FakeScript;
}

const everyCommand: readonly PhoneCommandName[] = [
  ...(['dial', ...callActions, 'wrapUp', 'logIn', 'logOut', 'setAgentState'] as const),
  ...(['superviseCall', 'setMemberState', 'requestAssistance', 'vendorCommand'] as const),
];

let callsMade = 0;
/** Never used again within a realm, over all fake phones. */
const newCallId = (): string => `fake-call-${++callsMade}`;

/**
 * @example
 * const phone = createFakePhone();
 * await phone.connect();
 * const { id } = phone.script.ring({ number: '+46812345678' });
 * await phone.answer(id);
 * phone.script.farEndHangsUp(id);
 */
export const createFakePhone = (options: FakePhoneOptions = {}): FakePhone => {
  const { capabilities = everyCommand, address = 'sip:agent@fake.invalid', server = 'works', now = Date.now, vendorAnswers = {}, onDialled } = options;
  const emitter = createEmitter<PhoneEvents>();
  const store = createCallStore({ capabilities, emitter });
  const book = createTeamBook(emitter);
  const commands = createPendingCommands();
  const network = createFakeNetwork(options.refuses);
  const agent = createFakeAgent(options, now, (status) => emitter.emit('agent', status));
  emitter.on('call', ({ event, call }) => {
    if (event.type !== 'cleared') return;
    agent.cleared(call, store.calls.length > 0);
    for (const asked of book.assistance) if (asked.callId === call.id) book.assist({ ...asked, state: 'over' });
  });
  const connection = createFakeConnection({
    address,
    server,
    network,
    onStatus(status) {
      emitter.emit('status', status);
      if (status.state === 'ready') {
        agent.connected();
        for (const member of options.team ?? []) if (!book.team.some(({ agentId }) => agentId === member.agentId)) book.change({ member });
      }
      if (status.state === 'disconnected') {
        agent.disconnected();
        book.bring([], []);
      }
    },
  });
  const onQuality = (quality: PhoneEvents['quality']) => emitter.emit('quality', quality);
  const onMessage = (message: ChatMessage) => emitter.emit('message', message);
  const script = createFakeScript({
    network,
    connection,
    store,
    now,
    newCallId,
    onAgent: agent.set,
    onQuality,
    onMessage,
    book,
    onVendorEvent: (event) => emitter.emit('vendorEvent', event),
  });

  const requireReady = (): void => {
    if (connection.status.state !== 'ready') throw new CtiError('NOT_CONNECTED', 'The phone is not connected. Wait for the status `ready`.');
  };
  /** The end of a command: its event, unless the world has moved on while it was under way. */
  const done = (event: CallEvent): Call => {
    const call = store.apply(event);
    if (call) return call;
    if (store.find(event.callId)) throw new CtiError('INVALID_STATE', 'The call has changed while the command was under way.');
    throw new CtiError('NO_SUCH_CALL', 'The call has ended while the command was under way.');
  };
  const hold = async (callId: string): Promise<void> => {
    await network.ask({ command: 'hold', callId });
    done({ type: 'held', by: 'local', callId, at: now() });
  };
  const holdOthers = async (callId?: string): Promise<void> => {
    if (!capabilities.includes('hold')) return;
    for (const call of store.calls) if (call.id !== callId && call.state === 'connected' && !isChat(call)) await hold(call.id);
  };
  const originate = async (number: string, more: { consultationFor?: string; data?: Record<string, string> | undefined }): Promise<Call> => {
    const callId = newCallId();
    const { consultationFor } = more;
    await network.ask({ command: consultationFor === undefined ? 'dial' : 'consult', callId, number, consultationFor });
    const call = done({
      type: 'originated',
      callId,
      at: now(),
      remote: { number },
      cause: consultationFor === undefined ? 'newCall' : 'consultation',
      ...more,
    });
    onDialled?.(call, script);
    return call;
  };
  const setMuted = (callId: string, muted: boolean) =>
    commands.run(async () => {
      const command = muted ? 'mute' : 'unmute';
      store.require(callId, command);
      await network.ask({ command, callId });
      done({ type: 'updated', callId, at: now(), muted });
    });
  const partiesOf = (callId: string): Party[] => {
    const call = store.find(callId);
    return call ? [...(call.parties ?? [call.remote])] : [];
  };
  const refuse = async (callId: string, as: 'busy' | 'declined'): Promise<void> => {
    await network.ask({ command: 'reject', callId, as });
    done({ type: 'cleared', callId, at: now(), cause: as === 'busy' ? 'busy' : 'doNotDisturb' });
  };
  const handOn = (callIds: readonly string[], cause: 'transfer' | 'singleStepTransfer'): void => {
    for (const callId of callIds) {
      done({ type: 'transferred', callId, at: now(), cause });
      done({ type: 'cleared', callId, at: now(), cause });
    }
  };
  const supervision = createFakeSupervision({ capabilities, self: { number: address }, book, store, network, now, newCallId, requireReady, holdOthers, done });
  const endAll = (): void => {
    for (const { id, state } of store.calls)
      network.tell(state === 'alerting' ? { command: 'reject', callId: id, as: 'busy' } : { command: 'hangUp', callId: id });
    store.clearAll(now(), 'normalClearing');
  };

  return {
    script,
    capabilities,
    get status() {
      return connection.status;
    },
    get calls() {
      return store.calls;
    },
    get agent() {
      return agent.status;
    },
    get team() {
      return book.team;
    },
    get assistance() {
      return book.assistance;
    },
    on: emitter.on,

    connect: (request) => commands.run(() => connection.connect(request?.signal)),
    disconnect: () =>
      commands.run(async () => {
        endAll();
        connection.disconnect();
      }),
    async dispose() {
      if (commands.disposed) return;
      commands.dispose();
      endAll();
      connection.disconnect();
      store.dispose();
      emitter.dispose();
    },

    dial: (request) =>
      commands.run(async () => {
        requireCapability(capabilities, 'dial');
        requireReady();
        const number = requireNumber(request.number);
        await holdOthers();
        return originate(number, { data: request.data });
      }),
    answer: (callId) =>
      commands.run(async () => {
        if (!isChat(store.require(callId, 'answer'))) await holdOthers(callId);
        await network.ask({ command: 'answer', callId });
        done({ type: 'established', callId, at: now() });
      }),
    reject: (callId, as = 'busy') =>
      commands.run(async () => {
        store.require(callId, 'reject');
        await refuse(callId, as);
      }),
    hangUp: (callId) =>
      commands.run(async () => {
        const { state, signalling } = store.require(callId, 'hangUp');
        if (state === 'alerting') return refuse(callId, 'busy');
        if (signalling === 'up') await network.ask({ command: 'hangUp', callId });
        done({ type: 'cleared', callId, at: now(), cause: state === 'initiated' ? 'callCancelled' : state === 'failed' ? undefined : 'normalClearing' });
      }),
    hold: (callId) =>
      commands.run(async () => {
        store.require(callId, 'hold');
        await hold(callId);
      }),
    retrieve: (callId) =>
      commands.run(async () => {
        store.require(callId, 'retrieve');
        await holdOthers(callId);
        await network.ask({ command: 'retrieve', callId });
        done({ type: 'retrieved', by: 'local', callId, at: now() });
      }),
    mute: (callId) => setMuted(callId, true),
    unmute: (callId) => setMuted(callId, false),
    sendDtmf: (callId, digits) =>
      commands.run(async () => {
        store.require(callId, 'sendDtmf');
        await network.ask({ command: 'sendDtmf', callId, digits: requireDigits(digits) });
      }),
    blindTransfer: (callId, number) =>
      commands.run(async () => {
        store.require(callId, 'blindTransfer');
        await network.ask({ command: 'blindTransfer', callId, number: requireNumber(number) });
        handOn([callId], 'singleStepTransfer');
      }),
    consult: (callId, number) =>
      commands.run(async () => {
        const { state } = store.require(callId, 'consult');
        const checked = requireNumber(number);
        requireReady();
        if (state === 'connected') await hold(callId);
        return originate(checked, { consultationFor: callId });
      }),
    completeTransfer: (callId, consultationCallId) =>
      commands.run(async () => {
        store.require(callId, 'completeTransfer');
        const consultation = requireConsultation(store.calls, callId, consultationCallId);
        await network.ask({ command: 'completeTransfer', callId });
        handOn([callId, consultation.id], 'transfer');
      }),
    cancelConsult: (callId, consultationCallId) =>
      commands.run(async () => {
        store.require(callId, 'cancelConsult');
        const { id, state } = requireConsultation(store.calls, callId, consultationCallId, { answered: false });
        await network.ask({ command: 'cancelConsult', callId, consultationCallId: id });
        done({ type: 'cleared', callId: id, at: now(), cause: state === 'initiated' ? 'callCancelled' : 'normalClearing' });
        if (store.find(callId)?.state !== 'held') return;
        await holdOthers(callId);
        done({ type: 'retrieved', by: 'local', callId, at: now() });
      }),
    conference: (callId, consultationCallId) =>
      commands.run(async () => {
        store.require(callId, 'conference');
        const { id } = requireConsultation(store.calls, callId, consultationCallId);
        await network.ask({ command: 'conference', callId, consultationCallId: id });
        const parties = [callId, id].flatMap((one) => partiesOf(one));
        done({ type: 'conferenced', by: 'local', callId, at: now(), parties, cause: 'conference' });
        done({ type: 'cleared', callId: id, at: now(), cause: 'conference' });
      }),
    dropParty: (callId, number) =>
      commands.run(async () => {
        const dropped = requireParty(store.require(callId, 'dropParty'), number);
        await network.ask({ command: 'dropParty', callId, number });
        const gone = partiesOf(callId).findIndex((party) => party.number === dropped.number);
        done({ type: 'connectionCleared', callId, at: now(), parties: partiesOf(callId).filter((_, index) => index !== gone) });
      }),
    setCallData: (callId, data) =>
      commands.run(async () => {
        const checked = requireCallData(store.require(callId, 'setCallData').data, data);
        await network.ask({ command: 'setCallData', callId, data: checked });
        store.apply({ type: 'updated', callId, at: now(), data: checked });
      }),
    sendMessage: (callId, text) =>
      commands.run(async () => {
        store.require(callId, 'sendMessage');
        const checked = requireMessage(text);
        await network.ask({ command: 'sendMessage', callId, text: checked });
        onMessage({ callId, by: 'local', from: { number: address }, text: checked, at: now() });
      }),
    pushUrl: (callId, url) =>
      commands.run(async () => {
        store.require(callId, 'pushUrl');
        await network.ask({ command: 'pushUrl', callId, url: requirePushableUrl(url) });
      }),
    wrapUp: (request) =>
      commands.run(async () => {
        requireCapability(capabilities, 'wrapUp');
        store.requireFinished(request?.callId);
        agent.mayWrapUp(request.code);
        await network.ask({ command: 'wrapUp', ...request });
        agent.wrappedUp(request.callId);
      }),
    logIn: (request) =>
      commands.run(async () => {
        requireCapability(capabilities, 'logIn');
        requireReady();
        const { password, workMode, ...who } = request ?? {};
        agent.mayLogIn({ password, workMode });
        await network.ask({ command: 'logIn', ...who });
        agent.loggedIn({ workMode });
      }),
    logOut: (request) =>
      commands.run(async () => {
        requireCapability(capabilities, 'logOut');
        requireReady();
        const reason = request?.reason;
        agent.mayLogOut(reason, store.calls);
        await network.ask({ command: 'logOut', reason });
        agent.set({ state: 'loggedOut', reason });
      }),
    setAgentState: (request) =>
      commands.run(async () => {
        requireCapability(capabilities, 'setAgentState');
        requireReady();
        agent.mayAsk(request);
        await network.ask({ command: 'setAgentState', reason: request.reason });
        agent.set(request);
      }),
    superviseCall: (request) => commands.run(() => supervision.supervise(request)),
    setMemberState: (request) => commands.run(() => supervision.setMember(request)),
    requestAssistance: (request) => commands.run(() => supervision.ask(request)),
    vendorCommand: (command) =>
      commands.run(async () => {
        requireCapability(capabilities, 'vendorCommand');
        requireReady();
        const checked = requireVendorCommand(command);
        await network.ask({ command: 'vendorCommand', ...checked });
        return Object.hasOwn(vendorAnswers, checked.name) ? vendorAnswers[checked.name] : undefined;
      }),
  };
};
