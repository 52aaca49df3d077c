/** What every request that concerns the phone system has to keep to. */
import { type ControlFailureCode, Service } from '../codec/index.ts';
import type { Client } from './client.ts';
import type { Agent, Call, Connection, Device } from './model.ts';
import { failed, refused } from './refusal.ts';
import type { Server } from './server.ts';
import type { World } from './world.ts';

export const serves = (client: Client, ...services: readonly (keyof typeof Service)[]): boolean =>
  services.some((name) => (client.services & Service[name]) !== 0);

/** @throws Refusal for a peripheral that there is not, or that does not answer */
export const requirePeripheral = ({ world, pg }: Server, peripheralId: number | null): void => {
  if (peripheralId !== null && peripheralId !== world.site.peripheralId) throw refused('E_CTI_INVALID_PERIPHERAL_ID');
  if (pg.isDown) throw failed('CF_RESOURCE_OUT_OF_SERVICE');
};

export const isSupervisorOf = (agent: Agent, supervisor: Agent | undefined): boolean =>
  supervisor !== undefined && [...agent.teams].some(({ supervisors }) => supervisors.includes(supervisor));

/** A session of CLIENT_EVENTS controls its own device, and a supervisor's those of the team. */
export const requireMayControl = (
  client: Client,
  device: Device,
  code: keyof typeof ControlFailureCode = 'CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE',
): void => {
  if (!serves(client, 'CLIENT_EVENTS') || client.device === device) return;
  const supervisor = client.device?.agent ?? client.agent;
  if (client.agent?.device === device) return;
  if (serves(client, 'SUPERVISOR') && device.agent && isSupervisorOf(device.agent, supervisor)) return;
  throw failed(code);
};

export const requireDevice = ({ site }: World, instrument: string | undefined): Device => {
  if (instrument === undefined || instrument === '') throw refused('E_CTI_REQUIRED_DATA_MISSING');
  const device = site.devices.get(instrument);
  if (!device) throw failed('CF_INVALID_CSTA_DEVICE_IDENTIFIER');
  return device;
};

export const findCall = ({ telephony }: World, callId: number | null): Call | undefined => (callId === null ? undefined : telephony.calls.get(callId));

export interface ConnectionFields {
  callId: number | null;
  type: number | null;
  deviceId: string | undefined;
  instrument: string | undefined;
}

/** As most requests name a connection. */
export interface OneConnection {
  connectionCallId: number | null;
  connectionDeviceIdType: number | null;
  connectionDeviceId?: string;
  agentInstrument?: string;
}

export const connectionIn = (request: OneConnection): ConnectionFields => ({
  callId: request.connectionCallId,
  type: request.connectionDeviceIdType,
  deviceId: request.connectionDeviceId,
  instrument: request.agentInstrument,
});

/** The connection that a request means: by its device, or the instrument's in that call. */
export const requireConnection = (world: World, client: Client, { callId, type, deviceId = '', instrument = '' }: ConnectionFields): Connection => {
  const call = findCall(world, callId);
  if (!call) throw failed('CF_INVALID_CSTA_CALL_IDENTIFIER');
  const own = client.device ?? client.agent?.device;
  const connection =
    deviceId !== ''
      ? call.connections.find(({ id }) => id.device === deviceId && (type === null || id.type === type))
      : call.connections.find(({ party }) => party.device && (instrument !== '' ? party.device.id === instrument : party.device === own));
  if (!connection) throw failed('CF_INVALID_CSTA_CONNECTION_IDENTIFIER');
  if (instrument !== '' && !world.site.devices.has(instrument)) throw failed('CF_INVALID_CSTA_DEVICE_IDENTIFIER');
  return connection;
};

/** Also under the client's control. */
export const requireOwnConnection = (world: World, client: Client, fields: ConnectionFields): Connection => {
  const connection = requireConnection(world, client, fields);
  const { device } = connection.party;
  if (!device) throw failed('CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE');
  requireMayControl(client, device);
  return connection;
};
