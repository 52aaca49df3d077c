/** Agents' lines, and every command for them. */
import { CtiError } from '../../../protocol/error.ts';
import { commandAnswers, commandParams, type PhoneCommandName } from '../../../protocol/phone-commands.ts';
import type { Schema } from '../../../protocol/schema.ts';
import { carryOut, checkCommand } from '../../carry-out.ts';
import { grantedTo } from '../../granted-to.ts';
import type { Switch } from '../../switch.ts';
import type { KnownAgents } from '../known-agents.ts';
import { problem } from '../problem.ts';
import { type Route, type RouteInput, route } from '../route.ts';
import { agentsShape, callsShape, lineShape } from '../shapes.ts';

export interface AgentRoutesOptions {
  phoneSystem: Switch;
  agents: KnownAgents;
  /** Commands under way, for the link's end. */
  underWay: Set<AbortController>;
}

export const unknownAgent = () => problem(404, 'REFUSED', 'The phone system knows no such agent.', { details: { code: 'UNKNOWN_AGENT' } });

/** Commands that answer with something. */
const givers = new Set<PhoneCommandName>(['dial', 'consult', 'superviseCall', 'requestAssistance', 'vendorCommand']);

export const createLineOf =
  (phoneSystem: Switch, agents: KnownAgents) =>
  (agentId: string): object | undefined => {
    const snapshot = phoneSystem.snapshot(agentId);
    return snapshot && { agentId, connected: agents.isConnected(agentId), ...snapshot };
  };

export const agentRoutes = ({ phoneSystem, agents, underWay }: AgentRoutesOptions): Route[] => {
  const lineOf = createLineOf(phoneSystem, agents);

  const requireLine = ({ params: { agentId = '' } }: RouteInput) => {
    const line = phoneSystem.snapshot(agentId);
    if (line) return { agentId, ...line };
    // Nobody can say while it is away, and it is known to be away.
    if (phoneSystem.status.state !== 'up') throw new CtiError('NOT_CONNECTED', 'The phone system is not connected. Wait for the status `up`.');
    throw unknownAgent();
  };

  const runCommand = async (name: PhoneCommandName, input: RouteInput): Promise<unknown> => {
    const { agentId } = requireLine(input);
    const command = checkCommand(agentId, name, input.body, grantedTo(phoneSystem, agentId));
    const controller = new AbortController();
    underWay.add(controller);
    try {
      return await carryOut(phoneSystem, command, controller);
    } finally {
      underWay.delete(controller);
    }
  };

  const commandRoute = (name: PhoneCommandName): Route =>
    route({
      method: 'post',
      path: `/agents/{agentId}/commands/${name}`,
      operationId: name,
      summary: `Carries out ${name} on the agent’s line, as the agent’s own softphone would.`,
      scope: 'control',
      body: commandParams[name] as Schema<unknown>,
      answer: givers.has(name)
        ? { status: 200, description: 'The phone system works on it; what becomes of it follows as events.', schema: commandAnswers[name].result }
        : { status: 204, description: 'Done.' },
      errors: ['INVALID_STATE', 'NO_SUCH_CALL', 'INVALID_NUMBER', 'BUSY', 'REFUSED', 'NOT_CONNECTED', 'NOT_SUPPORTED', 'TIMEOUT'],
      run: (input) => runCommand(name, input),
    });

  return [
    route({
      method: 'get',
      path: '/agents',
      operationId: 'listAgents',
      summary: 'Agents the link has heard of, each with state and calls.',
      scope: 'read',
      answer: { status: 200, description: 'In the order in which they were first heard of.', schema: agentsShape },
      run: ({ client }) => ({ agents: agents.ids().flatMap((agentId) => (client.agents?.has(agentId) === false ? [] : (lineOf(agentId) ?? []))) }),
    }),
    route({
      method: 'get',
      path: '/agents/{agentId}',
      operationId: 'getAgent',
      summary: 'One agent’s line: state and calls.',
      scope: 'read',
      answer: { status: 200, description: 'As it is now.', schema: lineShape },
      errors: ['REFUSED', 'NOT_CONNECTED'],
      run: (input) => lineOf(requireLine(input).agentId),
    }),
    route({
      method: 'get',
      path: '/agents/{agentId}/calls',
      operationId: 'listCalls',
      summary: 'One agent’s calls, oldest first.',
      scope: 'read',
      answer: { status: 200, description: 'As they are now.', schema: callsShape },
      errors: ['REFUSED', 'NOT_CONNECTED'],
      run: (input) => ({ calls: requireLine(input).calls }),
    }),
    ...(Object.keys(commandParams) as PhoneCommandName[]).map(commandRoute),
  ];
};
