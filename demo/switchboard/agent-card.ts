/** An agent, and the telephone on the agent's desk: what is done there shows in the softphone. */
import type { AgentStatus } from 'ringframe';
import { h } from '../crm/page/dom.ts';
import type { SimulatedAgent } from './link-api.ts';

const stateTexts: Record<AgentStatus['state'], string> = {
  loggedOut: 'Logged out',
  notReady: 'Not ready',
  ready: 'Ready',
  busy: 'On a call',
  reserved: 'A call is coming',
  workingAfterCall: 'Finishing a call',
};

const stateText = ({ state, reason }: AgentStatus): string => (reason === undefined ? stateTexts[state] : `${stateTexts[state]}: ${reason}`);

export const agentCard = (agent: SimulatedAgent, act: (path: string, body: object) => void): HTMLElement => {
  const path = `/simulator/agents/${encodeURIComponent(agent.agentId)}/commands`;
  const button = (label: string, command: string, body: object, kind = '') =>
    h('button', { type: 'button', class: `button ${kind}`, on: { click: () => act(`${path}/${command}`, body) } }, label);
  const ringing = agent.calls.find(({ state }) => state === 'alerting');
  const talking = agent.calls.find(({ state }) => state === 'connected');
  return h(
    'li',
    { class: 'card agent', 'data-agent': agent.agentId },
    h('p', {}, h('strong', {}, agent.name ?? agent.agentId), agent.address !== '' && h('span', { class: 'muted' }, ` ${agent.address}`)),
    h('p', { class: `state state-${agent.agent.state}` }, stateText(agent.agent)),
    h(
      'div',
      { class: 'buttons', role: 'group', 'aria-label': `Desk phone of ${agent.name ?? agent.agentId}` },
      ringing && button('Pick up', 'answer', { callId: ringing.id }, 'button-positive'),
      talking && button('Hold', 'hold', { callId: talking.id }),
      talking && button('Hang up', 'hangUp', { callId: talking.id }, 'button-negative'),
      agent.agent.state === 'ready' && button('Not ready', 'setAgentState', { state: 'notReady' }),
      (agent.agent.state === 'notReady' || agent.agent.state === 'workingAfterCall') && button('Ready', 'setAgentState', { state: 'ready' }),
    ),
  );
};
