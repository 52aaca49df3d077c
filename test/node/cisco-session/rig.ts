/** Sessions with scripted servers, closed when their test is over. */
import type { TestContext } from 'node:test';
import {
  type CiscoOptions,
  type CiscoSession,
  type CiscoSessionEvents,
  type CiscoStatus,
  connectCisco,
} from '../../../src/link/switches/cisco/session/index.ts';
import { type Answers, type ScriptedServer, startScriptedServer } from './scripted-server.ts';

export const host = '127.0.0.1';

/** Rounds without pauses: what waits is `wait`, which the test reads. */
export const eager: CiscoOptions['reconnect'] = ({ attempt, sides }) => ({ side: (attempt - 1) % sides, waitMs: 1 });

export const openSession = (test: TestContext, ports: readonly number[], more: Partial<CiscoOptions> = {}): CiscoSession => {
  const session = connectCisco({
    sides: ports.map((port) => ({ host, port })),
    clientId: 'ringframe',
    services: ['allEvents', 'clientControl'],
    protocolVersions: { oldest: 13, newest: 15 },
    reconnect: eager,
    ...more,
  });
  test.after(() => session.close());
  return session;
};

export const startServer = async (test: TestContext, answers: Answers = {}): Promise<ScriptedServer> => {
  const server = await startScriptedServer(answers);
  test.after(() => server.close());
  return server;
};

/** Resolves with the next status in this state; one that is now counts. */
export const reached = <State extends CiscoStatus['state']>(session: CiscoSession, state: State): Promise<Extract<CiscoStatus, { state: State }>> =>
  new Promise((resolve) => {
    let off: (() => void) | undefined;
    let isFound = false;
    off = session.on('status', (status) => {
      if (status.state !== state || isFound) return;
      isFound = true;
      off?.();
      resolve(status as Extract<CiscoStatus, { state: State }>);
    });
    if (isFound) off();
  });

/** The next event of this name that fits. */
export const heard = <Name extends keyof CiscoSessionEvents>(
  session: CiscoSession,
  name: Name,
  fits: (event: CiscoSessionEvents[Name]) => boolean = () => true,
): Promise<CiscoSessionEvents[Name]> =>
  new Promise((resolve) => {
    const off = session.on(name, (event) => {
      if (!fits(event)) return;
      queueMicrotask(() => off());
      resolve(event);
    });
  });
