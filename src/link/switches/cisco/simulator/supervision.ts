/** What supervisors do with the calls of their agents, and how agents call for them. */
import { CallType, EventCause, LocalConnectionState, SupervisoryAction } from '../codec/index.ts';
import { copyCallData } from './call-data.ts';
import { numbersOf } from './call-messages.ts';
import type { Agent, Connection, Device } from './model.ts';
import { failed, refused } from './refusal.ts';
import { partyAt } from './site.ts';
import type { World } from './world.ts';

const { LCS_CONNECT, LCS_HOLD } = LocalConnectionState;
const { CEC_SUPERVISOR_CLEAR, CEC_SUPERVISOR_MONITOR, CEC_SUPERVISOR_WHISPER, CEC_SUPERVISOR_BARGE_IN, CEC_SUPERVISOR_INTERCEPT } = EventCause;

export interface Supervision {
  /** @returns the supervisor's connection */
  supervise(supervisor: Agent, device: Device, target: Connection, action: number): Connection;
  /** The agent calls the team's supervisor who is there. @returns the agent's connection */
  callSupervisor(agent: Agent, device: Device, about: Connection | undefined, type: number): Connection;
}

export const createSupervision = ({ telephony, distribution, moves, lines, conferenceParties }: World): Supervision => {
  const { tell, messages } = telephony;

  /** The supervisor's part in the agent's call, or in a call that only listens to it. */
  const partOf = (device: Device, target: Connection): Connection | undefined =>
    [...device.connections].find(({ call }) => call === target.call || call.monitors === target);

  const listen = (supervisor: Agent, device: Device, target: Connection, isWhisper: boolean): Connection => {
    if (partOf(device, target)) throw failed('CF_INVALID_OBJECT_STATE');
    if (device.connections.size >= lines) throw failed('CF_MAXIMUM_LINE_LIMIT_EXCEEDED');
    for (const other of [...device.connections]) if (other.state === LCS_CONNECT) telephony.hold(other, EventCause.CEC_NONE);
    const cause = isWhisper ? CEC_SUPERVISOR_WHISPER : CEC_SUPERVISOR_MONITOR;
    const dialed = target.party.number;
    const connection = telephony.begin(
      {
        type: isWhisper ? CallType.CALLTYPE_SUPERVISOR_WHISPER : CallType.CALLTYPE_SUPERVISOR_MONITOR,
        calling: partyAt(device),
        dialed,
        called: target.party,
        data: copyCallData(target.call.data, telephony.nextRouterKey(), numbersOf(device.id, dialed)),
        monitors: target,
      },
      LCS_CONNECT,
    );
    tell(connection.call, messages.originated(connection, cause));
    tell(connection.call, messages.established(connection, cause));
    telephony.connect(connection);
    supervisor.tally.add(isWhisper ? 'whisperCalls' : 'monitorCalls', 1);
    return connection;
  };

  const bargeIn = (supervisor: Agent, device: Device, target: Connection): Connection => {
    const part = partOf(device, target);
    if (part?.call === target.call) throw failed('CF_INVALID_OBJECT_STATE');
    if (target.call.connections.length >= conferenceParties) throw failed('CF_CONFERENCE_MEMBER_LIMIT_EXCEEDED');
    if (!part && device.connections.size >= lines) throw failed('CF_MAXIMUM_LINE_LIMIT_EXCEEDED');
    if (part) telephony.finish(part.call, CEC_SUPERVISOR_BARGE_IN, part);
    for (const other of [...device.connections]) if (other.state === LCS_CONNECT) telephony.hold(other, EventCause.CEC_NONE);
    const { call } = target;
    const connection = telephony.join(call, partyAt(device), LCS_CONNECT);
    tell(call, messages.conferenced(call, undefined, target, connection.id, connection.party, CEC_SUPERVISOR_BARGE_IN));
    telephony.connect(connection);
    supervisor.tally.add('bargeInCalls', 1);
    return connection;
  };

  const intercept = (supervisor: Agent, device: Device, target: Connection): Connection => {
    const part = partOf(device, target);
    const connection = part?.call === target.call ? part : bargeIn(supervisor, device, target);
    telephony.clear(target, CEC_SUPERVISOR_INTERCEPT);
    supervisor.tally.add('interceptCalls', 1);
    return connection;
  };

  /** Ends the supervisor's part; the agent's call goes on. */
  const leave = (device: Device, target: Connection): Connection => {
    const part = partOf(device, target);
    if (!part) throw failed('CF_NO_CONNECTION_TO_CLEAR');
    const snapshot = { ...part };
    telephony.clear(part, CEC_SUPERVISOR_CLEAR);
    return snapshot;
  };

  return {
    supervise(supervisor, device, target, action) {
      if (target.party.device === device) throw failed('CF_REQUEST_INCOMPATIBLE_WITH_OBJECT');
      if (action === SupervisoryAction.CLEAR) return leave(device, target);
      // Somebody has to have answered.
      if (target.establishedAt === undefined || (target.state !== LCS_CONNECT && target.state !== LCS_HOLD)) throw failed('CF_INVALID_OBJECT_STATE');
      if (action === SupervisoryAction.BARGE_IN) return bargeIn(supervisor, device, target);
      if (action === SupervisoryAction.INTERCEPT) return intercept(supervisor, device, target);
      return listen(supervisor, device, target, action === SupervisoryAction.WHISPER);
    },
    callSupervisor(agent, device, about, type) {
      const teams = [...agent.teams];
      if (teams.length === 0) throw refused('E_CTI_TEAM_NOT_FOUND');
      const phones = teams.flatMap(({ supervisors }) => supervisors).flatMap((supervisor) => supervisor.device ?? []);
      const phone = phones.find((one) => one !== device && !distribution.isFull(one));
      if (!phone) throw refused('E_CTI_SUPERVISOR_NOT_FOUND');
      const cause = type === CallType.CALLTYPE_EMERGENCY ? EventCause.CEC_EMERGENCY_CALL : EventCause.CEC_SUPERVISOR_ASSIST;
      if (about && about.state !== LCS_CONNECT) throw failed('CF_NO_ACTIVE_CALL');
      const connection = moves.dial(device, phone.id, { texts: {}, named: [], arrays: [] }, { type, cause, ...(about && { about }) });
      if (type === CallType.CALLTYPE_EMERGENCY) agent.tally.add('emergencyCalls', 1);
      return connection;
    },
  };
};
