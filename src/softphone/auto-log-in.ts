/** Logs the agent in by itself, so that a page that is loaded is ready to work. */
import type { Phone } from '../phone/phone.ts';
import { isCtiError } from '../protocol/error.ts';
import type { LogInRequest } from '../protocol/phone-commands.ts';
import type { LogInCredentials } from './desktop.ts';

export interface AutoLogInOptions {
  phone: Phone;
  credentials: LogInCredentials | undefined;
  onProblem(error: unknown): void;
}

/** Trying these again helps nobody, and may lock the agent out. */
const isFinal = (error: unknown): boolean => ['UNAUTHORIZED', 'REFUSED', 'INVALID_ARGUMENT'].some((code) => isCtiError(error, code));

/**
 * At each connection that finds the agent logged out. Not after the agent has logged out by hand, here or at another phone, nor after the
 * phone system has refused: then the agent logs in by hand, or loads the page anew.
 */
export const createAutoLogIn = ({ phone, credentials, onProblem }: AutoLogInOptions) => {
  let isOver = credentials === undefined;
  let underWay = false;
  let wasLoggedIn = phone.agent.state !== 'loggedOut';
  let isLeaving = false;

  const isWanted = (): boolean => !isOver && phone.status.state === 'ready' && phone.agent.state === 'loggedOut' && phone.capabilities.includes('logIn');

  const given = async (): Promise<LogInRequest | undefined> => (typeof credentials === 'function' ? credentials() : credentials);

  const logIn = async (): Promise<void> => {
    if (underWay || !isWanted()) return;
    underWay = true;
    try {
      const request = await given();
      if (request && isWanted()) await phone.logIn(request);
    } catch (error) {
      // Somebody else may have been faster, at the phone on the desk for example.
      if (phone.agent.state === 'loggedOut') onProblem(error);
      if (isFinal(error)) isOver = true;
    } finally {
      underWay = false;
    }
  };

  /** A turn later: a phone may tell of its agent right after it became ready. */
  const look = (): void => queueMicrotask(() => void logIn());

  const unsubscribe = [
    phone.on('status', look),
    phone.on('agent', ({ state }) => {
      if (state !== 'loggedOut') wasLoggedIn = true;
      else if (wasLoggedIn && phone.status.state === 'ready' && !isLeaving) isOver = true;
    }),
  ];
  look();

  return {
    /** Carries out what may log the agent out without the agent having asked for that. */
    async leave(disconnect: () => Promise<void>): Promise<void> {
      isLeaving = true;
      try {
        await disconnect();
      } finally {
        isLeaving = false;
      }
    },
    dispose(): void {
      isOver = true;
      for (const stop of unsubscribe) stop();
    },
  };
};
