/** The end of a session: the CRM may refuse it, and its call ends with it. */
import { CtiError, isCtiError } from '../../protocol/error.ts';
import type { Crm, Logger } from '../softphone.ts';
import type { SoftphoneState } from '../softphone-state.ts';
import type { Session } from './session.ts';
import type { SessionStore } from './session-store.ts';

export interface ClosingOptions {
  store: SessionStore;
  crm: Pick<Crm, 'beforeSessionClose'>;
  state: Pick<SoftphoneState, 'calls' | 'capabilities' | 'status'>;
  hangUp(callId: string): Promise<void>;
  signal: AbortSignal;
  logger: Logger;
}

export const createClosing = ({ store, crm, state, hangUp, signal, logger }: ClosingOptions) => {
  const closing = new Map<string, Promise<boolean>>();

  const mayClose = async (session: Session): Promise<boolean> => {
    try {
      return (await crm.beforeSessionClose?.(session, { signal, session: { id: session.id, show: true } })) !== false;
    } catch (error) {
      if (isCtiError(error)) throw error;
      logger.error('ringframe: beforeSessionClose failed', error);
      throw new CtiError('HANDLER_FAILED', 'The CRM failed when it was asked whether the session may be closed. It stays.', { cause: error });
    }
  };

  /** Of a phone that leaves calls alone a session is closed all the same; of one that cannot be reached now it is not. */
  const canHangUp = (): boolean => state.capabilities.includes('hangUp') || (state.status.state !== 'ready' && state.status.state !== 'unresponsive');

  /** Those about the call first: an agent who gives up asking is back in the call otherwise. */
  const callsOf = ({ callId }: Session) => {
    const own = state.calls.filter(({ id }) => id === callId);
    return callId === undefined ? [] : [...state.calls.filter(({ consultationFor }) => consultationFor === callId), ...own];
  };

  const endCalls = async (session: Session): Promise<void> => {
    if (!canHangUp()) return;
    for (const { id, actions, signalling } of callsOf(session)) {
      // One that was only announced is not the phone's to end.
      if (!actions.includes('hangUp') && signalling !== 'lost') continue;
      try {
        await hangUp(id);
      } catch (error) {
        // It was faster.
        if (!isCtiError(error, 'NO_SUCH_CALL')) throw error;
      }
    }
  };

  const close = async (id: string): Promise<boolean> => {
    const session = store.get(id)?.session;
    if (!session) return true;
    if (!(await mayClose(session))) return false;
    await endCalls(session);
    store.remove(id);
    return true;
  };

  return (id: string): Promise<boolean> => {
    const running = closing.get(id) ?? close(id).finally(() => closing.delete(id));
    closing.set(id, running);
    return running;
  };
};
