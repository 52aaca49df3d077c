/**
 * For the CRM page: puts a softphone into it and connects the two.
 * @module
 */
export type { CallCenter, CallCenterNote, CallCenterOptions, CompatibilityMode } from './call-center/call-center.ts';
export { type CallCenterMountOptions, callCenterMountOptions } from './call-center/mount-options.ts';
export { importCallCenter } from './import-call-center.ts';
export { handleLaunchUrl } from './launch/handle-launch-url.ts';
export type {
  LaunchCrm,
  LaunchForm,
  LaunchHandler,
  LaunchList,
  LaunchNotice,
  LaunchOptions,
  LaunchOutcome,
  LaunchQuery,
  LaunchSettlement,
} from './launch/launch-options.ts';
export { mountSoftphone } from './mount-softphone.ts';
export type { Panel, PanelAppearance, PanelChanges, PanelOptions } from './panel/panel.ts';
export type { PanelStrings } from './panel/panel-strings.ts';
export type { PhoneActions } from './phone-actions.ts';
export type { KnownNames, PopDecision, RuleProblem } from './rules/index.ts';
export type { NewSession, Session, SessionMessage, SessionPlace, Sessions, SessionsOptions, SessionTab } from './sessions/session.ts';
export type {
  CallOptions,
  ClickToDialOptions,
  Crm,
  HandlerContext,
  Logger,
  MountOptions,
  Softphone,
  SoftphoneHostEvents,
  StandbyOptions,
} from './softphone.ts';
