/** The session with a CTI Server. */

export type { CiscoAddress } from './address.ts';
export type { CiscoSession, CiscoSessionEvents, RequestFields, RequestOptions, SessionProblem, Synchronization } from './cisco-session.ts';
export { connectCisco } from './connect-cisco.ts';
export type { CiscoGrant } from './open-request.ts';
export type { CiscoOptions } from './options.ts';
export { type CiscoReconnectPolicy, guideReconnect, type PlannedAttempt, type ReconnectStep } from './reconnect.ts';
export type { CiscoSide, CiscoStatus } from './status.ts';
export { type CiscoTls, tlsProblems as ciscoTlsProblems } from './tls-options.ts';
