/** The first message of a connection, and what its answer grants. */
import type { Message } from '../codec/index.ts';
import { everyAgentState, everyCallMessage } from '../tables/masks.ts';
import { type CiscoService, serviceMask, servicesIn } from '../tables/services.ts';
import { IDLE_HEARTBEATS } from './limits.ts';
import type { CheckedOptions } from './options.ts';
import type { RequestFields } from './pending-requests.ts';
import type { CiscoSide } from './status.ts';

/** What the server has granted: an open session. */
export interface CiscoGrant {
  side: CiscoSide;
  version: number;
  granted: readonly CiscoService[];
  /** Asked for and not granted. */
  refused: readonly CiscoService[];
  /** The monitor that opening has made for `clientEvents`; 0 otherwise. */
  monitorId: number;
  /** All that the server has said. */
  confirmation: Message<'OPEN_CONF'>;
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

export const openRequest = (options: CheckedOptions, version: number): RequestFields<'OPEN_REQ'> => {
  const { services, clientId, password = '', clientSignature, agentId, agentExtension, agentInstrument } = options;
  const isClient = services.includes('clientEvents');
  const tellsEvents = isClient || services.includes('allEvents');
  return {
    versionNumber: version,
    idleTimeout: Math.ceil((options.heartbeatMs * IDLE_HEARTBEATS) / 1_000),
    // Only an agent's own session is bound to a peripheral.
    peripheralId: isClient ? (options.peripheralId ?? null) : null,
    servicesRequested: serviceMask(services),
    callMsgMask: options.callMsgMask ?? (tellsEvents ? everyCallMessage(version) : 0),
    agentStateMask: options.agentStateMask ?? (tellsEvents ? everyAgentState : 0),
    configMsgMask: 0,
    clientId,
    clientPassword: latin1(password),
    ...(clientSignature !== undefined && { clientSignature }),
    ...(isClient && agentExtension !== undefined && { agentExtension }),
    ...(isClient && agentId !== undefined && { agentId }),
    ...(isClient && agentInstrument !== undefined && { agentInstrument }),
  };
};

export const grantOf = (services: readonly CiscoService[], side: CiscoSide, version: number, confirmation: Message<'OPEN_CONF'>): CiscoGrant => {
  const granted = servicesIn(confirmation.servicesGranted);
  const refused = services.filter((name) => !granted.includes(name));
  return { side, version, granted, refused, monitorId: confirmation.monitorId, confirmation };
};
