/** A server application's place at the CTI Server, which it loses with every session and takes again. */
import { isCtiError } from '../../../../protocol/error.ts';
import type { CiscoSession, RequestFields } from '../session/index.ts';
import { statusMeaning } from '../tables/status.ts';
import type { CommandOptions } from './connection.ts';

export interface RegisteredService {
  /** The server's number; another one after each opening, none while there is no session. */
  readonly registeredServiceId: number | undefined;
  unregister(options?: CommandOptions): Promise<void>;
}

const mayPass = (error: unknown): boolean => {
  const status = isCtiError(error) ? error.details?.status : undefined;
  return typeof status === 'number' && statusMeaning(status).passes;
};

/** @param ended called once: it was unregistered, or could not be registered at all */
export const keepRegistered = async (
  session: CiscoSession,
  wanted: RequestFields<'REGISTER_SERVICE_REQ'>,
  ended: () => void,
  options?: CommandOptions,
): Promise<RegisteredService> => {
  let isOver = false;
  let registeredServiceId: number | undefined;
  /** Until the server has answered. Never rejects. */
  let asking: Promise<unknown> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const leave = async (serviceId: number, asked?: CommandOptions): Promise<void> => {
    await session.request('UNREGISTER_SERVICE_REQ', { registeredServiceId: serviceId }, asked);
  };
  const ask = async (asked?: CommandOptions): Promise<void> => {
    let leaving: Promise<void> | undefined;
    const begun = (serviceId: number): void => {
      // It was ended meanwhile: nobody would answer the requests.
      if (isOver || registeredServiceId !== undefined) leaving = leave(serviceId).catch(() => undefined);
      else registeredServiceId = serviceId;
    };
    const request = session.request('REGISTER_SERVICE_REQ', wanted, {
      ...asked,
      answered: (confirmation) => begun(confirmation.registeredServiceId),
      late: (confirmation) => begun(confirmation.registeredServiceId),
    });
    asking = request.then(
      () => leaving,
      () => undefined,
    );
    await request;
  };
  /** The server may keep the former session for a while, and with it the name. */
  const askAgain = async (): Promise<void> => {
    try {
      await ask();
    } catch (error) {
      if (!isOver && session.grant && mayPass(error)) timer = setTimeout(() => void askAgain().catch(() => undefined), session.options.heartbeatMs);
      throw error;
    }
  };
  const offs = [
    session.on('status', ({ state }) => {
      if (state === 'up' || state === 'connecting') return;
      registeredServiceId = undefined;
      clearTimeout(timer);
    }),
  ];
  const end = (): void => {
    isOver = true;
    clearTimeout(timer);
    for (const off of offs) off();
    ended();
  };

  try {
    await ask(options);
  } catch (error) {
    end();
    throw error;
  }
  offs.push(session.synchronize(({ cause }) => (cause === 'opened' ? askAgain() : Promise.resolve())));
  return {
    get registeredServiceId() {
      return registeredServiceId;
    },
    async unregister(asked) {
      if (isOver) return;
      const serviceId = registeredServiceId;
      registeredServiceId = undefined;
      end();
      if (serviceId === undefined) await asking;
      else await leave(serviceId, asked);
    },
  };
};
