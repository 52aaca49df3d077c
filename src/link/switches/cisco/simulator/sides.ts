/** The two sides of a CTI Server, of which one serves: its clients fail over when it goes. */
import { StatusCode } from '../codec/index.ts';
import type { Client } from './client.ts';
import { DEFAULT_UNSENT_BYTES } from './limits.ts';
import type { CiscoSimulatorOptions } from './options.ts';
import { createSide, type Side, type SideName, type SideParts } from './side.ts';
import type { Turns } from './turns.ts';

/**
 * How a side goes down: it tells its clients so; its connections break; or it falls silent, its connections open, as when its
 * machine is gone.
 */
export type Fall = 'goodbye' | 'crash' | 'silence';

export interface Sides {
  readonly ports: { readonly a: number; readonly b: number | undefined };
  readonly active: SideName | undefined;
  readonly up: readonly SideName[];
  start(): Promise<void>;
  takeDown(name: SideName, how: Fall): Promise<void>;
  bringUp(name: SideName): Promise<void>;
  end(client: Client): void;
  stop(): Promise<void>;
}

export interface SidesParts extends Pick<SideParts, 'receive' | 'onDirty' | 'onGone'> {
  options: CiscoSimulatorOptions;
  host: string;
  turns: Turns;
  /** Ends a session with a reason, which the client is told. */
  expel(client: Client, status: number): void;
}

export const createSides = ({ options, host, turns, expel, onGone, ...parts }: SidesParts): Sides => {
  const { ports = {}, standby = 'refuses', times = {}, tls, limits: { unsentBytes = DEFAULT_UNSENT_BYTES } = {} } = options;
  const side = (name: SideName, wantedPort: number): Side => createSide({ name, host, wantedPort, unsentBytes, tls, turns, onGone, ...parts });
  const a = side('a', ports.a ?? 0);
  const b = ports.b === false ? undefined : side('b', ports.b ?? 0);
  const all: readonly Side[] = b ? [a, b] : [a];
  const up = new Set<SideName>();
  let active: SideName | undefined;
  let stopped = false;

  const listensWhileWaiting = standby === 'refuses';

  const activate = async (next: Side): Promise<void> => {
    active = next.name;
    await next.listen();
  };

  /** The other side takes over, if there is one. */
  const failOver = (): void => {
    const next = all.find(({ name }) => up.has(name));
    if (!next) return;
    const takeOver = (): void => {
      // Its port was open before: it is free, or was never closed.
      if (!stopped && active === undefined && up.has(next.name)) void activate(next);
    };
    if (times.failoverMs) turns.later(takeOver, times.failoverMs);
    else takeOver();
  };

  return {
    get ports() {
      return { a: a.port, b: b?.port };
    },
    get active() {
      return active;
    },
    get up() {
      return [...up];
    },
    async start() {
      for (const each of all) {
        up.add(each.name);
        await each.listen();
      }
      active = 'a';
      if (!listensWhileWaiting) await b?.stopListening();
    },
    async takeDown(name, how) {
      const down = all.find((each) => each.name === name);
      if (!down || !up.delete(name)) return;
      const closed = down.stopListening();
      turns.turn(() => {
        for (const client of [...down.clients]) {
          if (how === 'goodbye') expel(client, StatusCode.E_CTI_CTI_SERVER_OFFLINE);
          else if (how === 'crash') down.cut(client);
          else {
            onGone(client);
            client.isClosed = true;
          }
        }
      });
      if (active === name) {
        active = undefined;
        failOver();
      }
      await closed;
    },
    async bringUp(name) {
      const back = all.find((each) => each.name === name);
      if (!back || up.has(name)) return;
      // What fell silent is gone for good: its clients learn it when they write.
      for (const client of [...back.clients]) back.cut(client);
      up.add(name);
      if (active === undefined) await activate(back);
      else if (listensWhileWaiting) await back.listen();
    },
    end(client) {
      all.find(({ name }) => name === client.side)?.end(client);
    },
    async stop() {
      stopped = true;
      up.clear();
      active = undefined;
      await Promise.all(all.map((each) => each.stopListening()));
      await Promise.all(
        all.flatMap((each) =>
          [...each.clients].map(
            (client) =>
              new Promise<void>((resolve) => {
                client.socket.once('close', () => resolve());
                each.cut(client);
              }),
          ),
        ),
      );
      turns.cancelTimers();
    },
  };
};
