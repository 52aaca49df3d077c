/** Other clients of the simulated CTI Server, beside the link: each uses one application service as an integrator would, and can be stopped and started. */
import { CtiError } from '../../../src/index.ts';
import { followedPhones, ownDesk } from '../cisco-phones.ts';
import type { SiteProgram } from '../site-program.ts';
import { startFollowedPhones } from './followed-phones.ts';
import { type Menu, startMenu } from './menu.ts';
import { startOwnDesktop } from './own-desktop.ts';
import type { CtiServer, Program } from './program.ts';
import { startRecorder } from './recorder.ts';
import { startWatchman } from './watchman.ts';

export interface SitePrograms extends Program {
  readonly list: readonly SiteProgram[];
  /** Resolves when it is so. One change at a time, in the order in which they were asked for. */
  setRunning(id: string, isRunning: boolean): Promise<void>;
  /** A caller chooses in the menu. */
  choose(callId: string, topic: string): Promise<void>;
}

export interface ProgramsOptions {
  server: CtiServer;
  apiUrl: string;
  apiKey: string;
  /** Undefined where its port was taken: then no desk can open an address of it. */
  listenerUrl: string | undefined;
  agentIds: readonly string[];
}

interface Startable extends Omit<SiteProgram, 'isRunning' | 'note'> {
  start(): Promise<Program>;
}

export const startPrograms = async ({ server, listenerUrl, ...api }: ProgramsOptions): Promise<SitePrograms> => {
  const running = new Map<string, Program>();
  /** One session for all of them, whichever are followed. */
  let phones: Program | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const ended = new AbortController();
  const { signal } = ended;
  const close = async (): Promise<void> => {
    // Whoever waits for a server that is down waits no longer.
    ended.abort();
    await last;
    const all = [...running.values(), ...(phones ? [phones] : [])];
    running.clear();
    await Promise.allSettled(all.map((program) => program.close()));
  };

  try {
    const followed = await startFollowedPhones({ server, signal, ...api });
    phones = followed;
    let menu: Menu | undefined;
    const programs: Startable[] = [
      {
        id: 'menu',
        name: 'Menu, in which callers choose',
        service: 'Call Data Update',
        async start() {
          menu = await startMenu(server, signal);
          return menu;
        },
      },
      {
        id: 'watchman',
        name: 'Watchman: tells agents when the recorder comes and goes',
        service: 'Client Monitor',
        start: () => startWatchman(server, signal),
      },
      { id: 'recorder', name: 'Recorder, simulated: keeps a list and no sound', service: 'Server', start: () => startRecorder(server, signal) },
      ...followedPhones.map(({ number, name }) => ({
        id: `phone-${number}`,
        name: `${name} ${number}, followed`,
        service: 'Peripheral Monitor',
        start: () => followed.follow(number),
      })),
      ...(listenerUrl === undefined
        ? []
        : [
            {
              id: 'own-desktop',
              name: `${ownDesk.name}, ${ownDesk.number}`,
              service: 'Client Events',
              start: () => startOwnDesktop({ server, agentId: ownDesk.agentId, listenerUrl, signal }),
            },
          ]),
    ];

    const change = async (id: string, isRunning: boolean): Promise<void> => {
      const program = programs.find((one) => one.id === id);
      if (!program) throw new CtiError('INVALID_ARGUMENT', 'There is no such program.');
      const now = running.get(id);
      if ((now !== undefined) === isRunning) return;
      if (now) {
        running.delete(id);
        await now.close();
      } else running.set(id, await program.start());
    };
    const setRunning = (id: string, isRunning: boolean): Promise<void> => {
      const next = last.then(() => change(id, isRunning));
      last = next.catch(() => undefined);
      return next;
    };
    for (const { id } of programs) await setRunning(id, true);

    return {
      get list() {
        return programs.map(({ id, name, service }) => ({ id, name, service, isRunning: running.has(id), note: running.get(id)?.note }));
      },
      setRunning,
      async choose(callId, topic) {
        if (!menu || !running.has('menu')) throw new CtiError('INVALID_STATE', 'The menu is stopped.');
        await menu.choose(Number(callId), topic);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
