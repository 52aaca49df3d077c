/** The Miscellaneous service, which every session has: the system's own events, messages between users, alarms of the client. */
import { createEmitter } from '../../../../protocol/emitter.ts';
import { CtiError } from '../../../../protocol/error.ts';
import { ClientEventState, Distribution, type Message } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { type SystemEventWord, systemEventOf } from '../tables/system-event.ts';
import type { Translated } from '../tables/translated.ts';
import { agentFields, type CiscoAgent, type CommandOptions, given, peripheralOf } from './connection.ts';

export interface CiscoSystemEvent {
  what: Translated<SystemEventWord>;
  /** Of events of a peripheral, or of a device there. */
  peripheralId?: number | undefined;
  /** The device that is out of service, or back. */
  device?: string | undefined;
  text?: string | undefined;
  event: Message<'SYSTEM_EVENT'>;
}

/** Who gets a message: one client, the agent's supervisor, the agent's team, everybody. */
export type UserMessageTo = 'client' | 'supervisor' | 'team' | 'all';

export interface MiscellaneousEvents {
  system: CiscoSystemEvent;
  userMessage: { to: UserMessageTo | 'unknown'; from: string; text: string; event: Message<'USER_MESSAGE_EVENT'> };
}

export interface Miscellaneous {
  /** Writes into the site's own event log. `objectName` at most 127 characters, `text` at most 254. */
  reportEvent(report: { state: 'normal' | 'warning' | 'error'; text: string; objectName?: string | undefined }, options?: CommandOptions): Promise<void>;
  /** At most 254 characters. */
  sendMessage(
    message: { to: UserMessageTo; text: string; clientId?: string | undefined; agent?: CiscoAgent | undefined },
    options?: CommandOptions,
  ): Promise<void>;
  /** Names the variables this client wants; all others are left out of its events. Has to be said again after an opening: it is. */
  registerVariables(
    wanted: { callVariables?: readonly number[]; namedVariables?: readonly string[]; namedArrays?: readonly string[] },
    options?: CommandOptions,
  ): Promise<void>;
  on<Name extends keyof MiscellaneousEvents>(name: Name, listener: (event: MiscellaneousEvents[Name]) => void): () => void;
  dispose(): void;
}

const CALL_VARIABLES = 10;

const states = { normal: ClientEventState.NORMAL, warning: ClientEventState.WARNING, error: ClientEventState.ERROR } as const;
const distributions = { client: Distribution.CLIENT, supervisor: Distribution.SUPERVISOR, team: Distribution.TEAM, all: Distribution.ALL } as const;
const addressees: readonly UserMessageTo[] = ['client', 'supervisor', 'team', 'all'];

/** Whose first argument is a PeripheralID. */
const ofPeripherals: readonly SystemEventWord[] = ['peripheralOnline', 'peripheralOffline', 'instrumentOutOfService', 'instrumentBackInService'];
const ofInstruments: readonly SystemEventWord[] = ['instrumentOutOfService', 'instrumentBackInService'];

const systemEvent = (event: Message<'SYSTEM_EVENT'>): CiscoSystemEvent => {
  const what = systemEventOf(event.systemEventId);
  return {
    what,
    ...(ofPeripherals.includes(what.value) && { peripheralId: event.systemEventArg1 }),
    // Older servers name it in the text alone.
    ...(ofInstruments.includes(what.value) && given({ device: event.eventDeviceId ?? event.text })),
    ...given({ text: event.text }),
    event,
  };
};

/** @example miscellaneous(session).on('system', ({ what, peripheralId }) => { if (what.value === 'peripheralOffline') warn(peripheralId); }) */
export const miscellaneous = (session: CiscoSession): Miscellaneous => {
  const emitter = createEmitter<MiscellaneousEvents>();
  let register: (() => Promise<void>) | undefined;
  const offs = [
    session.on('SYSTEM_EVENT', (event) => emitter.emit('system', systemEvent(event))),
    session.on('USER_MESSAGE_EVENT', (event) => {
      const { distribution, clientId = '', text = '' } = event;
      const to = addressees.find((name) => distributions[name] === distribution) ?? 'unknown';
      emitter.emit('userMessage', { to, from: clientId, text, event });
    }),
    session.synchronize(async ({ cause }) => {
      if (cause === 'opened') await register?.();
    }),
  ];

  return {
    async reportEvent({ state, text, objectName }, options) {
      await session.request('CLIENT_EVENT_REPORT_REQ', { state: states[state], text, ...given({ objectName }) }, options);
    },
    async sendMessage({ to, text, clientId, agent = {} }, options) {
      const fields = { ...peripheralOf(session, agent), distribution: distributions[to], text, ...given({ clientId }), ...agentFields(agent) };
      await session.request('USER_MESSAGE_REQ', fields, options);
    },
    async registerVariables({ callVariables = [], namedVariables = [], namedArrays = [] }, options) {
      if (!callVariables.every((number) => Number.isInteger(number) && number >= 1 && number <= CALL_VARIABLES))
        throw new CtiError('INVALID_ARGUMENT', `Call variables have the numbers 1 to ${CALL_VARIABLES}.`);
      const wanted = {
        callVariableMask: callVariables.reduce((mask, number) => mask | (1 << (number - 1)), 0),
        // Only the names count; an element of an array stands for the whole.
        namedVariables: namedVariables.map((name) => ({ name, value: '' })),
        namedArrays: namedArrays.map((name) => ({ name, index: 0, value: '' })),
      };
      const ask = async (asked?: CommandOptions): Promise<void> => {
        await session.request('REGISTER_VARIABLES_REQ', wanted, asked);
      };
      await ask(options);
      register = ask;
    },
    on: emitter.on,
    dispose() {
      for (const off of offs) off();
      emitter.dispose();
    },
  };
};
