/** The application services of a CTI Server, each on its own over a session. */

export type { CiscoAgentSnapshot, CiscoAgentStateChange, CiscoLogIn, CiscoLogOut, SkillGroupChoice } from './agent-control.ts';
export { type AllEventsOptions, allEvents } from './all-events.ts';
export { type CiscoDial, type JoinedCall, type NewConnection, partiesOf } from './call-control.ts';
export { type CallVariableNumber, type CiscoCallData, callDataOf } from './call-data.ts';
export { type CallDataChange, type CallDataUpdate, callDataUpdate } from './call-data-update.ts';
export type { CallEventMessage, CiscoAgentEvent, CiscoCallEvent } from './call-events.ts';
export { type ClientControl, clientControl } from './client-control.ts';
export { type ClientEvents, clientEvents } from './client-events.ts';
export { type ClientMonitor, type ClientSession, clientMonitor } from './client-monitor.ts';
export { type CiscoAgent, type CiscoConnection, type CommandOptions, connectionKey } from './connection.ts';
export { type ConnectionAlarm, type ConnectionMonitor, connectionMonitor } from './connection-monitor.ts';
export type { FollowedLines, LineEvents } from './follow-lines.ts';
export { type CiscoSystemEvent, type Miscellaneous, miscellaneous, type UserMessageTo } from './miscellaneous.ts';
export type { Monitor, MonitoredMessage } from './monitors.ts';
export { type DeviceToMonitor, type MaskedMonitor, type MonitorMasks, type PeripheralMonitor, peripheralMonitor } from './peripheral-monitor.ts';
export type { RegisteredService } from './registered-service.ts';
export { type CiscoServerMode, type RecordingHandlers, type RecordingRequest, type ServerService, serverService } from './server-service.ts';
export type { CiscoLineSnapshot, DeviceCall, LineCall } from './snapshots.ts';
export { type CallForHelp, type CallToSupervise, type CiscoSupervision, type Supervisor, supervisor } from './supervisor.ts';
export type { TeamMember, TeamMonitor } from './team-monitor.ts';
