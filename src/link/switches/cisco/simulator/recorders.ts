/** Server applications: who registered for a service, and the recording requests that are handed on to them. */
import { type EncodableMessage, type Message, ServerMode } from '../codec/index.ts';
import type { Client } from './client.ts';
import { MAX_PENDING, MAX_SERVICES, SERVER_APPLICATION_MS } from './limits.ts';
import { Refusal, refused } from './refusal.ts';
import type { Turns } from './turns.ts';

export type RecordingRequest = Message<'START_RECORDING_REQ'> | Message<'STOP_RECORDING_REQ'>;
export type RecordingAnswer = Message<'START_RECORDING_CONF'> | Message<'STOP_RECORDING_CONF'> | Message<'FAILURE_CONF'> | Message<'CONTROL_FAILURE_CONF'>;

export interface Recorders {
  /** Returns the RegisteredServiceID. */
  register(client: Client, name: string, mode: number): number;
  unregister(client: Client, registeredServiceId: number): void;
  leave(client: Client): void;
  /** Hands the request on; the answer goes to the client when it comes. */
  forward(client: Client, request: RecordingRequest): void;
  /** False when nobody waits for it. */
  answer(from: Client, answer: RecordingAnswer): boolean;
  list(): { id: number; name: string; mode: number; clientId: string }[];
}

interface Registration {
  readonly id: number;
  readonly name: string;
  readonly mode: number;
  readonly client: Client;
}

interface Waiting {
  readonly client: Client;
  readonly invokeId: number;
  /** Who still may answer. */
  readonly asked: Set<Client>;
  readonly cancel: () => void;
}

export const createRecorders = (turns: Turns, refuse: (client: Client, invokeId: number, why: Refusal) => void): Recorders => {
  const registrations = new Map<number, Registration>();
  const waiting = new Map<number, Waiting>();
  let ids = 0;
  let invokeIds = 0;
  let turn = 0;

  const settle = (invokeId: number): Waiting | undefined => {
    const found = waiting.get(invokeId);
    if (!found) return undefined;
    waiting.delete(invokeId);
    found.cancel();
    found.client.pending -= 1;
    return found;
  };

  /** In parallel mode all get the request, and the first who answers well is the answer; else they take turns. */
  const chosen = (): Registration[] => {
    const all = [...registrations.values()];
    const [first] = all;
    if (!first) throw refused('E_CTI_FUNCTION_NOT_AVAILABLE');
    if (first.mode === ServerMode.PARALLEL) return all;
    const next = all[turn++ % all.length];
    return next ? [next] : [];
  };

  const withdraw = (client: Client): void => {
    for (const [invokeId, { asked }] of [...waiting]) {
      if (!asked.delete(client) || asked.size > 0) continue;
      const settled = settle(invokeId);
      if (settled) refuse(settled.client, settled.invokeId, refused('E_CTI_CLIENT_DISCONNECTED'));
    }
  };

  return {
    register(client, name, mode) {
      if (mode > ServerMode.PARALLEL) throw refused('E_CTI_INVALID_SERVICE');
      const own = [...registrations.values()].filter((one) => one.client === client);
      if (own.length >= MAX_SERVICES) throw refused('E_CTI_UNSPECIFIED_FAILURE');
      const same = [...registrations.values()].filter((one) => one.name === name);
      if (same.some((one) => one.mode !== mode || mode === ServerMode.EXCLUSIVE || one.client === client)) throw refused('E_CTI_SERVICE_CONFLICT');
      const id = ++ids;
      registrations.set(id, { id, name, mode, client });
      return id;
    },
    unregister(client, registeredServiceId) {
      if (registrations.get(registeredServiceId)?.client !== client) throw refused('E_CTI_INVALID_SERVICE');
      registrations.delete(registeredServiceId);
    },
    leave(client) {
      for (const { id, client: owner } of [...registrations.values()]) if (owner === client) registrations.delete(id);
      withdraw(client);
      for (const [invokeId, { client: owner }] of [...waiting]) if (owner === client) settle(invokeId);
    },
    forward(client, request) {
      if (client.pending >= MAX_PENDING) throw refused('E_CTI_UNSPECIFIED_FAILURE');
      const servers = chosen();
      const invokeId = ++invokeIds;
      const cancel = turns.later(() => {
        const late = settle(invokeId);
        if (late) refuse(late.client, late.invokeId, refused('E_CTI_TIMEOUT'));
      }, SERVER_APPLICATION_MS);
      waiting.set(invokeId, { client, invokeId: request.invokeId, asked: new Set(servers.map((server) => server.client)), cancel });
      client.pending += 1;
      const { unknownFields: _unknown, tagOrder: _order, ...fields } = request;
      const forwarded = { ...fields, invokeId, clientId: client.clientId, clientAddress: client.address } as EncodableMessage;
      for (const server of servers) server.client.send(forwarded);
    },
    answer(from, answer) {
      const found = waiting.get(answer.invokeId);
      if (!found?.asked.delete(from)) return false;
      const isFailure = answer.name === 'FAILURE_CONF' || answer.name === 'CONTROL_FAILURE_CONF';
      if (isFailure && found.asked.size > 0) return true;
      settle(answer.invokeId);
      const { unknownFields: _unknown, tagOrder: _order, ...fields } = answer;
      found.client.send({ ...fields, invokeId: found.invokeId } as EncodableMessage);
      return true;
    },
    list: () => [...registrations.values()].map(({ id, name, mode, client }) => ({ id, name, mode, clientId: client.clientId })),
  };
};
