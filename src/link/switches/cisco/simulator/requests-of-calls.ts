/** Requests that move calls: the client control service. */
import { type EncodableMessage, Service } from '../codec/index.ts';
import { changeIn, requireWritable } from './call-data.ts';
import { partiesOf } from './call-messages.ts';
import type { Client } from './client.ts';
import type { Handlers } from './handlers.ts';
import type { Connection } from './model.ts';
import { failed, refused } from './refusal.ts';
import { type ConnectionFields, connectionIn, requireConnection, requireDevice, requireMayControl, requireOwnConnection } from './request-rules.ts';
import type { Server } from './server.ts';

const control = ['CLIENT_CONTROL'] as const satisfies readonly (keyof typeof Service)[];

interface TwoConnections {
  activeConnectionCallId: number | null;
  activeConnectionDeviceIdType: number | null;
  activeConnectionDeviceId?: string;
  agentInstrument?: string;
}

const activeIn = (request: TwoConnections): ConnectionFields => ({
  callId: request.activeConnectionCallId,
  type: request.activeConnectionDeviceIdType,
  deviceId: request.activeConnectionDeviceId,
  instrument: request.agentInstrument,
});
const heldIn = (request: {
  heldConnectionCallId: number | null;
  heldConnectionDeviceIdType: number | null;
  heldConnectionDeviceId?: string;
  agentInstrument?: string;
}): ConnectionFields => ({
  callId: request.heldConnectionCallId,
  type: request.heldConnectionDeviceIdType,
  deviceId: request.heldConnectionDeviceId,
  instrument: request.agentInstrument,
});

const newConnectionFields = ({ call, id, line }: Connection) => ({
  newConnectionCallId: call.id,
  newConnectionDeviceIdType: id.type,
  newConnectionDeviceId: id.device,
  lineHandle: line.handle,
  lineType: line.type,
});

const requireDialed = (dialedNumber: string | undefined): string => {
  if (!dialedNumber) throw refused('E_CTI_REQUIRED_DATA_MISSING');
  return dialedNumber;
};

