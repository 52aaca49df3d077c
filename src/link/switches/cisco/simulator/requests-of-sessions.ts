/** What every session may ask: messages to others, reports, and which variables it wants. */
import { Distribution, type EncodableMessage } from '../codec/index.ts';
import type { Client } from './client.ts';
import type { Handlers } from './handlers.ts';
import type { Agent } from './model.ts';
import { refused } from './refusal.ts';
import type { Server } from './server.ts';

const ALL_CALL_VARIABLES = 0x3ff;

export const sessionRequests = (server: Server): Handlers => {
  const { world, sessions } = server;
  const { rules, turns } = world;

  const whose = (client: Client): Agent | undefined => client.agent ?? client.device?.agent;
  const sessionsOf = (wanted: (agent: Agent) => boolean): Client[] =>
    [...sessions.open.values()].filter((client) => {
      const agent = whose(client);
      return agent !== undefined && wanted(agent);
    });

  const readers = (client: Client, distribution: number, clientId: string | undefined): Client[] => {
    const sender = whose(client);
    const teams = [...(sender?.teams ?? []), ...[...world.site.teams.values()].filter(({ supervisors }) => sender && supervisors.includes(sender))];
    switch (distribution) {
      case Distribution.CLIENT: {
        const found = sessions.byClientId(clientId ?? '');
        if (found.length === 0) throw refused('E_CTI_CLIENT_NOT_FOUND');
        return found;
      }
      case Distribution.SUPERVISOR: {
        const found = sessionsOf((agent) => teams.some(({ supervisors }) => supervisors.includes(agent)));
        if (found.length === 0) throw refused('E_CTI_SUPERVISOR_NOT_FOUND');
        return found;
      }
      case Distribution.TEAM:
        if (teams.length === 0) throw refused('E_CTI_TEAM_NOT_FOUND');
        return sessionsOf((agent) => teams.some(({ members, supervisors }) => members.has(agent) || supervisors.includes(agent)));
      case Distribution.ALL:
        return [...sessions.open.values()];
      default:
        throw refused('E_CTI_INVALID_DISTRIBUTION_TYPE');
    }
  };

  return {
    USER_MESSAGE_REQ: {
      services: [],
      ofAnyPeripheral: true,
      run(client, { invokeId, distribution, clientId, text }) {
        if (!text) throw refused('E_CTI_REQUIRED_DATA_MISSING');
        const event: EncodableMessage<'USER_MESSAGE_EVENT'> = {
          messageType: 'USER_MESSAGE_EVENT',
          icmCentralControllerTime: Math.floor(turns.now() / 1000),
          distribution,
          clientId: client.clientId,
          text,
        };
        for (const reader of readers(client, distribution, clientId)) if (reader !== client) reader.send(event);
        return { messageType: 'USER_MESSAGE_CONF', invokeId };
      },
    },
    CLIENT_EVENT_REPORT_REQ: {
      services: [],
      run(client, { invokeId, text = '', objectName = '' }) {
        server.report(client, 'clientEvent', `${objectName}: ${text}`);
        return { messageType: 'CLIENT_EVENT_REPORT_CONF', invokeId };
      },
    },
    REGISTER_VARIABLES_REQ: {
      services: [],
      run(client, { invokeId, callVariableMask, namedVariables = [], namedArrays = [] }) {
        if (callVariableMask & ~ALL_CALL_VARIABLES) throw refused('E_CTI_INVALID_CALL_VARIABLE_MASK');
        for (const { name } of namedVariables)
          if (rules.namedVariables && !rules.namedVariables.has(name)) throw refused('E_CTI_NAMED_VARIABLE_NOT_CONFIGURED');
        for (const { name } of namedArrays) if (rules.namedArrays && !rules.namedArrays.has(name)) throw refused('E_CTI_NAMED_ARRAY_NOT_CONFIGURED');
        const [named, arrays] = [new Set(namedVariables.map(({ name }) => name)), new Set(namedArrays.map(({ name }) => name))];
        client.wanted = { mask: callVariableMask, named, arrays, key: JSON.stringify([callVariableMask, [...named].sort(), [...arrays].sort()]) };
        return { messageType: 'REGISTER_VARIABLES_CONF', invokeId };
      },
    },
  };
};
