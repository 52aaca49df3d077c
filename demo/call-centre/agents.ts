/** Who works in the demo's call centre. The name an agent is known by stands for a login the vendor would have. */
export const callCentreAgents = [
  { id: 'agent-1', name: 'Agent 1', extension: '7001' },
  { id: 'agent-2', name: 'Agent 2', extension: '7002' },
] as const;

export type CallCentreAgentId = (typeof callCentreAgents)[number]['id'];

export const isCallCentreAgent = (id: string | null | undefined): id is CallCentreAgentId => callCentreAgents.some((agent) => agent.id === id);
