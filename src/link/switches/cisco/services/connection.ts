/** A device's part in a call, by which every request names the call it is about. */
import type { CiscoSession, RequestOptions } from '../session/index.ts';

/**
 * ConnectionCallID, ConnectionDeviceIDType and ConnectionDeviceID together: two live calls may share the first. Every call event is one,
 * so that it can be handed on as it came. The device id is opaque.
 */
export interface CiscoConnection {
  connectionCallId: number | null;
  connectionDeviceIdType: number | null;
  connectionDeviceId?: string | undefined;
  /** Default: the session's. */
  peripheralId?: number | null | undefined;
}

/** A signal and a deadline, as for every request. */
export type CommandOptions = Pick<RequestOptions, 'signal' | 'timeoutMs'>;

/** An agent at a peripheral, by any of the three. */
export interface CiscoAgent {
  agentId?: string | undefined;
  agentExtension?: string | undefined;
  agentInstrument?: string | undefined;
  /** Default: the session's. */
  peripheralId?: number | null | undefined;
}

/** Without what is undefined: the codec takes a field that is there for one that is meant. */
export const given = <Fields extends object>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

export const peripheralOf = (session: CiscoSession, { peripheralId }: { peripheralId?: number | null | undefined } = {}): { peripheralId: number | null } => ({
  peripheralId: peripheralId ?? session.options.peripheralId ?? null,
});

export const agentFields = ({ agentId, agentExtension, agentInstrument }: CiscoAgent) => given({ agentId, agentExtension, agentInstrument });

export const connectionFields = ({ connectionCallId, connectionDeviceIdType, connectionDeviceId }: CiscoConnection) => ({
  connectionCallId,
  connectionDeviceIdType,
  ...given({ connectionDeviceId }),
});

export const activeFields = ({ connectionCallId, connectionDeviceIdType, connectionDeviceId }: CiscoConnection) => ({
  activeConnectionCallId: connectionCallId,
  activeConnectionDeviceIdType: connectionDeviceIdType,
  ...given({ activeConnectionDeviceId: connectionDeviceId }),
});

export const heldFields = ({ connectionCallId, connectionDeviceIdType, connectionDeviceId }: CiscoConnection) => ({
  heldConnectionCallId: connectionCallId,
  heldConnectionDeviceIdType: connectionDeviceIdType,
  ...given({ heldConnectionDeviceId: connectionDeviceId }),
});

export const otherFields = ({ connectionCallId, connectionDeviceIdType, connectionDeviceId }: CiscoConnection) => ({
  otherConnectionCallId: connectionCallId,
  otherConnectionDeviceIdType: connectionDeviceIdType,
  ...given({ otherConnectionDeviceId: connectionDeviceId }),
});

/** No call at all, where a request has room for one. */
export const noConnection: CiscoConnection = { connectionCallId: null, connectionDeviceIdType: null };

/** A text by which two connections are one; the device id is told as it came. */
export const connectionKey = ({ connectionCallId, connectionDeviceIdType, connectionDeviceId = '' }: CiscoConnection): string =>
  `${connectionCallId ?? ''}/${connectionDeviceIdType ?? ''}/${connectionDeviceId}`;