export const callRequests = (server: Server): Handlers => {
  const { world } = server;
  const { moves, rules } = world;
  const own = (client: Client, fields: ConnectionFields): Connection => requireOwnConnection(world, client, fields);

  return {
    ANSWER_CALL_REQ: {
      services: control,
      run(client, request) {
        moves.answer(own(client, connectionIn(request)));
        return { messageType: 'ANSWER_CALL_CONF', invokeId: request.invokeId };
      },
    },
    HOLD_CALL_REQ: {
      services: control,
      run(client, request) {
        moves.hold(own(client, connectionIn(request)));
        return { messageType: 'HOLD_CALL_CONF', invokeId: request.invokeId };
      },
    },
    RETRIEVE_CALL_REQ: {
      services: control,
      run(client, request) {
        moves.retrieve(own(client, heldIn(request)));
        return { messageType: 'RETRIEVE_CALL_CONF', invokeId: request.invokeId };
      },
    },
    CLEAR_CONNECTION_REQ: {
      services: control,
      run(client, request) {
        const connection = requireConnection(world, client, connectionIn(request));
        // Anybody in a call that one's own device is in may be sent out of it.
        const { requestingDeviceId, agentInstrument } = request;
        const by = connection.call.connections.find(
          ({ party }) => party.device && (party.device.id === (requestingDeviceId ?? agentInstrument) || party.device === client.device),
        );
        const device = by?.party.device ?? connection.party.device;
        if (!device) throw failed('CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE');
        requireMayControl(client, device);
        moves.clearConnection(connection);
        return { messageType: 'CLEAR_CONNECTION_CONF', invokeId: request.invokeId };
      },
    },
    CLEAR_CALL_REQ: {
      services: control,
      run(client, request) {
        moves.clearCall(own(client, connectionIn(request)));
        return { messageType: 'CLEAR_CALL_CONF', invokeId: request.invokeId };
      },
    },
    ALTERNATE_CALL_REQ: {
      services: control,
      run(client, request) {
        const other = {
          callId: request.otherConnectionCallId,
          type: request.otherConnectionDeviceIdType,
          deviceId: request.otherConnectionDeviceId,
          instrument: request.agentInstrument,
        };
        moves.alternate(own(client, activeIn(request)), own(client, other));
        return { messageType: 'ALTERNATE_CALL_CONF', invokeId: request.invokeId };
      },
    },
    RECONNECT_CALL_REQ: {
      services: control,
      run(client, request) {
        moves.reconnect(own(client, activeIn(request)), own(client, heldIn(request)));
        return { messageType: 'RECONNECT_CALL_CONF', invokeId: request.invokeId };
      },
    },
    DEFLECT_CALL_REQ: {
      services: control,
      run(client, request) {
        moves.deflect(own(client, connectionIn(request)), requireDialed(request.calledDeviceId));
        return { messageType: 'DEFLECT_CALL_CONF', invokeId: request.invokeId };
      },
    },
    MAKE_CALL_REQ: {
      services: control,
      run(client, request) {
        const device = requireDevice(world, request.agentInstrument);
        requireMayControl(client, device, 'CF_PRIVILEGE_VIOLATION_ON_CALLING_DEVICE');
        const change = changeIn(request);
        requireWritable(change, rules);
        const connection = moves.dial(device, requireDialed(request.dialedNumber), change);
        return { messageType: 'MAKE_CALL_CONF', invokeId: request.invokeId, ...newConnectionFields(connection) };
      },
    },
    CONSULTATION_CALL_REQ: {
      services: control,
      run(client, request) {
        const change = changeIn(request);
        requireWritable(change, rules);
        const connection = moves.consult(own(client, activeIn(request)), requireDialed(request.dialedNumber), change);
        return { messageType: 'CONSULTATION_CALL_CONF', invokeId: request.invokeId, ...newConnectionFields(connection) };
      },
    },
    TRANSFER_CALL_REQ: {
      services: control,
      run(client, request) {
        const from = own(client, activeIn(request));
        const isBlind = request.heldConnectionCallId === null;
        const call = isBlind ? moves.transferTo(from, requireDialed(request.dialedNumber)) : moves.transfer(from, own(client, heldIn(request)));
        const [first] = call.connections;
        const confirmation: EncodableMessage<'TRANSFER_CALL_CONF'> = {
          messageType: 'TRANSFER_CALL_CONF',
          invokeId: request.invokeId,
          newConnectionCallId: call.id,
          newConnectionDeviceIdType: first?.id.type ?? null,
          newConnectionDeviceId: first?.id.device ?? '',
          lineHandle: null,
          lineType: null,
          ...partiesOf(call),
        };
        return confirmation;
      },
    },
    CONFERENCE_CALL_REQ: {
      services: control,
      run(client, request) {
        if (request.heldConnectionCallId === null) throw failed('CF_ARBITRARY_CONF_OR_XFER_NOT_SUPPORTED');
        const connection = moves.conference(own(client, activeIn(request)), own(client, heldIn(request)));
        return { messageType: 'CONFERENCE_CALL_CONF', invokeId: request.invokeId, ...newConnectionFields(connection), ...partiesOf(connection.call) };
      },
    },
    SEND_DTMF_SIGNAL_REQ: {
      services: control,
      run(client, request) {
        const { dtmfString = '' } = request;
        if (!/^[\dA-D*#]{1,31}$/i.test(dtmfString)) throw refused('E_CTI_INVALID_DIGITS');
        const connection = own(client, connectionIn(request));
        server.outside(moves.dtmf(connection, dtmfString), dtmfString);
        return { messageType: 'SEND_DTMF_SIGNAL_CONF', invokeId: request.invokeId };
      },
    },
    // Its answer is the guide's for a peripheral that has no dialer.
    MAKE_PREDICTIVE_CALL_REQ: {
      services: control,
      run() {
        throw failed('CF_INVALID_FEATURE');
      },
    },
  };
};
