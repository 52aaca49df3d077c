import type { Phone } from './phone.ts';

/** How the phone stands, in words an agent understands, and as a colour. */
export interface PhoneState {
  tone: 'good' | 'busy' | 'wait' | 'bad';
  text: string;
  /** What to do about it, where there is something to do. */
  help?: string;
}

const agentTexts = {
  loggedOut: { tone: 'wait', text: 'Phone not registered' },
  notReady: { tone: 'wait', text: 'Not ready' },
  ready: { tone: 'good', text: 'Ready' },
  reserved: { tone: 'busy', text: 'Call coming in' },
  busy: { tone: 'busy', text: 'On a call' },
  workingAfterCall: { tone: 'wait', text: 'Finishing a call' },
} as const satisfies Record<string, PhoneState>;

export const phoneState = ({ kind, softphone }: Pick<Phone, 'kind' | 'softphone'>): PhoneState => {
  if (!softphone) return { tone: 'wait', text: 'Phone is starting' };
  const { status, agent, calls } = softphone;
  if (status.state === 'refused' || status.state === 'failed') return { tone: 'bad', text: 'Phone not connected', help: status.error.message };
  if (status.state === 'connecting') return { tone: 'wait', text: 'Phone is starting' };
  if (status.state === 'reconnecting') return { tone: 'wait', text: 'Phone is loading again' };
  if (status.state === 'unresponsive') return { tone: 'bad', text: 'Phone does not answer', help: 'It may be busy or stuck. Calls that run go on.' };
  if (status.state === 'disposed') return { tone: 'bad', text: 'Phone was removed' };
  // Open CTI tells a CRM nothing of calls or of the agent.
  if (kind === 'lightning' || kind === 'classic') return { tone: 'good', text: 'Phone connected' };
  if (calls.some(({ state }) => state === 'alerting')) return agentTexts.reserved;
  if (calls.length > 0) return calls.length === 1 ? agentTexts.busy : { tone: 'busy', text: `${calls.length} calls` };
  return agent ? agentTexts[agent.state] : { tone: 'wait', text: 'Phone is connecting' };
};
