/** The agent of a fake phone: logged in or out, ready or not, and what calls leave behind. */
import {
  type AgentReasons,
  type AgentStateRequest,
  type AgentStatus,
  type Call,
  CtiError,
  isAnothersCall,
  type LogInRequest,
  type WorkMode,
} from '../../index.ts';
import { requireReason, requireWrappedUp } from '../../phone/index.ts';

export interface FakeAgentOptions {
  /** Codes of the phone system. Default none: any text is a reason. */
  reasons?: AgentReasons | undefined;
  /** What follows a call, until `logIn` says otherwise. Default: nothing. */
  workMode?: WorkMode | undefined;
  /** `connect` logs the agent in. Default true. */
  autoLogIn?: boolean | undefined;
  /** What `logIn` has to be given. Default: nothing. */
  agentPassword?: string | undefined;
}

/** Requests are checked first, by functions named `may…`, so that a refused one changes nothing and asks nobody. */
export interface FakeAgent {
  readonly status: AgentStatus;
  set(status: Omit<AgentStatus, 'since'>): void;
  connected(): void;
  disconnected(): void;
  /** A call of the agent is over; `more` calls go on. */
  cleared(call: Call, more: boolean): void;
  mayLogIn(request: LogInRequest): void;
  loggedIn(request: LogInRequest): void;
  mayLogOut(reason: string | undefined, calls: readonly Call[]): void;
  mayAsk(request: AgentStateRequest): void;
  mayWrapUp(code: string): void;
  wrappedUp(callId: string): void;
}

const settable: readonly string[] = ['notReady', 'ready', 'workingAfterCall'];

export const createFakeAgent = (options: FakeAgentOptions, now: () => number, tell: (status: AgentStatus) => void): FakeAgent => {
  const { reasons, autoLogIn = true, agentPassword } = options;
  let { workMode } = options;
  /** What follows the work after a call. */
  let asked: Omit<AgentStatus, 'since'> = { state: 'ready' };
  /** The call whose work the agent does, or the last that was wrapped up. */
  let work: { callId: string; wrappedUp: boolean } | undefined;
  const kept = () => ({ ...(workMode && { workMode }), ...(reasons && { reasons }) });
  let status: AgentStatus = { state: 'loggedOut', since: now(), ...kept() };

  const set: FakeAgent['set'] = (next) => {
    if (next.state === 'ready' || next.state === 'notReady') asked = next;
    status = { ...kept(), ...next, since: now() };
    tell(status);
  };
  const requireLoggedIn = () => {
    if (status.state === 'loggedOut') throw new CtiError('INVALID_STATE', 'The agent is logged out.');
  };

  return {
    get status() {
      return status;
    },
    set,
    connected() {
      if (autoLogIn && status.state === 'loggedOut') set({ state: 'ready' });
    },
    disconnected() {
      if (status.state !== 'loggedOut') set({ state: 'loggedOut' });
    },
    cleared(call, more) {
      if (call.establishedAt === undefined || call.consultationFor !== undefined || isAnothersCall(call) || status.state === 'loggedOut') return;
      if (workMode === 'manualIn' && !more) {
        work = { callId: call.id, wrappedUp: false };
        set({ state: 'workingAfterCall' });
      }
    },
    mayLogIn({ password, workMode: wanted }) {
      if (status.state !== 'loggedOut') throw new CtiError('INVALID_STATE', 'The agent is logged in already.');
      if (wanted !== undefined && wanted !== 'autoIn' && wanted !== 'manualIn')
        throw new CtiError('INVALID_ARGUMENT', 'A work mode is `autoIn` or `manualIn`.');
      if (agentPassword !== undefined && password !== agentPassword) throw new CtiError('UNAUTHORIZED', 'The fake phone system refused the agent’s password.');
    },
    loggedIn(request) {
      workMode = request.workMode ?? workMode;
      set({ state: 'ready' });
    },
    mayLogOut(reason, calls) {
      requireLoggedIn();
      if (calls.length > 0) throw new CtiError('INVALID_STATE', 'The agent is in a call.');
      requireReason('logOut', reason, reasons);
    },
    mayAsk(request) {
      if (!settable.includes(request?.state)) throw new CtiError('INVALID_ARGUMENT', `An agent can be set to ${settable.join(', ')}.`);
      requireLoggedIn();
      if (request.state === 'notReady') requireReason('notReady', request.reason, reasons);
      if (request.state !== 'workingAfterCall') requireWrappedUp(status, work === undefined || work.wrappedUp);
    },
    mayWrapUp(code) {
      if (requireReason('wrapUp', code, reasons) === undefined) throw new CtiError('INVALID_ARGUMENT', 'A wrap-up needs a code.');
    },
    wrappedUp(callId) {
      if (work?.callId !== callId) return;
      work = { callId, wrappedUp: true };
      if (status.state === 'workingAfterCall') set(asked);
    },
  };
};
