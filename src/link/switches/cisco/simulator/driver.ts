/** What whoever drives the simulator can do: the customers, the desk phones, and everything that can fail. */

import type { Emitter } from '../../../../protocol/emitter.ts';
import { CtiError } from '../../../../protocol/error.ts';
import type { Span } from '../../simulator/index.ts';
import { EventCause, LocalConnectionState, type NamedArrayElement, type NamedVariable, StatusCode } from '../codec/index.ts';
import type { Texts } from './call-data.ts';
import type { Client } from './client.ts';
import type { Hush } from './dispatch.ts';
import type { Gateway } from './gateway.ts';
import type { Call, Connection, Device } from './model.ts';
import { Refusal } from './refusal.ts';
import type { Report, Server } from './server.ts';
import type { SideName } from './side.ts';
import type { Fall, Sides } from './sides.ts';
import { type CiscoSimulatorState, stateOfAll } from './state.ts';
import type { Switches } from './switches.ts';
import { systemEvent } from './system-events.ts';
import { teamChangeEvent } from './team-events.ts';
import { isTalking } from './telephony.ts';
import type { World } from './world.ts';

export interface CiscoSimulatorEvents {
  /** Tones that reached somebody outside. */
  digits: { callId: number; number: string; digits: string };
  /** A client with the connection monitor service has opened or closed its session. */
  alarm: { event: 'opened' | 'closed'; clientId: string; sessionId: number; status: number };
}

export interface PlacedCiscoCall {
  /** The customer's number, up to 39 characters. */
  from: string;
  /** A skill group's number, an extension, or anything else that is dialled. */
  to: string;
  /** Call variables and other texts by the names of the codec: `callVariable1`, `callerEnteredDigits`, … */
  variables?: Texts | undefined;
  named?: readonly NamedVariable[] | undefined;
  arrays?: readonly NamedArrayElement[] | undefined;
  /** The network has routed it: CALL_TRANSLATION_ROUTE_EVENT comes first. */
  translationRouted?: boolean | undefined;
  /** The customer hangs up when nobody has answered by then. */
  patienceMs?: number | undefined;
}

export interface CiscoDriver {
  /** @returns the ConnectionCallID */
  placeCall(call: PlacedCiscoCall): number;
  /** The customer hangs up. In every method `number` chooses among several outside parties. */
  hangUpOutside(callId: number, number?: string): void;
  /** Somebody outside takes a call that rings there. */
  answerOutside(callId: number, number?: string): void;
  /** Somebody outside does not. */
  refuseOutside(callId: number, number?: string): void;
  /** The phone system loses the call. */
  dropCall(callId: number): void;
  /** What an agent does at the desk phone itself, without CTI. */
  atPhone(extension: string): DeskPhone;
  setInService(extension: string, inService: boolean): void;
  changeTeam(teamId: number, agentId: string, change: 'add' | 'remove'): void;
  /** The peripheral gateway loses the phone system, which goes on without it; and has it back. */
  takePgDown(): void;
  bringPgUp(): void;
  setCentralController(isUp: boolean): void;
  sendText(text: string): void;
  takeSideDown(side: SideName, how?: Fall): Promise<void>;
  bringSideUp(side: SideName): Promise<void>;
  /** Breaks the connections of a ClientID; with a status, the client is told why. */
  dropClient(clientId: string, status?: keyof typeof StatusCode): void;
  /** What the server no longer answers. */
  mute(what: Hush): void;
  /** From a request to its answer from now on, in milliseconds. */
  delayAnswers(answerMs: Span | undefined): void;
  /** Refuses every OPEN_REQ with this status; undefined ends that. */
  refuseOpens(status: keyof typeof StatusCode | undefined): void;
  setMaintenance(isOn: boolean): void;
  /** All there is at this moment. Of the size of the site: for tests and pages, not for every event. */
  state(): CiscoSimulatorState;
  on<Name extends keyof CiscoSimulatorEvents>(name: Name, listener: (event: CiscoSimulatorEvents[Name]) => void): () => void;
}

export interface DeskPhone {
  dial(number: string): number;
  /** Each acts on the one connection in a fitting state, or on that of the call. */
  answer(callId?: number): void;
  hold(callId?: number): void;
  retrieve(callId?: number): void;
  hangUp(callId?: number): void;
}

export interface DriverParts {
  world: World;
  server: Server;
  gateway: Gateway;
  sides: Sides;
  switches: Switches;
  emitter: Emitter<CiscoSimulatorEvents>;
  reports: readonly Report[];
  faults: readonly unknown[];
  expel(client: Client, status: number): void;
}

const { LCS_ALERTING, LCS_CONNECT, LCS_HOLD } = LocalConnectionState;
const nothing = { texts: {}, named: [], arrays: [] } as const;

/** What the guide would answer with a number is an error here. */
const asError = (error: unknown): unknown =>
  error instanceof Refusal
    ? new CtiError('INVALID_STATE', `The phone system refuses: ${error.message}.`, { details: { kind: error.kind, code: error.code } })
    : error;

