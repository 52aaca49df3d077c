/** One visit to one side: a connection that was opened, and lives until it breaks. */
import { CtiError } from '../../../../protocol/error.ts';
import { type DecodedMessage, type EncodableMessage, type OpaqueMessage, StatusCode } from '../codec/index.ts';
import type { CiscoAddress } from './address.ts';
import { startHeartbeat } from './heartbeat.ts';
import { HEARTBEATS_MISSED } from './limits.ts';
import { type Connection, lostConnection, openConnection } from './open-connection.ts';
import { type CiscoGrant, grantOf, openRequest } from './open-request.ts';
import type { CheckedOptions } from './options.ts';
import type { PendingRequests } from './pending-requests.ts';
import { answerLost, statusError } from './refusal.ts';
import type { CiscoSide } from './status.ts';

export interface VisitParts {
  options: CheckedOptions;
  address: CiscoAddress;
  side: CiscoSide;
  version: number;
  pending: PendingRequests;
  /** At OPEN_CONF's place in the stream. */
  granted(grant: CiscoGrant): void;
  message(message: DecodedMessage): void;
  problem(error: CtiError): void;
  /** Once, and the last that is heard. */
  ended(end: VisitEnd): void;
}

export interface VisitEnd {
  error: CtiError;
  /** Milliseconds since 1970; undefined where no session was granted. */
  openedAt: number | undefined;
}

export interface Visit {
  send(message: EncodableMessage | OpaqueMessage, isUrgent?: boolean): void;
  reset(error: CtiError): void;
}

/** FAILURE_EVENTs after which the server keeps no session; any other is only told. */
const endings: readonly number[] = [
  StatusCode.E_CTI_CTI_SERVER_OFFLINE,
  StatusCode.E_CTI_NEW_SESSION_OPENED,
  StatusCode.E_CTI_SESSION_NOT_OPEN,
  StatusCode.E_CTI_SERVER_NOT_MASTER,
  StatusCode.E_CTI_SERVER_IN_MAINTENANCE_MODE,
];

/** Somebody has accepted the connection, and that is all. */
const silent = (): CtiError =>
  new CtiError(
    'TIMEOUT',
    'OPEN_REQ was not answered: check that this port is the CTI Server’s, and what its own log says. The other side is tried, if there is one.',
  );

export const visitSide = ({ options, address, side, version, pending, granted, message: tell, problem, ended }: VisitParts): Visit => {
  let openedAt: number | undefined;
  let stopHeartbeat = (): void => {};

  const beat = (): Promise<unknown> => pending.ask('HEARTBEAT_REQ', {}, { timeoutMs: options.heartbeatMs * HEARTBEATS_MISSED });
  const open = (): void => {
    pending
      .ask('OPEN_REQ', openRequest(options, version), {
        timeoutMs: options.openTimeoutMs,
        answered(confirmation) {
          openedAt = Date.now();
          stopHeartbeat = startHeartbeat({ intervalMs: options.heartbeatMs, beat, lost: (reason) => connection.reset(lostConnection(reason)) });
          granted(grantOf(options.services, side, version, confirmation));
        },
      })
      // The guide has a client reset the connection whatever the refusal. A time-out of the server's own is a refusal, with its status.
      .catch((error: CtiError) => connection.reset(error.code === 'TIMEOUT' && error.details === undefined ? silent() : error));
  };

  const { tls, connectTimeoutMs } = options;
  const connection: Connection = openConnection(
    { address, tls, version, connectTimeoutMs },
    {
      open,
      message(message) {
        if (message.name === 'FAILURE_EVENT' && (openedAt === undefined || endings.includes(message.status))) {
          tell(message);
          connection.reset(statusError('FAILURE_EVENT', message.status));
          return;
        }
        pending.take(message);
        tell(message);
      },
      badFrame(error, messageType, invokeId) {
        if (invokeId === undefined || !pending.spoil(messageType, invokeId, error)) problem(error);
      },
      closed(error) {
        stopHeartbeat();
        pending.failAll(answerLost);
        ended({ error, openedAt });
      },
    },
  );

  return { send: connection.send, reset: connection.reset };
};
