/** A phone reached through a CTI link: the phone system is behind a server, and so is the sound. */
import { createEmitter } from '../../protocol/emitter.ts';
import { createPendingCommands } from '../pending-commands.ts';
import type { Phone, PhoneEvents, Unsubscribe } from '../phone.ts';
import { createAsking } from './asking.ts';
import { createCommands } from './commands.ts';
import { createConnection } from './connection.ts';
import { createDeadline } from './deadline.ts';
import { DISCONNECT_TIMEOUT_MS } from './limits.ts';
import { createLine } from './line.ts';
import { type LinkPhoneOptions, resolveOptions } from './options.ts';
import { watchPage } from './page-lifecycle.ts';
import type { LinkStatus } from './standing.ts';

export interface LinkPhone extends Phone {
  /** The link as an administrator knows it, in more words than `status`. */
  readonly linkStatus: LinkStatus;
  onLinkStatus(listener: (status: LinkStatus) => void): Unsubscribe;
}

/**
 * A phone at a CTI link's gateway. Nothing is connected before `connect`.
 *
 * A connection that breaks is made again by itself, and nothing that was told meanwhile is lost or told twice; where too much was,
 * a snapshot takes its place and what changed is told as events. Leaving the page leaves the calls alone, since their sound is elsewhere; `disconnect`
 * and `dispose` end them. When the agent connects from somewhere else, this phone's status is `failed` with `TAKEN_OVER`.
 *
 * What it can do is what the link grants: `capabilities` are empty until it has been welcomed once, and each change of them is told as a `status`.
 *
 * @throws CtiError `INVALID_ARGUMENT` for options that cannot work
 * @example
 * const phone = linkPhone({ url: 'wss://link.example/softphone', token: async () => (await fetch('/cti-token')).text() });
 * phone.on('call', ({ event, call }) => console.log(event.type, call.state));
 * await phone.connect();
 * await phone.setAgentState({ state: 'ready' });
 */
export const linkPhone = (options: LinkPhoneOptions): LinkPhone => {
  const settings = resolveOptions(options);
  /** Undefined before the link has said, or the page has promised. */
  let capabilities = settings.capabilities;
  const emitter = createEmitter<PhoneEvents>();
  const links = createEmitter<{ link: LinkStatus }>();
  const pending = createPendingCommands();
  const line = createLine(capabilities ?? [], emitter);
  const asking = createAsking((message) => connection.send(message));

  const isReady = () => connection.status.state === 'ready';

  /** Calls that were hung up while nobody could be told. */
  const hangUpAbandoned = () => {
    for (const callId of line.abandoned) asking.ask('hangUp', { callId }).catch(() => {}); // it is over by itself, or is asked for again next time
  };

  const abandon = (callId: string) => {
    line.abandon(callId);
    // The session in which it was being hung up may have been followed by another already.
    if (isReady()) hangUpAbandoned();
  };

  const connection = createConnection(settings, {
    granted(next) {
      capabilities = next;
      line.grant(next);
    },
    status(status) {
      emitter.emit('status', status);
      if (status.state === 'ready') hangUpAbandoned();
    },
    link: (status) => links.emit('link', status),
    lost: line.lost,
    began(snapshot) {
      asking.over();
      line.begin(snapshot);
    },
    resumed: line.restored,
    events: line.take,
    caughtUp: line.takeSnapshot,
    answer: asking.answered,
    unanswered: asking.unanswered,
    over: asking.over,
  });

  let unwatch = () => {};

  const hangUpAll = async () => {
    const deadline = createDeadline();
    const late = new Promise<void>((resolve) => deadline.set(resolve, DISCONNECT_TIMEOUT_MS));
    const hungUp = line.calls.map(({ id }) => asking.ask('hangUp', { callId: id }).catch(() => {}));
    await Promise.race([Promise.all(hungUp), late]);
    deadline.clear();
  };

  const leave = async () => {
    unwatch();
    if (isReady() && line.calls.length > 0) await hangUpAll();
    line.clear();
    connection.disconnect();
  };
  let leaving: Promise<void> | undefined;
  const disconnect = (): Promise<void> => {
    leaving ??= leave().finally(() => {
      leaving = undefined;
    });
    return leaving;
  };

  let disposal: Promise<void> | undefined;

  return {
    get capabilities() {
      return capabilities ?? [];
    },
    get status() {
      return connection.status;
    },
    get calls() {
      return line.calls;
    },
    get agent() {
      return line.agent;
    },
    get team() {
      return line.team;
    },
    get assistance() {
      return line.assistance;
    },
    get linkStatus() {
      return connection.linkStatus;
    },
    on: emitter.on,
    onLinkStatus: (listener) => links.on('link', listener),
    connect: ({ signal } = {}) =>
      pending.run(async (disposed) => {
        if (leaving) await leaving;
        disposed.throwIfAborted();
        unwatch();
        unwatch = watchPage({ awake: connection.wake, away: connection.pause, returned: connection.wake });
        return connection.connect(signal);
      }),
    disconnect: () => pending.run(disconnect),
    dispose() {
      disposal ??= (async () => {
        pending.dispose();
        await disconnect();
        emitter.dispose();
        links.dispose();
      })();
      return disposal;
    },
    ...createCommands({ capabilities: () => capabilities, pending, line, asking, isReady, abandon }),
  };
};
