/** The data of calls: written, and released when all is written. */
import { CalledPartyDisposition, CallType, nameOf } from '../codec/index.ts';
import { applyChange, changeIn, requireWritable } from './call-data.ts';
import type { Handlers } from './handlers.ts';
import { WRAP_UP_MS } from './limits.ts';
import type { Call } from './model.ts';
import { refused } from './refusal.ts';
import type { Server } from './server.ts';

/** What a client leaves as it is: the guide's null, or 0 where it has none. */
const given = (value: number | null): number | undefined => (value === null || value === 0 || value === 0xffff ? undefined : value);

export const dataRequests = (server: Server): Handlers => {
  const { world } = server;
  const { telephony, rules, turns } = world;

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

  return {
    SET_CALL_DATA_REQ: {
      services: ['CALL_DATA_UPDATE'],
      run(client, request) {
        const call = requireCall(request.connectionCallId, request.connectionDeviceId);
        const own = client.device ?? client.agent?.device;
        const isParty = !own || call.connections.some(({ party }) => party.device === own) || call.connections.length === 0;
        if (client.monitors.size === 0 && !isParty) throw refused('E_CTI_NOT_CALL_PARTY');
        const type = given(request.callType);
        if (type !== undefined && nameOf(CallType, type) === undefined) throw refused('E_CTI_INVALID_CALL_TYPE');
        const disposition = given(request.calledPartyDisposition);
        if (disposition !== undefined && nameOf(CalledPartyDisposition, disposition) === undefined) throw refused('E_CTI_CALLED_PARTY_DISPOSITION');
        const change = changeIn(request);
        requireWritable(change, rules);
        applyChange(call.data, change);
        if (type !== undefined) call.type = type;
        if (disposition !== undefined) call.data.disposition = disposition;
        telephony.tellData(call, change);
        return { messageType: 'SET_CALL_DATA_CONF', invokeId: request.invokeId };
      },
    },
    RELEASE_CALL_REQ: {
      services: ['CALL_DATA_UPDATE'],
      run(_client, request) {
        const call = requireCall(request.connectionCallId);
        telephony.ended.delete(call.id);
        return { messageType: 'RELEASE_CALL_CONF', invokeId: request.invokeId };
      },
    },
    BAD_CALL_REQ: {
      services: ['CLIENT_CONTROL'],
      run(client, request) {
        const call = requireCall(request.connectionCallId, request.connectionDeviceId);
        server.report(client, 'badCall', String(call.id));
        return { messageType: 'BAD_CALL_CONF', invokeId: request.invokeId };
      },
    },
    SET_DEVICE_ATTRIBUTES_REQ: {
      services: ['CLIENT_CONTROL'],
      run(_client, request) {
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
