/** The simulator's other side: callers, outside numbers, desk phones, and the wire to the phone system. A small page can drive it. */
import { commandParams, type PhoneCommandName } from '../../../protocol/phone-commands.ts';
import type { Schema } from '../../../protocol/schema.ts';
import { type VendorEvent, vendorEventSchema } from '../../../protocol/vendor.ts';
import { checkCommand } from '../../carry-out.ts';
import { type Route, type RouteInput, route } from '../route.ts';
import { unknownAgent } from './agents.ts';
import type { DrivenSwitch } from './driven-switch.ts';
import {
  dropSchema,
  failureSchema,
  outsideSchema,
  placedCallSchema,
  placedShape,
  redirectSchema,
  refuseSchema,
  simulatorShape,
  transferSchema,
  wrapUpsShape,
  writeSchema,
} from './simulator-shapes.ts';

const done = { status: 204, description: 'It has happened.' } as const;
const callErrors = ['NO_SUCH_CALL', 'INVALID_STATE', 'INVALID_NUMBER', 'NOT_CONNECTED'];

export const simulatorRoutes = (simulator: DrivenSwitch): Route[] => {
  /** Something that happens to a call. */
  const onCall = <Body>(name: string, summary: string, body: Schema<Body>, act: (callId: string, body: Body) => void): Route =>
    route({
      method: 'post',
      path: `/simulator/calls/{callId}/${name}`,
      operationId: `simulate${name[0]?.toUpperCase()}${name.slice(1)}`,
      summary,
      scope: 'simulate',
      body,
      answer: done,
      errors: callErrors,
      run: ({ params: { callId = '' }, body: given }) => act(callId, given),
    });

  const wire = (name: string, summary: string, act: (reason: string) => void): Route =>
    route({
      method: 'post',
      path: `/simulator/${name}`,
      operationId: `simulate${name[0]?.toUpperCase()}${name.slice(1)}`,
      summary,
      scope: 'simulate',
      body: failureSchema,
      answer: done,
      run: ({ body: { reason } }) => act(reason),
    });

  const requireAgent = (agentId: string): string => {
    if (!simulator.snapshotAll().agents.some((agent) => agent.agentId === agentId)) throw unknownAgent();
    return agentId;
  };

  const atPhone = async (name: PhoneCommandName, { params: { agentId = '' }, body }: RouteInput): Promise<void> => {
    const { request } = checkCommand(requireAgent(agentId), name, body, simulator.capabilities);
    await simulator.atPhone(agentId, name, request);
  };

  const deskPhone = (name: PhoneCommandName): Route =>
    route({
      method: 'post',
      path: `/simulator/agents/{agentId}/commands/${name}`,
      operationId: `atPhone${name[0]?.toUpperCase()}${name.slice(1)}`,
      summary: `The agent does ${name} at the desk phone, also while the link is lost.`,
      scope: 'simulate',
      body: commandParams[name] as Schema<unknown>,
      answer: done,
      errors: callErrors,
      run: (input) => atPhone(name, input),
    });

  return [
    route({
      method: 'get',
      path: '/simulator/state',
      operationId: 'getSimulatorState',
      summary: 'All there is in the phone system, whatever the link knows.',
      scope: 'simulate',
      answer: { status: 200, description: 'As it is now.', schema: simulatorShape },
      run: () => simulator.snapshotAll(),
    }),
    route({
      method: 'get',
      path: '/simulator/wrapUps',
      operationId: 'listWrapUps',
      summary: 'Wrap-ups the phone system was told, oldest first.',
      scope: 'simulate',
      answer: { status: 200, description: 'The last ten thousand at most.', schema: wrapUpsShape },
      run: () => ({ wrapUps: simulator.wrapUps }),
    }),
    route({
      method: 'post',
      path: '/simulator/calls',
      operationId: 'placeCall',
      summary: 'Somebody from outside calls.',
      scope: 'simulate',
      body: placedCallSchema,
      answer: { status: 201, description: 'The call is on its way.', schema: placedShape },
      errors: callErrors,
      run: ({ body }) => ({ callId: simulator.placeCall(body) }),
    }),
    onCall('hangUp', 'The outside party hangs up, or gives up before the answer.', outsideSchema, (callId, { number }) =>
      simulator.hangUpCaller(callId, number),
    ),
    onCall('answer', 'An outside number that rings answers.', outsideSchema, (callId, { number }) => simulator.answerOutside(callId, number)),
    onCall('refuse', 'An outside number that rings refuses.', refuseSchema, (callId, { as, number }) => simulator.refuseOutside(callId, as, number)),
    onCall('hold', 'The outside party holds.', outsideSchema, (callId, { number }) => simulator.holdOutside(callId, number)),
    onCall('retrieve', 'The outside party retrieves.', outsideSchema, (callId, { number }) => simulator.retrieveOutside(callId, number)),
    onCall('write', 'The outside party writes into its chat.', writeSchema, (callId, { text, number }) => simulator.writeOutside(callId, text, number)),
    onCall('transfer', 'The outside party hands whoever it talks with to somebody else.', transferSchema, (callId, { to, number }) =>
      simulator.transferOutside(callId, to, number),
    ),
    onCall('redirect', 'Takes the outside party to a queue, an agent or any other number.', redirectSchema, (callId, { to }) => simulator.redirect(callId, to)),
    onCall('drop', 'The network fails for everybody in the call.', dropSchema, (callId, { cause }) => simulator.dropCall(callId, cause)),
    wire('failLink', 'The connection between link and phone system breaks; the phone system goes on.', (reason) => simulator.failLink(reason)),
    wire('failRouting', 'Route points get no answers any more, and use their defaults.', (reason) => simulator.failRouting(reason)),
    route({
      method: 'post',
      path: '/simulator/restoreLink',
      operationId: 'simulateRestoreLink',
      summary: 'Ends failLink and failRouting.',
      scope: 'simulate',
      answer: done,
      run: () => simulator.restoreLink(),
    }),
    route<VendorEvent>({
      method: 'post',
      path: '/simulator/agents/{agentId}/vendorEvent',
      operationId: 'simulateVendorEvent',
      summary: 'Tells an agent’s line what only this phone system has a name for.',
      scope: 'simulate',
      body: vendorEventSchema,
      answer: done,
      run: ({ params: { agentId = '' }, body }) => simulator.vendorEvent(requireAgent(agentId), body),
    }),
    ...(Object.keys(commandParams) as PhoneCommandName[]).map(deskPhone),
  ];
};
