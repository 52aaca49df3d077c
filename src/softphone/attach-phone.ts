/** The desktop manager (`desktop.ts`): joins a phone and a CRM. */

import type { CallEvent, Phone, PhoneStatus } from '../phone/index.ts';
import type { Call } from '../protocol/call.ts';
import type { LogStatus } from '../protocol/call-log.ts';
import { createEmitter } from '../protocol/emitter.ts';
import { CtiError, isCtiError } from '../protocol/error.ts';
import type { DialRequest } from '../protocol/phone-commands.ts';
import type { RecordReference } from '../protocol/record.ts';
import { type ContextChange, createCallContexts } from './call-contexts.ts';
import { createCallLogs, logIdOf, toCallLog } from './call-logs.ts';
import { createCallTimers } from './call-timers.ts';
import type { CrmConnection } from './crm-connection.ts';
import type { Desktop, DesktopCall, DesktopEvents, DesktopOptions } from './desktop.ts';
import { createScreenPops, defaultPopTarget } from './screen-pops.ts';
import { serveCommands } from './serve-commands.ts';
import { createWrapUps } from './wrap-ups.ts';

/** What an agent reads on a number that cannot be clicked. */
const whyNot = (status: PhoneStatus): string =>
  status.state === 'failed' ? 'The phone could not connect.' : status.state === 'disconnected' ? 'The phone is switched off.' : 'The phone is connecting.';

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
  const contexts = createCallContexts();
  const timers = createCallTimers();
  let agentAddress = '';
  let disposed = false;

  const emit = <Name extends Exclude<keyof DesktopEvents, 'change'>>(name: Name, event: DesktopEvents[Name]): void => {
    emitter.emit(name, event);
    emitter.emit('change', { reason: name });
  };
  const problem = (during: DesktopEvents['problem']['during'], error: unknown, callId?: string): void =>
    emit('problem', { during, error: toCtiError(error), callId });

  const withContext = (call: Call): DesktopCall => ({ ...call, context: contexts.get(call.id) });
  const wrapUps = createWrapUps({ contextOf: contexts.get, onChange: (wrapUp, open) => emit('wrapUp', { wrapUp, open }) });
  const find = (callId: string): DesktopCall | undefined => {
    const call = phone.calls.find(({ id }) => id === callId);
    return call ? withContext(call) : wrapUps.find(callId)?.call;
  };
  const tellContext = (callId: string): void => {
    const call = find(callId);
    if (call) emit('context', { call });
  };

  const pops = createScreenPops({
    crm,
    defaultCountry: options.defaultCountry,
    popTarget: options.popTarget ?? defaultPopTarget,
    find,
    update(callId, change) {
      contexts.update(callId, change);
      tellContext(callId);
    },
    onPop: (callId, target) => emit('pop', { callId, target }),
    onProblem: problem,
  });

  const logs = createCallLogs(crm, (status: LogStatus) => {
    wrapUps.follow(status);
    emit('log', status);
  });

  /** Sends the log of a finished call, in one window only: an unanswered call rings in several. */
  const logCall = async (call: DesktopCall, durationSeconds: number): Promise<void> => {
    const id = logIdOf(call.id, agentAddress);
    try {
      if (crm.grants('claim') && !(await crm.claim(`log:${id}`))) {
        wrapUps.drop(call.id);
        return forget(call.id, id);
      }
    } catch {
      // Better two logs under one id than none.
    }
    try {
      await logs.save(toCallLog(withContext(call), { agent: agentAddress, durationSeconds }));
    } catch (error) {
      problem('log', error, call.id);
    } finally {
      if (!wrapUps.find(call.id)) forget(call.id, id);
    }
  };

  const forget = (callId: string, logId: string): void => {
    contexts.forget(callId);
    pops.forget(callId);
    if (logs.get(logId)?.state === 'saved') logs.forget(logId);
  };

  const onCleared = (call: DesktopCall): void => {
    const durationSeconds = timers.stop(call.id);
    const answered = call.establishedAt !== undefined;
    const isOurs = answered || call.cause !== 'answeredElsewhere';
    const wantsThis = wantsLog && isOurs && (crm.status.state !== 'ready' || crm.grants('saveLog'));
    for (const oldest of wrapUps.overdue) completeWrapUp(oldest.callId).catch((error) => problem('log', error, oldest.callId));
    if (wantsWrapUp && answered) wrapUps.open({ callId: call.id, call, durationSeconds, log: undefined });
    if (wantsThis) void logCall(call, durationSeconds);
    else if (!wrapUps.find(call.id)) forget(call.id, logIdOf(call.id, agentAddress));
  };

  const onCall = ({ event, call: plain }: { event: CallEvent; call: Call }): void => {
    timers.see(plain);
    crm.publishCall({ event: event.type, call: plain });
    const inbound = plain.direction !== 'outbound';
    if (event.type === 'originated') pops.start(plain.id, { pop: false });
    if (inbound && popOn !== 'never' && (event.type === 'delivered' || event.type === 'established')) pops.start(plain.id, { pop: event.type === popOn });
    if (raisePanel && inbound && event.type === 'delivered') crm.requestPanel({ visible: true, attention: true });
    else if (raisePanel && !phone.calls.some(({ state }) => state === 'alerting')) crm.requestPanel({ attention: false });
    const call = withContext(plain);
    emit('call', { event: event.type, call });
    if (event.type === 'cleared') onCleared(call);
  };

  const tellClickToDial = (status: PhoneStatus): void => {
    if (!clickToDial || !crm.grants('setClickToDial')) return;
    const telling = status.state === 'ready' ? crm.enableClickToDial() : crm.disableClickToDial(whyNot(status));
    // The next hello repeats it; a failure here has nobody to tell.
    telling.catch(() => {});
  };

  const onStatus = (status: PhoneStatus): void => {
    if (status.state === 'ready') agentAddress = status.address;
    tellClickToDial(status);
    emit('status', status);
  };

  const dial = async (request: DialRequest): Promise<Call> => {
    const call = await phone.dial(request);
    if (request.record) {
      contexts.update(call.id, { record: request.record });
      tellContext(call.id);
    }
    return call;
  };

  const setContext = (callId: string, change: ContextChange): void => {
    if (!find(callId)) throw new CtiError('NO_SUCH_CALL', 'There is no call, and no call to wrap up, with this id.');
    contexts.checkChange(change);
    const { notes, ...rest } = change;
    contexts.update(callId, notes === undefined ? rest : { ...rest, notes });
    wrapUps.touch(callId);
    tellContext(callId);
  };

  const completeWrapUp = async (callId: string, change: ContextChange = {}): Promise<void> => {
    const wrapUp = wrapUps.find(callId);
    if (!wrapUp) throw new CtiError('NO_SUCH_CALL', 'There is no call to wrap up with this id.');
    if (Object.keys(change).length) setContext(callId, change);
    const logId = logIdOf(callId, agentAddress);
    if (wantsLog && wrapUps.isTouched(callId)) {
      await logs.save(toCallLog(withContext(wrapUp.call), { agent: agentAddress, durationSeconds: wrapUp.durationSeconds }));
    }
    wrapUps.close(callId);
    forget(callId, logId);
  };

  const unsubscribe = [
    phone.on('call', onCall),
    phone.on('status', onStatus),
    phone.on('agent', (agent) => {
      crm.publishAgent(agent);
      emit('agent', agent);
    }),
    phone.on('quality', (quality) => emit('quality', quality)),
    phone.on('audio', (audio) => emit('audio', audio)),
    crm.on('log', logs.follow),
    crm.on('clickToDial', ({ number, record }) => {
      if (clickToDial) dial({ number, record }).catch((error) => problem('clickToDial', error));
    }),
    crm.on('status', (status) => {
      if (status.state === 'ready') {
        logs.resume();
        pops.resume(phone.calls.map(({ id }) => id));
      }
      emit('crm', status);
    }),
  ];

  const desktop: Desktop = {
    capabilities: phone.capabilities,
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
    audio: phone.audio,
    get wrapUps() {
      return wrapUps.all;
    },
    connect: () => phone.connect(),
    disconnect: () => phone.disconnect(),
    dial,
    answer: (callId) => phone.answer(callId),
    reject: (callId, as) => phone.reject(callId, as),
    hangUp: (callId) => phone.hangUp(callId),
    hold: (callId) => phone.hold(callId),
    retrieve: (callId) => phone.retrieve(callId),
    mute: (callId) => phone.mute(callId),
    unmute: (callId) => phone.unmute(callId),
    sendDtmf: (callId, digits) => phone.sendDtmf(callId, digits),
    blindTransfer: (callId, number) => phone.blindTransfer(callId, number),
    consult: (callId, number) => phone.consult(callId, number),
    completeTransfer: (callId, consultationCallId) => phone.completeTransfer(callId, consultationCallId),
    setAgentState: (request) => phone.setAgentState(request),
    setContext: async (callId, change) => setContext(callId, change),
    async openRecord(callId: string, record: RecordReference) {
      setContext(callId, { record });
      await crm.screenPop({ type: 'record', recordId: record.recordId, objectType: record.objectType });
    },
    completeWrapUp,
    on: emitter.on,
    async dispose() {
      if (disposed) return;
      disposed = true;
      await phone.dispose();
      for (const stop of unsubscribe) stop();
      crm.serve({});
      tellClickToDial({ state: 'disconnected' });
      emitter.dispose();
    },
  };

  crm.serve(
    serveCommands(
      desktop,
      phone.capabilities.filter((name) => (options.allowCommands ?? phone.capabilities).includes(name)),
    ),
  );
  crm.publishAgent(phone.agent);
  for (const call of phone.calls) crm.publishCall({ event: 'updated', call });
  onStatus(phone.status);
  if (options.connect !== false) phone.connect().catch((error) => problem('connect', error));
  return desktop;
};
