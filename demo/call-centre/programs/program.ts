import type { CiscoOptions, CiscoSession } from '../../../src/link/switches/cisco/index.ts';

/** Where the CTI Server is, for every program that is its client. */
export type CtiServer = Pick<CiscoOptions, 'sides' | 'peripheralId' | 'reconnect'>;

export interface Program {
  /** What it has done so far, in words. */
  readonly note?: string | undefined;
  close(): Promise<void>;
}

/** Waits until the session is open, and begins then. Given up by the signal, or refused, it is closed again. */
export const opened = async (session: CiscoSession, signal: AbortSignal, begin?: () => Promise<unknown>): Promise<void> => {
  try {
    await session.opened({ signal });
    await begin?.();
  } catch (error) {
    await session.close();
    throw error;
  }
};
