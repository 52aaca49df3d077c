/** The sessions that are open: their beginning and end, and the telling of both to clients that monitor sessions. */
import { CallMessageMask, type EncodableMessage, Service } from '../codec/index.ts';
import type { Client } from './client.ts';
import type { Feeds } from './feeds.ts';
import { createOutgoing } from './outgoing.ts';
import type { Recorders } from './recorders.ts';

export interface ClientSessions {
  readonly open: ReadonlyMap<number, Client>;
  nextId(): number;
  add(client: Client): void;
  /** The session is over, for the reason that its monitors are told. */
  remove(client: Client, status: number): void;
  /** Of an open session, by its ClientID. */
  byClientId(clientId: string): Client[];
  opened(client: Client): EncodableMessage<'CLIENT_SESSION_OPENED_EVENT'>;
}

const everything = Object.values(CallMessageMask).reduce((mask, bit) => mask | bit, 0);
export const ALL_CALL_EVENTS = everything >>> 0;

export const createClientSessions = (feeds: Feeds, recorders: Pick<Recorders, 'leave'>): ClientSessions => {
  const open = new Map<number, Client>();
  let ids = 0;

  const sessionFields = (client: Client) => ({
    sessionId: client.id,
    peripheralId: null,
    clientPort: client.port,
    clientAddress: client.address,
    clientId: client.clientId,
    clientSignature: client.signature,
    ...(client.device && { agentExtension: client.device.id, agentInstrument: client.device.id }),
    ...(client.agent && { agentId: client.agent.options.id }),
  });
  const opened: ClientSessions['opened'] = (client) => ({
    messageType: 'CLIENT_SESSION_OPENED_EVENT',
    ...sessionFields(client),
    servicesGranted: client.services,
    callMsgMask: client.callMask,
    agentStateMask: client.agentMask,
  });
  const tellMonitors = (about: Client, message: EncodableMessage): void => {
    const outgoing = createOutgoing(message);
    for (const client of open.values()) if (client !== about && client.services & Service.CLIENT_MONITOR) client.tell(outgoing, 0);
  };

  return {
    open,
    nextId: () => ++ids,
    opened,
    byClientId: (clientId) => [...open.values()].filter((client) => client.clientId === clientId),
    add(client) {
      open.set(client.id, client);
      feeds.sessions.add(client);
      tellMonitors(client, opened(client));
    },
    remove(client, status) {
      if (!open.delete(client.id)) return;
      feeds.sessions.delete(client);
      client.unbind();
      for (const { stop } of [...client.monitors.values()]) stop();
      client.monitors.clear();
      for (const [id, watcher] of client.watchers) watcher.monitors.delete(id);
      client.watchers.clear();
      recorders.leave(client);
      tellMonitors(client, { messageType: 'CLIENT_SESSION_CLOSED_EVENT', ...sessionFields(client), status });
    },
  };
};
