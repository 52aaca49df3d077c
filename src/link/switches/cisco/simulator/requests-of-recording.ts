/** Server applications and recording: the server service, and recording by the network. */
import type { EncodableMessage } from '../codec/index.ts';
import { DeviceIdType } from '../codec/index.ts';
import type { Handler, Handlers } from './handlers.ts';
import type { Connection } from './model.ts';
import type { RecordingRequest } from './recorders.ts';
import { failed, refused } from './refusal.ts';
import { connectionIn, findCall, requireOwnConnection } from './request-rules.ts';
import type { Server } from './server.ts';

export const recordingRequests = (server: Server): Handlers => {
  const { world, recorders } = server;
  const { site, telephony } = world;

  const event = (
    messageType: 'NETWORK_RECORDING_STARTED_EVENT' | 'NETWORK_RECORDING_ENDED_EVENT',
    { call, id }: Connection,
  ): EncodableMessage<'NETWORK_RECORDING_STARTED_EVENT' | 'NETWORK_RECORDING_ENDED_EVENT'> => ({
    messageType,
    monitorId: 0,
    peripheralId: site.peripheralId,
    connectionCallId: call.id,
    connectionDeviceIdType: id.type,
    connectionDeviceId: id.device,
    recordingDeviceType: DeviceIdType.DEVID_NONE,
  });

  const setRecording = (connection: Connection, isOn: boolean): void => {
    if (connection.recording === isOn || connection.establishedAt === undefined) throw failed('CF_INVALID_OBJECT_STATE');
    connection.recording = isOn;
    telephony.tell(connection.call, event(isOn ? 'NETWORK_RECORDING_STARTED_EVENT' : 'NETWORK_RECORDING_ENDED_EVENT', connection));
  };

  /** A server application answers, and not the CTI Server. */
  const forwarded: Handler<RecordingRequest['name']> = {
    services: ['CLIENT_CONTROL'],
    run(client, request) {
      if (!findCall(world, request.connectionCallId)) throw refused('E_CTI_INVALID_CALLID');
      recorders.forward(client, request);
      return undefined;
    },
  };

  return {
    REGISTER_SERVICE_REQ: {
      services: ['SERVER'],
      run(client, { invokeId, serverMode, serviceName }) {
        if (!serviceName) throw refused('E_CTI_REQUIRED_DATA_MISSING');
        return { messageType: 'REGISTER_SERVICE_CONF', invokeId, registeredServiceId: recorders.register(client, serviceName, serverMode) };
      },
    },
    UNREGISTER_SERVICE_REQ: {
      services: ['SERVER'],
      run(client, { invokeId, registeredServiceId }) {
        recorders.unregister(client, registeredServiceId);
        return { messageType: 'UNREGISTER_SERVICE_CONF', invokeId };
      },
    },
    START_RECORDING_REQ: forwarded,
    STOP_RECORDING_REQ: forwarded,
    START_NETWORK_RECORDING_REQ: {
      services: ['CLIENT_CONTROL'],
      run(client, request) {
        setRecording(requireOwnConnection(world, client, connectionIn(request)), true);
        return { messageType: 'START_NETWORK_RECORDING_CONF', invokeId: request.invokeId };
      },
    },
    STOP_NETWORK_RECORDING_REQ: {
      services: ['CLIENT_CONTROL'],
      run(client, request) {
        setRecording(requireOwnConnection(world, client, connectionIn(request)), false);
        return { messageType: 'STOP_NETWORK_RECORDING_CONF', invokeId: request.invokeId };
      },
    },
  };
};
