/** What a session with a CTI Server is to the services, and to whoever wants a message that no service speaks of. */
import type { CtiError } from '../../../../protocol/error.ts';
import type { DecodedMessage, EncodableMessage, Message, MessageName, OpaqueMessage } from '../codec/index.ts';
import type { ConfirmationOf, RequestName } from '../tables/requests.ts';
import type { CiscoGrant } from './open-request.ts';
import type { CheckedOptions } from './options.ts';
import type { RequestFields, RequestOptions } from './pending-requests.ts';
import type { CiscoStatus } from './status.ts';

export type { RequestFields, RequestOptions } from './pending-requests.ts';

/** Something that was left out, or went wrong, and that nobody was waiting for. */
export interface SessionProblem {
  error: CtiError;
}

/** Every message by the guide's name, and what the session itself has to tell. */
export type CiscoSessionEvents = { [Name in MessageName]: Message<Name> } & { [Name in OpaqueMessage['name']]: OpaqueMessage } & {
  /** Told to a new listener at once. */
  status: CiscoStatus;
  /** Every message, before it is told by its name. */
  message: DecodedMessage;
  problem: SessionProblem;
};

/** Why what is known has to be looked up: a new session, which knows no monitors; or a part of the phone system is back in the same one. */
export interface Synchronization {
  cause: 'opened' | 'restored';
  grant: CiscoGrant;
}

export interface CiscoSession {
  readonly options: Readonly<CheckedOptions>;
  readonly status: CiscoStatus;
  /** Undefined while there is no open session. Set from OPEN_CONF on, when `status` is still `connecting` and snapshots are taken. */
  readonly grant: CiscoGrant | undefined;

  /**
   * Resolves when the session is up.
   * @throws CtiError as a rejection: what made it `failed`, `NOT_CONNECTED` when it is stopped, `ABORTED`
   */
  opened(options?: { signal?: AbortSignal | undefined }): Promise<CiscoGrant>;

  /**
   * Sends a request and waits for its confirmation. Many may be under way at a time.
   * @throws CtiError as a rejection only: the refusal with the server's code and its name in `details`; `NOT_SUPPORTED` when the service it
   * belongs to was not granted; `NOT_CONNECTED`, `TIMEOUT`, `ABORTED`, `RATE_LIMITED`, `INVALID_RESULT`, `BAD_FRAME`; `INVALID_ARGUMENT` and
   * `TOO_LARGE` of the codec, before anything is sent
   * @example await session.request('QUERY_AGENT_STATE_REQ', { peripheralId: 5_000, mrdId: null, icmAgentId: null, agentId: '1001' })
   */
  request<Name extends RequestName>(
    name: Name,
    fields: RequestFields<Name>,
    options?: RequestOptions<Message<ConfirmationOf<Name>>>,
  ): Promise<Message<ConfirmationOf<Name>>>;

  /** Sends what has no confirmation: answers to the server, and messages without an InvokeID. Rejects as `request` does. */
  send(message: EncodableMessage | OpaqueMessage): Promise<void>;

  /**
   * Registers what has to be done whenever a session was opened, before it counts as up, and when a part of the phone system is back:
   * monitors made again, snapshots taken. A task is begun at OPEN_CONF's place in the stream, before anything that comes behind it is told. One that fails is told as a `problem`; the session goes up without it.
   * @returns what takes it back
   */
  synchronize(task: (synchronization: Synchronization) => Promise<void>): () => void;

  /** Messages are told in the order of the stream. A listener that throws disturbs nobody. */
  on<Name extends keyof CiscoSessionEvents>(name: Name, listener: (event: CiscoSessionEvents[Name]) => void): () => void;

  /** Tries again, when `failed` or `stopped`. */
  connect(): void;
  /** Says good-bye to the server, for five seconds at most. May be called twice. */
  close(): Promise<void>;
}
