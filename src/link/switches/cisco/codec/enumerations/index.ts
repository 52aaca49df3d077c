/** The numbers of the guide under their names. Values that a table does not have pass as they are: servers are newer than guides. */
export * from './agent.ts';
export * from './call-type.ts';
export * from './called-party-disposition.ts';
export * from './control-failure-code.ts';
export * from './device.ts';
export * from './event-cause.ts';
export { nameOf } from './name-of.ts';
export * from './request.ts';
export * from './session.ts';
export * from './status-code.ts';
