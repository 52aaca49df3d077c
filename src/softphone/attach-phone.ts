/** The desktop manager (`desktop.ts`): joins a phone and a CRM. */

import type { CallEvent, Phone, PhoneStatus } from '../phone/index.ts';
import type { Call } from '../protocol/call.ts';
import type { LogStatus } from '../protocol/call-log.ts';
import { createEmitter } from '../protocol/emitter.ts';
import { CtiError, isCtiError } from '../protocol/error.ts';
import { isAnothersCall } from '../protocol/is-anothers-call.ts';
import type { DialRequest } from '../protocol/phone-commands.ts';
import type { RecordReference } from '../protocol/record.ts';
import { createAutoAnswer } from './auto-answer.ts';
import { createAutoLogIn } from './auto-log-in.ts';
import { type ContextChange, checkContextChange, createCallFiles } from './call-files.ts';
import { createCallLogs, logIdOf, toCallLog } from './call-logs.ts';
import { createCommandOffers } from './command-offers.ts';
import type { CrmConnection } from './crm-connection.ts';
import type { CallContext, Desktop, DesktopCall, DesktopEvents, DesktopOptions, WrapUp } from './desktop.ts';
import { createDiagnostics } from './diagnostics.ts';
import { createInteractions } from './interactions.ts';
import { passOn } from './pass-on.ts';
import { createPhoneWrapUps } from './phone-wrap-ups.ts';
import { relayNews } from './relay-news.ts';
import { createScreenPops } from './screen-pops.ts';
import { createScreenTransfers } from './screen-transfer.ts';
import { callWithoutTransfer } from './screen-transfer-data.ts';
import { serveCommands } from './serve-commands.ts';
import { createSupervisedCalls } from './supervised-calls.ts';
import { tellClickToDial } from './tell-click-to-dial.ts';
import { createVoiceSessions } from './voice-sessions.ts';
import { createWrapUps } from './wrap-ups.ts';

const toCtiError = (error: unknown): CtiError =>
  isCtiError(error) ? error : new CtiError('HANDLER_FAILED', 'Something went wrong in the softphone.', { cause: error });

/**
 * Joins a phone and a CRM: looks callers up and pops them, dials numbers clicked in the CRM, logs finished calls, serves
 * the CRM's commands. Every part can be switched off; everything it does is an event of what it returns.
 *
 * @example
 * const crm = await connectToCrm({ allowedOrigins });
 * const desktop = attachPhone(sipPhone({ server, user, password }), crm, { defaultCountry: 'SE' });
 * desktop.on('call', ({ call }) => render(call));
 */
