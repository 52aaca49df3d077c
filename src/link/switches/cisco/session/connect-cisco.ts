/** A session with Cisco's CTI Server, kept for as long as it is wanted. */
import { createEmitter } from '../../../../protocol/emitter.ts';
import { CtiError, isCtiError } from '../../../../protocol/error.ts';
import { type DecodedMessage, StatusCode } from '../codec/index.ts';
import { servicesFor } from '../tables/requests.ts';
import type { CiscoSession, CiscoSessionEvents, Synchronization } from './cisco-session.ts';
import { createKeeper, sideName } from './keeper.ts';
import { CLOSE_TIMEOUT_MS } from './limits.ts';
import { lostConnection } from './open-connection.ts';
import type { CiscoGrant } from './open-request.ts';
import { type CiscoOptions, checkOptions } from './options.ts';
import { createPendingRequests } from './pending-requests.ts';
import { notConnected } from './refusal.ts';
import { createStanding } from './standing.ts';
import type { CiscoStatus } from './status.ts';
import { type Visit, visitSide } from './visit-side.ts';
import { waitUntilUp } from './wait-until-up.ts';

/**
 * Opens a session with a CTI Server, and opens it again whenever it breaks: the guide's order of sides and pauses, the newest protocol
 * version both speak, heartbeats, requests with deadlines. Returns at once; nothing that the server tells is missed by listeners that are
 * added in the same turn. What the server sends never throws: it is told as `problem`, or ends the connection with a reason.
 *
 * Source: Cisco's CTI Server Message Reference Guide (GED-188).
 * @throws CtiError `INVALID_ARGUMENT` naming the options that are wrong
 * @example
 * const session = connectCisco({
 *   sides: [{ host: 'cti-a.example', port: 42027 }, { host: 'cti-b.example', port: 43027 }],
 *   clientId: 'ringframe', password, services: ['allEvents', 'clientControl'], peripheralId: 5_000,
 * });
 * session.on('status', (status) => log(status.state));
 * session.on('AGENT_STATE_EVENT', (event) => show(event.agentId, agentStateOf(event.agentState).value));
 * await session.opened();
 */
export const connectCisco = (given: CiscoOptions): CiscoSession => {
  const options = checkOptions(given);
  const emitter = createEmitter<CiscoSessionEvents>({ status: () => [status] });
  const standing = createStanding();
  const tasks = new Set<(synchronization: Synchronization) => Promise<void>>();
  let status: CiscoStatus = { state: 'stopped' };
  let grant: CiscoGrant | undefined;
  let visit: Visit | undefined;
  let isSynchronizing = false;
  let isOutdated = false;
  let isWanted = false;
  let closing: Promise<void> | undefined;

  const pending = createPendingRequests((message, isUrgent) => {
    if (!visit) throw notConnected(`it is ${status.state}`);
    visit.send(message, isUrgent);
  }, options.requestTimeoutMs);

  const setStatus = (next: CiscoStatus): void => {
    status = next;
    emitter.emit('status', next);
  };
  const problem = (error: CtiError): void => emitter.emit('problem', { error });
  const taskFailed = (cause: unknown) => (isCtiError(cause) ? cause : new CtiError('HANDLER_FAILED', 'A task of session.synchronize failed.', { cause }));

  const setUp = ({ side, version, granted, refused }: CiscoGrant): void => {
    const { partial } = standing;
    setStatus({ state: 'up', side, version, granted, refused, ...(partial !== undefined && { partial }) });
  };

  /** What is known is looked up again, and only then is the session up, or that part of the phone system back. */
  const synchronize = async (cause: Synchronization['cause'], mine: CiscoGrant): Promise<void> => {
    isSynchronizing = true;
    isOutdated = false;
    const outcomes = await Promise.allSettled([...tasks].map(async (task) => task({ cause, grant: mine })));
    if (grant !== mine || status.state === 'stopped') return;
    for (const outcome of outcomes) if (outcome.status === 'rejected') problem(taskFailed(outcome.reason));
    isSynchronizing = false;
    if (isOutdated) void synchronize('restored', mine);
    else setUp(mine);
  };

  const heardOfSystem = (mayBeBack: boolean): void => {
    if (!grant || status.state === 'stopped') return;
    if (isSynchronizing) isOutdated ||= mayBeBack;
    else if (mayBeBack) void synchronize('restored', grant);
    else if (status.state === 'up' && status.partial !== standing.partial) setUp(grant);
  };

  const message = (received: DecodedMessage): void => {
    const mayBeBack = received.name === 'SYSTEM_EVENT' && standing.heard(received);
    emitter.emit('message', received);
    // The name is the message's own: that the two go together is beyond the compiler.
    emitter.emit(received.name, received as never);
    if (received.name === 'SYSTEM_EVENT') heardOfSystem(mayBeBack);
  };

  const keeper = createKeeper({
    options,
    setStatus,
    visit(side, version, ended) {
      const address = options.sides[side];
      if (!address) throw new CtiError('INVALID_ARGUMENT', 'The option reconnect has named a side that there is not.');
      visit = visitSide({
        options,
        address,
        side: sideName(side),
        version,
        pending,
        granted(next) {
          grant = next;
          standing.opened(next.confirmation, options.services.includes('clientEvents') ? options.peripheralId : undefined);
          void synchronize('opened', next);
        },
        message,
        problem,
        ended(end) {
          visit = undefined;
          grant = undefined;
          ended(end);
        },
      });
    },
  });

  const close = async (): Promise<void> => {
    keeper.stop();
    setStatus({ state: 'stopped' });
    if (grant) await pending.ask('CLOSE_REQ', { status: StatusCode.E_CTI_NO_ERROR }, { timeoutMs: CLOSE_TIMEOUT_MS }).catch(() => undefined);
    visit?.reset(lostConnection('it was closed by close()'));
  };

  const start = (): void => {
    if (isWanted && (status.state === 'failed' || status.state === 'stopped')) keeper.start();
  };
  const connect = (): void => {
    isWanted = true;
    if (closing) void closing.then(start);
    else start();
  };

  connect();
  return {
    options,
    get status() {
      return status;
    },
    get grant() {
      return grant;
    },
    opened: ({ signal } = {}) =>
      waitUntilUp(
        (listener) => emitter.on('status', listener),
        () => isWanted,
        () => grant,
        signal,
      ),
    async request(name, fields, requestOptions) {
      if (!grant || status.state === 'stopped') throw notConnected(`it is ${status.state}`);
      const needed = servicesFor[name];
      const { granted } = grant;
      if (needed && !needed.some((service) => granted.includes(service)))
        throw new CtiError('NOT_SUPPORTED', `${name} needs the service ${needed.join(' or ')}, which this session was not granted.`);
      return pending.ask(name, fields, requestOptions);
    },
    async send(outgoing) {
      if (!grant || !visit || status.state === 'stopped') throw notConnected(`it is ${status.state}`);
      visit.send(outgoing);
    },
    synchronize(task) {
      tasks.add(task);
      return () => void tasks.delete(task);
    },
    on: emitter.on,
    connect,
    close() {
      isWanted = false;
      if (status.state !== 'stopped')
        closing = close().finally(() => {
          closing = undefined;
        });
      return closing ?? Promise.resolve();
    },
  };
};
