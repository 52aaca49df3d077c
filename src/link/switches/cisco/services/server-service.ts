/** The Server service: an application that serves requests of other clients, such as recording, by way of the CTI Server. */
import { CtiError, isCtiError } from '../../../../protocol/error.ts';
import { type EncodableMessage, type Message, ServerMode, StatusCode } from '../codec/index.ts';
import type { CiscoSession } from '../session/index.ts';
import { type CiscoConnection, type CommandOptions, connectionFields, given, peripheralOf } from './connection.ts';
import { keepRegistered, type RegisteredService } from './registered-service.ts';

/** How several servers of one name share the requests. */
export type CiscoServerMode = 'exclusive' | 'roundRobin' | 'parallel';

/** What becomes of a request. A handler that rejects with a `details.status` refuses with that status, otherwise with 17. */
export interface RecordingHandlers {
  /** @returns numbers of this application's, which come back when the recording is stopped */
  start(request: Message<'START_RECORDING_REQ'>): Promise<{ sessionId: number; serverData: number }> | { sessionId: number; serverData: number };
  stop(request: Message<'STOP_RECORDING_REQ'>): Promise<void> | void;
}

/** The voice that is to be recorded, as RTP_STARTED_EVENT tells it. */
export interface RecordingRequest extends CiscoConnection {
  clientPort?: number | undefined;
  bitRate?: number | undefined;
  packetSize?: number | undefined;
  direction?: number | undefined;
  rtpType?: number | undefined;
  payloadType?: number | undefined;
  echoCancellation?: number | undefined;
  agentId?: string | undefined;
  agentExtension?: string | undefined;
  agentInstrument?: string | undefined;
}

export interface ServerService {
  /**
   * Serves recording requests under a name of at most 63 characters, again after each opening. One at a time on a session: a request does not say
   * under which name it was asked for.
   * @throws CtiError as a rejection: `INVALID_STATE` while another is served; those of `session.request`
   */
  register(service: { name: string; mode?: CiscoServerMode | undefined }, handlers: RecordingHandlers, options?: CommandOptions): Promise<RegisteredService>;
  /** Asks whoever serves them. */
  startRecording(request: RecordingRequest, options?: CommandOptions): Promise<Message<'START_RECORDING_CONF'>>;
  stopRecording(request: RecordingRequest & { sessionId: number; serverData: number }, options?: CommandOptions): Promise<void>;
}

const modes: Readonly<Record<CiscoServerMode, number>> = { exclusive: ServerMode.EXCLUSIVE, roundRobin: ServerMode.ROUND_ROBIN, parallel: ServerMode.PARALLEL };

const statusOf = (error: unknown): number => {
  const status = isCtiError(error) ? error.details?.status : undefined;
  return typeof status === 'number' ? status : StatusCode.E_CTI_UNSPECIFIED_FAILURE;
};

/** @example await serverService(session).register({ name: 'recorder' }, { start: (request) => record(request), stop: ({ sessionId }) => end(sessionId) }) */
export const serverService = (session: CiscoSession): ServerService => {
  let isServing = false;

  /** The number and the client are those of the request; of a connection that is gone, the number is another request's by now. */
  const answer = async (request: Message<'START_RECORDING_REQ'> | Message<'STOP_RECORDING_REQ'>, work: () => Promise<EncodableMessage>): Promise<void> => {
    const { invokeId } = request;
    const { grant } = session;
    const refusal = (error: unknown): EncodableMessage => ({ messageType: 'FAILURE_CONF', invokeId, status: statusOf(error) });
    const send = (message: EncodableMessage): Promise<void> => (session.grant === grant ? session.send(message) : Promise.resolve());
    const message = await work().catch(refusal);
    // What a handler gives may be nothing that can be sent. An answer to nobody is not sent.
    await send(message).catch((error) => send(refusal(error)).catch(() => undefined));
  };
  const clientOf = ({ invokeId, clientId, clientAddress, clientAddressIpv6 }: Message<'START_RECORDING_REQ'> | Message<'STOP_RECORDING_REQ'>) => ({
    invokeId,
    ...given({ clientId, clientAddress, clientAddressIpv6 }),
  });

  return {
    async register({ name, mode = 'exclusive' }, handlers, options) {
      if (isServing) throw new CtiError('INVALID_STATE', 'This service serves requests already. Unregister it first, or open another session.');
      isServing = true;
      // Requests may come right behind the confirmation.
      const offs = [
        session.on('START_RECORDING_REQ', (request) => {
          void answer(request, async () => ({ messageType: 'START_RECORDING_CONF', ...clientOf(request), ...(await handlers.start(request)) }));
        }),
        session.on('STOP_RECORDING_REQ', (request) => {
          void answer(request, async () => {
            await handlers.stop(request);
            return { messageType: 'STOP_RECORDING_CONF', ...clientOf(request) };
          });
        }),
      ];
      const stopServing = (): void => {
        isServing = false;
        for (const off of offs) off();
      };
      return keepRegistered(session, { serviceName: name, serverMode: modes[mode] }, stopServing, options);
    },
    startRecording(request, options) {
      const {
        clientPort = 0,
        bitRate = 0,
        packetSize = 0,
        direction = 0,
        rtpType = 0,
        payloadType = 0,
        echoCancellation = 0,
        agentId,
        agentExtension,
        agentInstrument,
      } = request;
      return session.request(
        'START_RECORDING_REQ',
        {
          ...peripheralOf(session, request),
          ...connectionFields(request),
          ...{ clientPort, bitRate, packetSize, direction, rtpType, payloadType, echoCancellation },
          ...given({ agentId, agentExtension, agentInstrument }),
        },
        options,
      );
    },
    async stopRecording({ sessionId, serverData, clientPort = 0, direction = 0, ...request }, options) {
      const { agentId, agentExtension, agentInstrument } = request;
      const fields = {
        ...peripheralOf(session, request),
        ...connectionFields(request),
        clientPort,
        direction,
        sessionId,
        serverData,
        ...given({ agentId, agentExtension, agentInstrument }),
      };
      await session.request('STOP_RECORDING_REQ', fields, options);
    },
  };
};