export const attachPhone = (phone: Phone, crm: CrmConnection, options: DesktopOptions = {}): Desktop => {
  const { popOn = 'delivered', log: wantsLog = true, wrapUp: wantsWrapUp = true, clickToDial = true, raisePanel = true } = options;
  const emitter = createEmitter<DesktopEvents>();
  const diagnostics = createDiagnostics();
  let agentAddress = '';
  let wantsAttention = false;
  let disposed = false;
  const files = createCallFiles(() => agentAddress);

  const emit = <Name extends Exclude<keyof DesktopEvents, 'change'>>(name: Name, event: DesktopEvents[Name]): void => {
    diagnostics.note(name, event);
    emitter.emit(name, event);
    emitter.emit('change', { reason: name });
  };
  const problem = (during: DesktopEvents['problem']['during'], error: unknown, callId?: string): void =>
    emit('problem', { during, error: toCtiError(error), callId });

  const withContext = (call: Call): DesktopCall => ({ ...callWithoutTransfer(call), context: files.context(call.id) });
  const wrapUps = createWrapUps({ contextOf: files.context, onChange: (wrapUp, open) => emit('wrapUp', { wrapUp, open }) });
  const find = (callId: string): DesktopCall | undefined => {
    const call = phone.calls.find(({ id }) => id === callId);
    return call ? withContext(call) : wrapUps.find(callId)?.call;
  };
  const tellContext = (callId: string): void => {
    const call = find(callId);
    if (call) emit('context', { call });
  };

  const updateContext = (callId: string, change: Partial<CallContext>): void => {
    files.update(callId, change);
    tellContext(callId);
  };

  const ownId = (callId: string): string => logIdOf(callId, files.agent(callId));
  const pops = createScreenPops({
    crm,
    ownId,
    defaultCountry: options.defaultCountry,
    popTarget: options.popTarget,
    defaultFieldValues: options.defaultFieldValues,
    find,
    contextOf: files.context,
    update: updateContext,
    onPop: (callId, target) => emit('pop', { callId, target }),
    onSettled: (callId, outcome) => void autoAnswer.popped(callId, outcome),
    onProblem: problem,
  });

  const autoAnswer = createAutoAnswer({
    phone,
    crm,
    ownId,
    settings: options.autoAnswer ?? {},
    popsRinging: popOn === 'delivered',
    onProblem: (error, callId) => problem('autoAnswer', error, callId),
  });
  const phoneWrapUps = createPhoneWrapUps(phone);
  const supervised = createSupervisedCalls();
  const offers = createCommandOffers(phone, options.allowCommands, (names) => disposed || crm.serve(serveCommands(desktop, names)));
  const voice = createVoiceSessions(options.voice ?? {}, (error, callId) => problem('voice', error, callId));
  const interactions = createInteractions({
    phone,
    settings: popOn === 'never' ? {} : (options.interaction ?? {}),
    find,
    update: updateContext,
    pop: (callId) => pops.start(callId, { pop: true }),
    onDeclined: (callId) => void autoAnswer.popped(callId, 'elsewhere'),
  });

  const transfers = createScreenTransfers({
    mode: options.screenTransfer ?? 'always',
    phone,
    crm,
    address: () => agentAddress,
    contextOf: files.context,
    update: updateContext,
    left(callId, { remote }) {
      const call = wrapUps.find(callId)?.call;
      if (call?.remote.number !== remote.number) return undefined;
      const { record, matches, notes, disposition } = call.context;
      return { record, matches, notes, disposition };
    },
    onReturn: (callId) => closeFirstPart(callId),
    open(callId, record) {
      if (popOn === 'never') return;
      if (interactions.opens(callId)) pops.open(callId, record);
      else pops.start(callId, { pop: false, record });
    },
    searchAgain: (callId) => (popOn === 'never' ? files.update(callId, { record: undefined }) : pops.searchAgain(callId, { pop: interactions.opens(callId) })),
    onProblem: (error, callId) => problem('screenTransfer', error, callId),
  });

  const logs = createCallLogs(crm, (status: LogStatus) => {
    wrapUps.follow(status);
    emit('log', status);
  });

  /** An unanswered call rings in several windows and must be logged by one of them. An answered one is this window's own. */
  const isOurs = async (call: DesktopCall): Promise<boolean> => {
    if (call.establishedAt !== undefined || !crm.grants('claim')) return true;
    try {
      return await crm.claim(`log:${ownId(call.id)}`);
    } catch {
      // Better two logs under one id than none.
      return true;
    }
  };

  const saveLog = (call: DesktopCall, durationSeconds: number, complete: boolean): Promise<LogStatus> =>
    logs.save(toCallLog(withContext(call), { agent: files.agent(call.id), durationSeconds, complete }));

  const logCall = async (call: DesktopCall, durationSeconds: number): Promise<void> => {
    // Whose call it was may still be on its way; a search has a deadline, so a log has one too.
    if (withContext(call).context.search === 'pending') await pops.settled(call.id);
    try {
      if (await isOurs(call)) await saveLog(call, durationSeconds, false);
    } catch (error) {
      problem('log', error, call.id);
    }
  };

  const forget = (callId: string): void => {
    logs.forget(ownId(callId));
    autoAnswer.forget(callId);
    phoneWrapUps.forget(callId);
    pops.forget(callId);
    transfers.forget(callId);
    interactions.forget(callId);
    files.close(callId);
  };

  const onCleared = async (call: DesktopCall): Promise<void> => {
    if (isAnothersCall(call)) return forget(call.id);
    const durationSeconds = files.durationSeconds(call);
    const answered = call.establishedAt !== undefined;
    const elsewhere = !answered && call.cause === 'answeredElsewhere';
    for (const oldest of wrapUps.overdue) finishWrapUp(oldest).catch((error) => problem('log', error, oldest.callId));
    if (wantsWrapUp && answered) wrapUps.open({ callId: call.id, call, durationSeconds, log: undefined });
    if (wantsLog && !elsewhere && (crm.status.state !== 'ready' || crm.grants('saveLog'))) {
      const logging = logCall(call, durationSeconds);
      files.setLogging(call.id, logging);
      await logging;
    }
    if (!(wantsWrapUp && answered)) forget(call.id);
  };

  /** The panel comes forward while something rings, and is told once each way. */
  const tellPanel = (): void => {
    const rings = phone.calls.some(({ state }) => state === 'alerting');
    if (!raisePanel || rings === wantsAttention) return;
    wantsAttention = rings;
    crm.requestPanel(rings ? { visible: true, attention: true } : { attention: false });
  };

  const onCall = ({ event, call: plain }: { event: CallEvent; call: Call }): void => {
    files.see(plain);
    crm.publishCall({ event: event.type, call: callWithoutTransfer(plain) });
    const inbound = plain.direction !== 'outbound';
    const record = transfers.see(event.type, plain);
    const whose = supervised.see(plain);
    if (whose === 'anothers') files.update(plain.id, { search: 'skipped' });
    else if (whose === 'taken') pops.searchAgain(plain.id, { pop: popOn !== 'never' });
    // Whom the agent only consults is nobody to work on; who was taken from an agent is waiting to be known.
    else if (event.type === 'originated') {
      const due = plain.supervision ? true : plain.consultationFor === undefined && 'ifDue';
      pops.start(plain.id, { pop: popOn !== 'never' && due });
    }
    if (inbound && (event.type === 'delivered' || event.type === 'established')) {
      interactions.begins(plain);
      if (popOn === 'never') files.update(plain.id, { search: 'skipped', ...(record && { record }) });
      else pops.start(plain.id, { pop: event.type === popOn && interactions.opens(plain.id), record });
    }
    tellPanel();
    const call = withContext(plain);
    emit('call', { event: event.type, call });
    voice.follow(event.type, call);
    if (event.type === 'delivered' && inbound) void autoAnswer.rings(plain);
    if (event.type === 'cleared') void onCleared(call);
  };

  const onStatus = (status: PhoneStatus): void => {
    if (status.state === 'ready') agentAddress = status.address;
    offers.follow();
    if (clickToDial) tellClickToDial(phone, crm, status);
    emit('status', status);
  };

  const dial = async (request: DialRequest): Promise<Call> => {
    const call = await phone.dial(request);
    if (request.record) {
      files.update(call.id, { record: request.record });
      tellContext(call.id);
    }
    return call;
  };

  const setContext = (callId: string, change: ContextChange): void => {
    if (!find(callId)) throw new CtiError('NO_SUCH_CALL', 'There is no call, and no call to wrap up, with this id.');
    checkContextChange(change);
    const { notes, ...rest } = change;
    files.update(callId, notes === undefined ? rest : { ...rest, notes });
    wrapUps.touch(callId);
    tellContext(callId);
  };

  const saveCompleteLog = async ({ callId, call, durationSeconds }: WrapUp): Promise<void> => {
    // The first log must not come after the complete one.
    await files.logging(callId);
    if (wantsLog && wrapUps.isTouched(callId)) await saveLog(call, durationSeconds, true);
  };

  const finishWrapUp = async (wrapUp: WrapUp): Promise<void> => {
    await saveCompleteLog(wrapUp);
    wrapUps.close(wrapUp.callId);
    forget(wrapUp.callId);
  };

  /** The call was handed on, and is back: the agent is asked once for both parts, unless the phone system wants to know of each. */
  const closeFirstPart = (callId: string): void => {
    const wrapUp = wrapUps.find(callId);
    if (!wrapUp || phoneWrapUps.lacksCode(wrapUp)) return;
    finishWrapUp(wrapUp).catch((error) => problem('log', error, callId));
  };

  const completeWrapUp = async (callId: string, change: ContextChange = {}): Promise<void> => {
    if (!wrapUps.find(callId)) throw new CtiError('NO_SUCH_CALL', 'There is no call to wrap up with this id.');
    if (Object.keys(change).length) setContext(callId, change);
    const wrapUp = wrapUps.find(callId);
    if (!wrapUp) return;
    phoneWrapUps.check(wrapUp);
    try {
      await phoneWrapUps.tell(wrapUp);
    } catch (error) {
      // The form stays, but what is in it is safe.
      await saveCompleteLog(wrapUp);
      throw error;
    }
    await finishWrapUp(wrapUp);
  };

  let logInProblem: CtiError | undefined;
  const autoLogIn = createAutoLogIn({
    phone,
    credentials: options.logIn,
    onProblem(error) {
      logInProblem = toCtiError(error);
      problem('logIn', error);
    },
  });

  const unsubscribe = [
    ...relayNews({ phone, crm, contextOf: files.context, update: updateContext, emit }),
    phone.on('call', onCall),
    phone.on('status', onStatus),
    phone.on('agent', (agent) => {
      if (agent.state !== 'loggedOut') logInProblem = undefined;
      crm.publishAgent(agent);
      emit('agent', agent);
    }),
    phone.on('quality', (quality) => emit('quality', quality)),
    phone.on('audio', (audio) => emit('audio', audio)),
    crm.on('clickToDial', ({ number, record }) => {
      if (clickToDial) dial({ number, record }).catch((error) => problem('clickToDial', error));
    }),
    // Of a call that is over and logged nothing is left to relate.
    crm.on('callRecord', ({ callId, record }) => find(callId) && setContext(callId, { record })),
    crm.on('status', (status) => {
      if (status.state === 'ready') {
        void pops.resume(phone.calls.map(({ id }) => id));
        transfers.resume();
      }
      autoAnswer.follow();
      emit('crm', status);
    }),
  ];

  const desktop: Desktop = {
    get capabilities() {
      return phone.capabilities;
    },
    get status() {
      return phone.status;
    },
    get crm() {
      return crm.status;
    },
    get calls() {
      return phone.calls.map(withContext);
    },
    get agent() {
      return phone.agent;
    },
    get team() {
      return phone.team;
    },
    get assistance() {
      return phone.assistance;
    },
    audio: phone.audio,
    get wrapUps() {
      return wrapUps.all;
    },
    get logInProblem() {
      return logInProblem;
    },
    diagnostics,
    connect: () => phone.connect(),
    disconnect: () => autoLogIn.leave(() => phone.disconnect()),
    ...passOn(phone),
    dial,
    ...transfers.commands,
    accept: interactions.accept,
    decline: interactions.decline,
    setContext: async (callId, change) => setContext(callId, change),
    async openRecord(callId: string, record: RecordReference) {
      setContext(callId, { record });
      await crm.screenPop({ type: 'record', recordId: record.recordId, objectType: record.objectType });
    },
    completeWrapUp,
    stopPreparing: transfers.stopPreparing,
    on: emitter.on,
    async dispose() {
      if (disposed) return;
      disposed = true;
      transfers.dispose();
      autoLogIn.dispose();
      await phone.dispose();
      for (const stop of unsubscribe) stop();
      crm.serve({});
      if (clickToDial) tellClickToDial(phone, crm, { state: 'disconnected' });
      logs.dispose();
      emitter.dispose();
    },
  };

  crm.publishAgent(phone.agent);
  onStatus(phone.status);
  for (const call of phone.calls) {
    files.see(call);
    crm.publishCall({ event: 'updated', call: callWithoutTransfer(call) });
    voice.follow('updated', withContext(call));
    const record = transfers.see(call.state === 'alerting' ? 'delivered' : 'established', call);
    if (supervised.see(call) === 'anothers') files.update(call.id, { search: 'skipped' });
    else pops.start(call.id, { pop: false, record });
  }
  // Offered last: the CRM takes it that all calls have been told by then, and a phone may find its calls only by connecting.
  const connecting = options.connect === false ? undefined : phone.connect().catch((error) => problem('connect', error));
  if (!connecting || phone.status.state === 'ready') offers.offer();
  else void connecting.then(offers.offer);
  return desktop;
};
