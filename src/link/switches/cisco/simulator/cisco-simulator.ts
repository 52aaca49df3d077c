/** A CTI Server with behaviour: what a site has behind it, what clients may do with it, and two sides of which one serves. */

import { createEmitter } from '../../../../protocol/emitter.ts';
import { CtiError } from '../../../../protocol/error.ts';
import { Service, StatusCode } from '../codec/index.ts';
import type { Client } from './client.ts';
import { createClientSessions } from './client-sessions.ts';
import { checkCiscoSimulatorConfig } from './config.ts';
import { createDispatch } from './dispatch.ts';
import { type CiscoDriver, type CiscoSimulatorEvents, createDriver } from './driver.ts';
import { createGateway } from './gateway.ts';
import { MAX_REPORTS, MAX_TIMER_MS } from './limits.ts';
import { createOpening } from './open-session.ts';
import type { CiscoSimulatorOptions } from './options.ts';
import { createRecorders } from './recorders.ts';
import { refused } from './refusal.ts';
import { agentRequests } from './requests-of-agents.ts';
import { callRequests } from './requests-of-calls.ts';
import { configRequests } from './requests-of-config.ts';
import { dataRequests } from './requests-of-data.ts';
import { monitorRequests } from './requests-of-monitors.ts';
import { queryRequests } from './requests-of-queries.ts';
import { recordingRequests } from './requests-of-recording.ts';
import { sessionRequests } from './requests-of-sessions.ts';
import { supervisorRequests } from './requests-of-supervisors.ts';
import type { Report, Server } from './server.ts';
import { createSides } from './sides.ts';
import { createSupervision } from './supervision.ts';
import type { Switches } from './switches.ts';
import { createWorld } from './world.ts';