export const createDriver = ({ world, server, gateway, sides, switches, emitter, reports, faults, expel }: DriverParts): CiscoDriver => {
  const { turns, telephony, distribution, moves, feeds, site } = world;

  const act = <Result>(work: () => Result): Result => {
    try {
      return turns.turn(work);
    } catch (error) {
      throw asError(error);
    }
  };

  const requireCall = (callId: number): Call => {
    const call = telephony.calls.get(callId);
    if (!call) throw new CtiError('NO_SUCH_CALL', 'There is no call with this id. It may be over.');
    return call;
  };
  const requireDevice = (extension: string): Device => {
    const device = site.devices.get(extension);
    if (!device) throw new CtiError('INVALID_ARGUMENT', 'There is no device with this extension.');
    return device;
  };
  const outside = (callId: number, number: string | undefined, fits: (connection: Connection) => boolean): Connection => {
    const found = requireCall(callId).connections.find((one) => !one.party.device && (number === undefined || one.party.number === number) && fits(one));
    if (!found) throw new CtiError('INVALID_STATE', 'No outside party of this call is in a state for that.');
    return found;
  };
  const rings = ({ state }: Connection): boolean => state === LCS_ALERTING;

  const deskPhone = (device: Device): DeskPhone => {
    const own = (callId: number | undefined, ...states: number[]): Connection => {
      const found = [...device.connections].find(({ call, state }) => (callId === undefined ? states.includes(state) : call.id === callId));
      if (!found) throw new CtiError('INVALID_STATE', 'The phone has no such call in a state for that.');
      return found;
    };
    return {
      dial: (number) => act(() => moves.dial(device, number, nothing).call.id),
      answer: (callId) => act(() => moves.answer(own(callId, LCS_ALERTING))),
      hold: (callId) => act(() => moves.hold(own(callId, LCS_CONNECT))),
      retrieve: (callId) => act(() => moves.retrieve(own(callId, LCS_HOLD))),
      hangUp: (callId) => act(() => moves.clearConnection(own(callId, LCS_CONNECT, LCS_ALERTING, LCS_HOLD))),
    };
  };

  return {
    placeCall: ({ from, to, variables = {}, named = [], arrays = [], translationRouted, patienceMs }) =>
      act(() => {
        const call = distribution.placeInbound({ from, to, data: { texts: variables, named, arrays }, translationRouted });
        if (patienceMs !== undefined)
          turns.later(() => {
            const [caller] = call.connections;
            if (caller && telephony.calls.has(call.id) && !call.connections.some((one) => one !== caller && isTalking(one)))
              telephony.clear(caller, EventCause.CECX_ABAND_LOCAL_QUEUE);
          }, patienceMs);
        return call.id;
      }),
    hangUpOutside: (callId, number) => act(() => telephony.clear(outside(callId, number, isTalking), EventCause.CEC_NONE)),
    answerOutside: (callId, number) => act(() => distribution.answer(outside(callId, number, rings))),
    refuseOutside: (callId, number) => act(() => distribution.refuse(outside(callId, number, rings))),
    dropCall: (callId) => act(() => telephony.finish(requireCall(callId), EventCause.CEC_NETWORK_NOT_OBTAINABLE)),
    atPhone: (extension) => deskPhone(requireDevice(extension)),
    setInService: (extension, inService) =>
      act(() => {
        const device = requireDevice(extension);
        if (device.inService === inService) return;
        device.inService = inService;
        for (const connection of inService ? [] : [...device.connections])
          if (connection.state === LCS_ALERTING) moves.clearConnection(connection);
          else telephony.clear(connection, EventCause.CEC_NETWORK_NOT_OBTAINABLE);
        turns.touch(device.agent);
        feeds.tellEverybody(systemEvent(server, inService ? 'SYS_INSTRUMENT_BACK_IN_SERVICE' : 'SYS_INSTRUMENT_OUT_OF_SERVICE', site.peripheralId, { device }));
      }),
    changeTeam: (teamId, agentId, change) =>
      act(() => {
        const team = site.teams.get(teamId);
        const agent = site.agents.get(agentId);
        if (!team || !agent) throw new CtiError('INVALID_ARGUMENT', 'There is no such team, or no such agent.');
        const isAdded = change === 'add';
        if (team.members.has(agent) === isAdded) return;
        if (isAdded) team.members.add(agent);
        else team.members.delete(agent);
        if (isAdded) agent.teams.add(team);
        else agent.teams.delete(team);
        const event = teamChangeEvent(site, team, agent, isAdded, turns.now());
        const listeners = new Set([...team.feeds].map(({ listener }) => listener));
        for (const client of server.sessions.open.values()) if (listeners.has(client)) client.send(event);
      }),
    takePgDown: gateway.takeDown,
    bringPgUp: gateway.bringUp,
    setCentralController: gateway.setCentralController,
    sendText: (text) => act(() => feeds.tellEverybody(systemEvent(server, 'SYS_TEXT_FYI', 0, { text: text.slice(0, 254) }))),
    takeSideDown: (side, how = 'crash') => sides.takeDown(side, how),
    bringSideUp: sides.bringUp,
    dropClient: (clientId, status) =>
      act(() => {
        for (const client of server.sessions.byClientId(clientId)) {
          if (status) expel(client, StatusCode[status]);
          else client.socket.destroy();
        }
      }),
    mute(what) {
      switches.hush = what;
    },
    delayAnswers(answerMs) {
      switches.answerMs = answerMs;
    },
    refuseOpens(status) {
      switches.openRefusal = status && StatusCode[status];
    },
    setMaintenance(isOn) {
      switches.maintenance = isOn;
    },
    state: () => stateOfAll({ world, server, gateway, sides, reports, faults }),
    on: emitter.on,
  };
};
