/**
 * The phone: the interface every connector implements (`phone.ts` is the law), and what a connector is built of.
 * @module
 */

export { createEmitter, type Emitter } from '../protocol/emitter.ts';
// the call state machine, pure
export { allowedActions } from './allowed-actions.ts';
// the law
export type { CallEvent } from './call-event.ts';
// what connectors are built of
export { type CallStore, type CallStoreOptions, createCallStore } from './call-store.ts';
export { type AppliedCallEvent, applyCallEvent, reduceCalls } from './calls.ts';
export { requireCallData, requireDigits, requireMessage, requireNumber, requirePushableUrl, requireVendorCommand } from './command-arguments.ts';
export { createPendingCommands, type PendingCommands } from './pending-commands.ts';
export type { AudioDevice, CallQuality, Phone, PhoneAudio, PhoneEvents, PhoneStatus, Unsubscribe } from './phone.ts';
export { requireCall, requireCapability, requireConsultation, requireMember, requireParty } from './require-call.ts';
export { type ReasonKind, requireReason, requireWrappedUp } from './require-reason.ts';
export { createTeamBook, type TeamBook } from './team-book.ts';