export interface CiscoSimulator extends CiscoDriver {
  readonly host: string;
  /** Where each side listens, or would. `b` is undefined for a server of one side. */
  readonly ports: { readonly a: number; readonly b: number | undefined };
  /** Closes every connection. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts a simulated CTI Server, protocol versions 13 to 25, on loopback unless told otherwise. It serves any client that speaks
 * GED-188, and is driven from outside: calls that come in, customers who answer and hang up, parts that fail.
 * The same clock and seed give the same calls.
 * @throws CtiError as a rejection: `INVALID_ARGUMENT` naming the option that is wrong, `UNREACHABLE` for a port that cannot be opened
 * @example
 * const simulator = await startCiscoSimulator({
 *   agents: [{ id: '1001', skillGroups: [1], loggedInAt: '2001', ready: true }],
 *   skillGroups: [{ number: 1, dialedNumber: '800' }],
 * });
 * const link = connectCisco({ sides: [{ host: simulator.host, port: simulator.ports.a }] });
 * const callId = simulator.placeCall({ from: '+46812345678', to: '800', variables: { callVariable1: '17' } });
 */
export const startCiscoSimulator = async (options: CiscoSimulatorOptions): Promise<CiscoSimulator> => {
  const { clock: _clock, ...plain } = options;
  checkCiscoSimulatorConfig(plain);
  const { host = '127.0.0.1', times = {}, confirmations = 'before' } = options;
  const emitter = createEmitter<CiscoSimulatorEvents>();
  const dirty = new Set<Client>();
  const reports: Report[] = [];
  const faults: unknown[] = [];
  const switches: Switches = { hush: 'nothing', answerMs: undefined, openRefusal: undefined, maintenance: false };

  const world = createWorld(options, () => {
    for (const client of dirty) {
      dirty.delete(client);
      client.flush();
    }
  });
  const { turns, feeds } = world;
  const recorders = createRecorders(turns, (client, invokeId, why) => dispatch.refuse(client, invokeId, why));
  const sessions = createClientSessions(feeds, recorders);
  const gateway = createGateway(world);
  let monitorIds = 0;

  const server: Server = {
    world,
    sessions,
    recorders,
    pg: gateway,
    greets: times.greetingMs !== undefined,
    nextMonitorId: () => ++monitorIds,
    report({ clientId }, kind, text) {
      reports.push({ clientId, kind, text, at: turns.now() });
      if (reports.length > MAX_REPORTS) reports.shift();
    },
    outside(listeners, digits) {
      for (const { party, call } of listeners) if (!party.device) emitter.emit('digits', { callId: call.id, number: party.number, digits });
    },
  };
  const handlers = {
    ...callRequests(server),
    ...agentRequests(server),
    ...dataRequests(server),
    ...queryRequests(server),
    ...monitorRequests(server),
    ...supervisorRequests(server, createSupervision(world)),
    ...recordingRequests(server),
    ...sessionRequests(server),
    ...configRequests(server),
  };

  /** The connection monitor service: whoever has it raises an alarm by coming and by going. */
  const alarm = (client: Client, event: 'opened' | 'closed', status = 0): void => {
    if (client.services & Service.CONNECTION_MONITOR) emitter.emit('alarm', { event, clientId: client.clientId, sessionId: client.id, status });
  };
  const endSession = (client: Client, status: number): void => {
    if (client.id === 0 || !sessions.open.has(client.id)) return;
    sessions.remove(client, status);
    alarm(client, 'closed', status);
  };
  /** With the reason, which the client is told. */
  const expel = (client: Client, status: number): void => {
    client.send({ messageType: 'FAILURE_EVENT', status });
    endSession(client, status);
    sides.end(client);
  };

  /** Looks again when the client could be silent for too long; what it sends meanwhile only moves that moment. */
  const watchIdle = (client: Client): void => {
    const { idleTimeoutMs } = client;
    if (idleTimeoutMs === undefined) return;
    const left = Math.min(client.heardAt + idleTimeoutMs - turns.now(), MAX_TIMER_MS);
    const stop = turns.later(() => {
      client.socket.removeListener('close', stop);
      if (client.isClosed) return;
      if (turns.now() - client.heardAt >= idleTimeoutMs) expel(client, StatusCode.E_CTI_TIMEOUT);
      else watchIdle(client);
    }, left);
    client.socket.once('close', stop);
  };

  const sides = createSides({
    options,
    host,
    turns,
    receive: (client, frame) => dispatch.receive(client, frame),
    onDirty: (client) => dirty.add(client),
    onGone: (client) => endSession(client, StatusCode.E_CTI_CLIENT_DISCONNECTED),
    expel,
  });
  const opening = createOpening({
    server,
    options,
    replace: (client) => expel(client, StatusCode.E_CTI_NEW_SESSION_OPENED),
    requireServing(side, version) {
      if (switches.maintenance) throw refused(version >= FIRST_MAINTENANCE_VERSION ? 'E_CTI_SERVER_IN_MAINTENANCE_MODE' : 'E_CTI_CTI_SERVER_OFFLINE');
      if (sides.active !== side) throw refused('E_CTI_SERVER_NOT_MASTER');
    },
  });
  const dispatch = createDispatch({
    server,
    handlers,
    opening,
    confirmations,
    hush: () => switches.hush,
    answerMs: () => world.duration(switches.answerMs ?? times.answerMs ?? 0),
    openRefusal: () => switches.openRefusal,
    close(client, status) {
      endSession(client, status);
      sides.end(client);
    },
    cutOff(client) {
      endSession(client, StatusCode.E_CTI_BAD_MESSAGE_FORMAT);
      sides.end(client);
    },
    onOpened(client) {
      alarm(client, 'opened');
      watchIdle(client);
    },
    onFault: (error) => faults.push(error),
  });

  try {
    await sides.start();
  } catch (error) {
    turns.cancelTimers();
    await sides.stop();
    throw error instanceof Error ? error : new CtiError('UNREACHABLE', 'The simulator cannot listen.');
  }

  return {
    host,
    get ports() {
      return sides.ports;
    },
    ...createDriver({ world, server, gateway, sides, switches, emitter, reports, faults, expel }),
    async stop() {
      turns.cancelTimers();
      await sides.stop();
      emitter.dispose();
    },
  };
};

const FIRST_MAINTENANCE_VERSION = 24;
