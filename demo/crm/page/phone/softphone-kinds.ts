/** The softphones an agent can choose from, and the choice that is kept. */
import { type CallCentreAgentId, callCentreAgents } from '../../../call-centre/agents.ts';

export const softphoneKinds = [
  { kind: 'sip', name: 'Ringframe SIP', about: 'Calls over SIP, written with ringframe/softphone' },
  { kind: 'lightning', name: 'Open CTI, Lightning', about: 'Pretends to call, written for Salesforce: sforce.opencti' },
  { kind: 'classic', name: 'Open CTI, Classic', about: 'Pretends to call, written for Salesforce: sforce.interaction' },
  { kind: 'agent-1', name: 'Call centre, agent 1', about: 'A line of the simulated phone system, behind the CTI link' },
  { kind: 'agent-2', name: 'Call centre, agent 2', about: 'Another line: choose it in a second window, and transfer a call' },
] as const satisfies readonly { kind: CallCentreAgentId | 'sip' | 'lightning' | 'classic'; name: string; about: string }[];

export type SoftphoneKind = (typeof softphoneKinds)[number]['kind'];

export const nameOf = (wanted: SoftphoneKind): string => softphoneKinds.find(({ kind }) => kind === wanted)?.name ?? '';

const KEY = 'demo-crm-softphone';

export const agentOfKind = (kind: SoftphoneKind): CallCentreAgentId | undefined => callCentreAgents.find(({ id }) => id === kind)?.id;

/** Of this window; a new one begins with what was chosen last in any. */
export const kept = (): SoftphoneKind => {
  const value = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
  return softphoneKinds.find(({ kind }) => kind === value)?.kind ?? 'sip';
};

export const keep = (kind: SoftphoneKind): void => {
  sessionStorage.setItem(KEY, kind);
  localStorage.setItem(KEY, kind);
};
