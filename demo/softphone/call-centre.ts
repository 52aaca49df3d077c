/** An agent's line in the demo's call centre, behind the CTI link: no sound in this page, the phone stands on the desk. */
import { linkPhone } from 'ringframe/phone/link';
import { attachPhone, type CrmConnection, type Desktop } from 'ringframe/softphone';
import { type CallCentreAgentId, isCallCentreAgent } from '../call-centre/agents.ts';
import { DEFAULT_COUNTRY, type SoftphoneConfig } from './config.ts';
import { fieldsOfCaller } from './fields-of-caller.ts';

/** Who works at this page, when it is opened as one of the call centre's. */
export const agentOf = ({ pathname, searchParams }: URL): CallCentreAgentId | undefined => {
  const agent = searchParams.get('agent');
  return pathname === '/call-centre' && isCallCentreAgent(agent) ? agent : undefined;
};

/** The vendor's server knows who is logged in, and signs a token for the link. */
const tokenFor = async (agentId: string): Promise<string> => {
  const response = await fetch(`/token?agent=${encodeURIComponent(agentId)}`);
  if (!response.ok) throw new Error(`The softphone's server answered ${response.status}.`);
  return ((await response.json()) as { token: string }).token;
};

export const attachCallCentre = (agentId: CallCentreAgentId, crm: CrmConnection, { link }: SoftphoneConfig): Desktop => {
  const phone = linkPhone({ url: link, agentId, token: () => tokenFor(agentId) });
  return attachPhone(phone, crm, { defaultCountry: DEFAULT_COUNTRY, defaultFieldValues: fieldsOfCaller });
};
