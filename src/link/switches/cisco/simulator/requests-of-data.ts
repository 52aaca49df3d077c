/** The data of calls: written, and released when all is written. */
import { applyChange, type CallDataChange, changeIn, requireWritable } from './call-data.ts';
import { identityAt } from './call-messages.ts';
import type { Handlers } from './handlers.ts';
import { WRAP_UP_MS } from './limits.ts';
import type { Call } from './model.ts';
import { refused } from './refusal.ts';
import { requirePeripheral } from './request-rules.ts';
import type { Server } from './server.ts';

const NO_CHANGE_OF_TYPE = 0xffff;

export const dataRequests = (server: Server): Handlers => {
  const { world } = server;
  const { telephony, rules, feeds, turns } = world;

  /** Also a call that is over, in the time that the guide gives. */
  const requireCall = (callId: number | null, deviceId = ''): Call => {
    const live = telephony.calls.get(callId ?? -1);
    const past = telephony.ended.get(callId ?? -1);
    const call = live ?? (past && turns.now() - past.at < WRAP_UP_MS ? past.call : undefined);
    if (!call) throw refused('E_CTI_INVALID_CALLID');
    const isOfCall = deviceId === '' || call.identity.device === deviceId || !live || call.connections.some(({ id }) => id.device === deviceId);
    if (!isOfCall) throw refused('E_CTI_INVALID_CALLID');
    return call;
  };

  const tellUpdated = (call: Call, change: CallDataChange): void => {
    telephony.tellWhole(call, telephony.messages.dataUpdated(call, change, call.identity));
    for (const { party } of call.connections)
      if (party.device) feeds.tellDevice(party.device, telephony.messages.dataUpdated(call, change, identityAt(party.device)));
  };

  return {
    SET_CALL_DATA_REQ: {
      services: ['CALL_DATA_UPDATE'],
      run(client, request) {
        requirePeripheral(server, request.peripheralId);
        const call = requireCall(request.connectionCallId, request.connectionDeviceId);
        const own = client.device ?? client.agent?.device;
        const isParty = !own || call.connections.some(({ party }) => party.device === own) || call.connections.length === 0;
        if (client.monitors.size === 0 && !isParty) throw refused('E_CTI_NOT_CALL_PARTY');
        const change = changeIn(request);
        requireWritable(change, rules);
        applyChange(call.data, change);
        if (request.callType !== null && request.callType !== NO_CHANGE_OF_TYPE && request.callType !== 0) call.type = request.callType;
        if (request.calledPartyDisposition !== 0 && request.calledPartyDisposition !== NO_CHANGE_OF_TYPE)
          call.data.disposition = request.calledPartyDisposition;
        tellUpdated(call, change);
        return { messageType: 'SET_CALL_DATA_CONF', invokeId: request.invokeId };
      },
    },
    RELEASE_CALL_REQ: {
      services: ['CALL_DATA_UPDATE'],
      run(_client, request) {
        requirePeripheral(server, request.peripheralId);
        const call = requireCall(request.connectionCallId);
        telephony.ended.delete(call.id);
        return { messageType: 'RELEASE_CALL_CONF', invokeId: request.invokeId };
      },
    },
    BAD_CALL_REQ: {
      services: ['CLIENT_CONTROL'],
      run(client, request) {
        requirePeripheral(server, request.peripheralId);
        const call = requireCall(request.connectionCallId, request.connectionDeviceId);
        server.report(client, 'badCall', String(call.id));
        return { messageType: 'BAD_CALL_CONF', invokeId: request.invokeId };
      },
    },
    SET_DEVICE_ATTRIBUTES_REQ: {
      services: ['CLIENT_CONTROL'],
      run(_client, request) {
        requirePeripheral(server, request.peripheralId);
        if (!request.callingDeviceId) throw refused('E_CTI_REQUIRED_DATA_MISSING');
        if (!world.site.devices.has(request.callingDeviceId)) throw refused('E_CTI_INVALID_DEVICE');
        return { messageType: 'SET_DEVICE_ATTRIBUTES_CONF', invokeId: request.invokeId };
      },
    },
    // The simulator routes no tasks, so that there is no application path whose data could be set.
    SET_APP_DATA_REQ: {
      services: [],
      run() {
        throw refused('E_CTI_FUNCTION_NOT_AVAILABLE');
      },
    },
  };
};
