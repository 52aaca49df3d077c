/** The configuration of the peripheral as records, from version 19. Requests carry no InvokeID: one at a time. */
import { ConfigEndStatus, ConfigKeyStatus, ConfigMessageMask, DeviceIdType, type EncodableMessage } from '../codec/index.ts';
import { VOICE } from './call-messages.ts';
import type { Client } from './client.ts';
import type { Handlers } from './handlers.ts';
import { ENTRIES_PER_MESSAGE } from './limits.ts';
import type { Server } from './server.ts';

const ADDED = 0;
const SOLICITED = 1;
const KEY = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 1]);
const AGENT_TYPE = 1;
/** Versions that have the record types beyond those of version 19. */
const FIRST_MRD_VERSION = 20;
const FIRST_PERIPHERAL_VERSION = 22;

const keys = { serviceConfigKey: KEY, skillGroupConfigKey: KEY, agentConfigKey: KEY, deviceConfigKey: KEY, callTypeConfigKey: KEY };

export const configRequests = (server: Server): Handlers => {
  const { site } = server.world;
  const common = { recordType: ADDED, fltPeripheralId: site.peripheralId };

  const sendRecords = <Record>(client: Client, records: readonly Record[], message: (some: readonly Record[]) => EncodableMessage): void => {
    for (let at = 0; at < records.length; at += ENTRIES_PER_MESSAGE) client.send(message(records.slice(at, at + ENTRIES_PER_MESSAGE)));
  };

  const sendSkillGroups = (client: Client): void =>
    sendRecords(
      client,
      [...site.groups.values()].map(({ number, id, options: { name = `Group ${number}`, dialedNumber } }) => ({
        ...common,
        peripheralNumber: number,
        skillGroupSkillTargetId: id,
        ...(dialedNumber !== undefined && { extension: dialedNumber.slice(0, 15) }),
        peripheralName: name.slice(0, 31),
        fltMrDomainId: VOICE,
      })),
      (records) => ({ messageType: 'CONFIG_SKILL_GROUP_EVENT', records }),
    );

  const sendAgents = (client: Client): void =>
    sendRecords(
      client,
      [...site.agents.values()].map(({ options, icmAgentId, groups, device }) => ({
        ...common,
        agentType: AGENT_TYPE,
        loginId: options.id,
        loginName: options.id,
        lastName: (options.lastName ?? '').slice(0, 31),
        firstName: (options.firstName ?? '').slice(0, 31),
        ...(device && { extension: device.id }),
        agentSkillTargetId: icmAgentId,
        numSkills: Math.min(groups.length, 5),
        skills: groups.slice(0, 5).map(({ number }) => ({ fltSkillGroupNumber: number, fltSkillGroupPriority: 0 })),
      })),
      (records) => ({ messageType: 'CONFIG_AGENT_EVENT', records }),
    );

  const sendDevices = (client: Client): void =>
    sendRecords(
      client,
      [...site.devices.values()].map(({ id }, index) => ({
        ...common,
        peripheralNumber: index + 1,
        deviceType: DeviceIdType.DEVID_DEVICE_IDENTIFIER,
        extension: id,
      })),
      (records) => ({ messageType: 'CONFIG_DEVICE_EVENT', records }),
    );

  return {
    CONFIG_REQUEST_KEY_EVENT: {
      services: [],
      ofAnyPeripheral: true,
      run: (_client, { peripheralId }) => ({
        messageType: 'CONFIG_KEY_EVENT',
        configkeyStatus: peripheralId === null || peripheralId === site.peripheralId ? ConfigKeyStatus.OK : ConfigKeyStatus.UNKNOWN_CUSTOMER,
        ...keys,
      }),
    },
    CONFIG_REQUEST_EVENT: {
      services: [],
      ofAnyPeripheral: true,
      run(client, { configInformation, peripheralId }) {
        const isHere = peripheralId === null || peripheralId === site.peripheralId;
        client.send({ messageType: 'CONFIG_BEGIN_EVENT', configType: SOLICITED, configInformation, ...keys });
        const wants = (bit: number): boolean => isHere && (configInformation & bit) !== 0;
        if (wants(ConfigMessageMask.SKILL_GROUP)) sendSkillGroups(client);
        if (wants(ConfigMessageMask.AGENT)) sendAgents(client);
        if (wants(ConfigMessageMask.DEVICE)) sendDevices(client);
        if (wants(ConfigMessageMask.MRD) && client.version >= FIRST_MRD_VERSION)
          client.send({
            messageType: 'CONFIG_MRD_EVENT',
            records: [
              { recordType: ADDED, fltMrDomainId: VOICE, fltEnterpriseName: 'Cisco_Voice', fltDescription: '', fltMaxTaskDuration: 0, fltInterruptible: false },
            ],
          });
        if (wants(ConfigMessageMask.PERIPHERAL) && client.version >= FIRST_PERIPHERAL_VERSION)
          client.send({ messageType: 'CONFIG_PERIPHERAL_EVENT', records: [{ recordType: ADDED, configPeripheralId: site.peripheralId }] });
        // After the records, and before whatever the next request brings.
        client.send({ messageType: 'CONFIG_END_EVENT', configEndStatus: isHere ? ConfigEndStatus.OK : ConfigEndStatus.UNKNOWN_CUSTOMER });
        return undefined;
      },
    },
  };
};
