/** What the CRM page sees of its softphone, connected or not. Nothing in it needs the bridge, so it is there at once. */
import type { AgentStatus } from '../protocol/agent.ts';
import { createEmitter } from '../protocol/emitter.ts';
import { CtiError } from '../protocol/error.ts';
import type { SoftphoneEvents } from '../protocol/events.ts';
import type { Hello } from '../protocol/hello.ts';
import type { PhoneCommandName } from '../protocol/phone-commands.ts';
import type { ConnectionStatus } from '../protocol/status.ts';
import { createCallBook } from './call-book.ts';
import { createClickToDial } from './click-to-dial.ts';
import type { Session } from './sessions/session.ts';
import type { ClickToDialOptions, SoftphoneHostEvents } from './softphone.ts';

const NOT_CONNECTED = { enabled: false, reason: 'The phone is not connected.' };

export const isOver = (status: ConnectionStatus): status is Extract<ConnectionStatus, { error: CtiError }> =>
  status.state === 'refused' || status.state === 'failed';

export interface SoftphoneStateOptions {
  clickToDial: ClickToDialOptions | false | undefined;
  onClick(click: SoftphoneHostEvents['clickToDial']): void;
  sessions(): readonly Session[];
}

export const createSoftphoneState = ({ clickToDial: clickToDialOptions = {}, onClick, sessions }: SoftphoneStateOptions) => {
  let status: ConnectionStatus = { state: 'connecting' };
  let agent: AgentStatus | undefined;
  let capabilities: readonly PhoneCommandName[] = [];

  const emitter = createEmitter<SoftphoneHostEvents>({
    status: () => [status],
    call: () => calls.calls.map((call) => ({ event: 'updated', call })),
    agent: () => (agent ? [agent] : []),
    session: () => sessions().map((session) => ({ event: 'updated', session })),
  });
  const calls = createCallBook((message) => emitter.emit('call', message));
  const clickToDial =
    clickToDialOptions === false
      ? undefined
      : createClickToDial(clickToDialOptions, (click) => {
          onClick(click);
          emitter.emit('clickToDial', click);
        });

  const setAgent = (next: AgentStatus): void => {
    agent = next;
    emitter.emit('agent', next);
  };

  return {
    get status() {
      return status;
    },
    get calls() {
      return calls.calls;
    },
    get agent() {
      return agent;
    },
    get capabilities() {
      return capabilities;
    },
    clickToDial,
    on: emitter.on,
    emit: emitter.emit,

    setStatus(next: ConnectionStatus): void {
      if (status.state === 'disposed') return;
      status = next;
      if (next.state !== 'ready' && next.state !== 'unresponsive') {
        capabilities = [];
        clickToDial?.setState(NOT_CONNECTED);
      }
      // Whoever waits for a page that will not come must not be left with calls that look alive.
      if (isOver(next)) {
        calls.replace([]);
        agent = undefined;
      }
      emitter.emit('status', next);
    },
    setCapabilities(next: readonly PhoneCommandName[]): void {
      capabilities = next;
    },
    /** A page has introduced itself. */
    greet(hello: Hello): void {
      clickToDial?.setState(hello.clickToDial ?? { enabled: false, reason: 'The phone is starting.' });
      if (hello.callsPending) {
        calls.doubt();
        for (const call of hello.calls) calls.apply({ event: 'updated', call });
      } else calls.replace(hello.calls);
      if (hello.agent) setAgent(hello.agent);
    },
    /** What the page tells from then on. */
    hear: {
      offer: () => calls.settle(),
      call: calls.apply,
      agent: setAgent,
      panel: (request) => emitter.emit('panel', request),
      message: (message) => emitter.emit('message', message),
      assistance: (event) => emitter.emit('assistance', event),
      vendorEvent: (event) => emitter.emit('vendorEvent', event),
    } satisfies { [Name in keyof SoftphoneEvents]: (event: SoftphoneEvents[Name]) => void },
    /** Why a command cannot be given now. */
    get unavailable(): CtiError {
      if (isOver(status)) return status.error;
      return new CtiError(status.state === 'disposed' ? 'DISPOSED' : 'NOT_READY', `The softphone is ${status.state}.`);
    },

    dispose(): void {
      clickToDial?.dispose();
      calls.replace([]);
      emitter.dispose();
    },
  };
};

export type SoftphoneState = ReturnType<typeof createSoftphoneState>;
