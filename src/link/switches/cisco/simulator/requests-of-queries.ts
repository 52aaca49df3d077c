/** Snapshots and queries: of calls, devices, statistics. */
import { CallMessageMask, ClassOfDevice, type EncodableMessage, LineType, type Service, SilentMonitorStatus, TypeOfDevice } from '../codec/index.ts';
import { dataFields, wholeOf } from './call-data.ts';
import type { Handlers } from './handlers.ts';
import { DEFAULT_CONFERENCE_PARTIES } from './limits.ts';
import type { Connection } from './model.ts';
import { refused } from './refusal.ts';
import { findCall, requireDevice } from './request-rules.ts';
import { requireAgent } from './requests-of-agents.ts';
import type { Server } from './server.ts';
import { agentStatistics, skillGroupStatistics } from './statistics.ts';

const readers = ['CLIENT_CONTROL', 'ALL_EVENTS', 'PERIPHERAL_MONITOR', 'CLIENT_EVENTS'] as const satisfies readonly (keyof typeof Service)[];

/** 36, 38, 40 … in the guide's order; 0x800 is the predictive call, which there is not. */
const CALL_CONTROL_SUPPORTED = 0x7ffff & ~0x800;
/** Consultation calls of the same device, and blind transfers. */
const TRANSFER_CONFERENCE_SETUP = 0x1 | 0x2 | 0x4 | 0x20;
const UNIQUE_CONSULT_CALL_ID = 0x2;
const MAX_LINES_LISTED = 10;
const MAX_CALLS_LISTED = 16;

const { TRANSLATION_ROUTE: _route, AGENT_LEGACY_PRE_CALL: _legacy, CALL_TERMINATION: _termination, ...supported } = CallMessageMask;
const CALL_EVENTS_SUPPORTED = Object.values(supported).reduce<number>((mask, bit) => mask | bit, 0) >>> 0;

export const queryRequests = (server: Server): Handlers => {
  const { world } = server;
  const { site, turns } = world;

  const monitorStatus = (connection: Connection): number => {
    if (connection.call.monitors) return SilentMonitorStatus.INITIATOR;
    return connection.listeners.size > 0 ? SilentMonitorStatus.TARGET : SilentMonitorStatus.NONE;
  };

  return {
    SNAPSHOT_CALL_REQ: {
      services: readers,
      isQuery: true,
      run(_client, { invokeId, connectionCallId }) {
        const call = findCall(world, connectionCallId);
        if (!call) throw refused('E_CTI_INVALID_CALLID');
        const confirmation: EncodableMessage<'SNAPSHOT_CALL_CONF'> = {
          messageType: 'SNAPSHOT_CALL_CONF',
          invokeId,
          callType: call.type,
          calledPartyDisposition: call.data.disposition,
          ...dataFields(wholeOf(call.data), ['customerPhoneNumber', 'customerAccountNumber']),
          routerCallKeyDay: call.data.routerKey.day,
          routerCallKeyCallId: call.data.routerKey.callId,
          callDevices: call.connections.slice(0, MAX_CALLS_LISTED).map(({ id, party, state }) => ({
            callConnectionCallId: call.id,
            callConnectionDeviceIdType: id.type,
            callConnectionDeviceId: id.device,
            callDeviceType: party.type,
            callDeviceId: party.number,
            callDeviceConnectionState: state,
          })),
        };
        return confirmation;
      },
    },
    SNAPSHOT_DEVICE_REQ: {
      services: readers,
      isQuery: true,
      run(_client, { invokeId, agentInstrument }) {
        const device = requireDevice(world, agentInstrument);
        const calls = [...device.connections].slice(0, MAX_CALLS_LISTED).map((connection) => ({
          callConnectionCallId: connection.call.id,
          callConnectionDeviceIdType: connection.id.type,
          callConnectionDeviceId: connection.id.device,
          callState: connection.state,
          silentMonitorStatus: monitorStatus(connection),
        }));
        return { messageType: 'SNAPSHOT_DEVICE_CONF', invokeId, ...(calls.length > 0 && { calls }) };
      },
    },
    QUERY_DEVICE_INFO_REQ: {
      services: readers,
      isQuery: true,
      run(_client, { invokeId, agentInstrument }) {
        requireDevice(world, agentInstrument);
        const lines = Array.from({ length: Math.min(world.lines, MAX_LINES_LISTED) }, (_, index) => ({
          lineHandle: index + 1,
          lineType: LineType.LINETYPE_UNKNOWN,
        }));
        return {
          messageType: 'QUERY_DEVICE_INFO_CONF',
          invokeId,
          peripheralType: site.peripheralType,
          typeOfDevice: TypeOfDevice.DEVT_STATION,
          classOfDevice: ClassOfDevice.VOICE,
          maxActiveCalls: 1,
          maxHeldCalls: world.lines - 1,
          maxDevicesInConference: world.conferenceParties ?? DEFAULT_CONFERENCE_PARTIES,
          makeCallSetup: 0,
          transferConferenceSetup: TRANSFER_CONFERENCE_SETUP,
          callEventsSupported: CALL_EVENTS_SUPPORTED,
          callControlSupported: CALL_CONTROL_SUPPORTED,
          otherFeaturesSupported: UNIQUE_CONSULT_CALL_ID,
          lines,
        };
      },
    },
    QUERY_AGENT_STATISTICS_REQ: {
      services: [],
      isQuery: true,
      run(_client, request) {
        const agent = requireAgent(site, request);
        return agentStatistics(site, agent, turns.now(), request.invokeId);
      },
    },
    QUERY_SKILL_GROUP_STATISTICS_REQ: {
      services: [],
      isQuery: true,
      run(_client, { invokeId, skillGroupNumber, skillGroupId }) {
        const group = site.groups.get(skillGroupNumber ?? -1) ?? site.groupsById.get(skillGroupId ?? -1);
        if (!group) throw refused('E_CTI_INVALID_SKILL_GROUP');
        return skillGroupStatistics(site, group, turns.now(), invokeId);
      },
    },
  };
};
