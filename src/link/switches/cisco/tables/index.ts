/** The CTI Server's numbers in Ringframe's words, the raw number kept beside. */
export { agentStateOf } from './agent-state.ts';
export { type CallKind, type CallPurpose, callTypeOf } from './call-type.ts';
export { causeOf } from './cause.ts';
export { connectionStateOf } from './connection-state.ts';
export { controlFailureMeaning, type FailureMeaning } from './control-failure.ts';
export type { ConfirmationOf, RequestName } from './requests.ts';
export { type CiscoService, ciscoServices } from './services.ts';
export { type StatusMeaning, statusMeaning } from './status.ts';
export { pgStatusTexts, type SystemEventWord, systemEventOf } from './system-event.ts';
export type { Translated } from './translated.ts';
