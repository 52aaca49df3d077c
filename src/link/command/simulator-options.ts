/** The simulator's options as they may stand in a file: all but the clock. An option that is missing here does not compile. */
import * as z from 'zod/mini';
import { workModes } from '../../protocol/agent.ts';
import { callCauses } from '../../protocol/call.ts';
import { isPlainData, type PlainData } from '../../protocol/plain-data.ts';
import { commandName, flag, integer, oneOf, section, string } from '../config-values.ts';
import type { AgentOptions, OutsideRule, QueueOptions, RoutePointOptions, SimulatorOptions } from '../switches/simulator/index.ts';

type Shape<Options> = Record<keyof Options, z.ZodMiniType>;

const DAY_MS = 86_400_000;

const list = <Item>(item: z.ZodMiniType<Item>) => z.array(item, 'must be a list');
const milliseconds = () => integer(0, DAY_MS);
const span = () => z.union([milliseconds(), z.tuple([milliseconds(), milliseconds()])], 'must be milliseconds, or a list of the fewest and the most');
const elsewhere = () => section({ afterMs: milliseconds(), to: string() });

const reasons = () => {
  const codes = () => list(section({ code: string(), label: string() }));
  const mandatory = section({ notReady: z.optional(flag()), logOut: z.optional(flag()), wrapUp: z.optional(flag()) });
  return section({ notReady: codes(), logOut: codes(), wrapUp: codes(), mandatory: z.optional(mandatory) });
};

const agent = (): z.ZodMiniType<AgentOptions> =>
  section({
    id: string(),
    name: z.optional(string()),
    extension: string(),
    password: z.optional(string()),
    queues: z.optional(list(string())),
    workMode: z.optional(oneOf(workModes)),
    reasons: z.optional(reasons()),
    loggedIn: z.optional(flag()),
    supervises: z.optional(list(string())),
    noAnswer: z.optional(elsewhere()),
  } satisfies Shape<AgentOptions>);

const queue = (): z.ZodMiniType<QueueOptions> =>
  section({
    number: string(),
    name: z.optional(string()),
    ringMs: z.optional(milliseconds()),
    overflow: z.optional(elsewhere()),
  } satisfies Shape<QueueOptions>);

const routePoint = (): z.ZodMiniType<RoutePointOptions> =>
  section({ first: string(), last: z.optional(string()), otherwise: string(), deadlineMs: z.optional(milliseconds()) } satisfies Shape<RoutePointOptions>);

const outsideRules = {
  answer: () => section({ does: z.literal('answer'), afterMs: z.optional(span()), hangUpAfterMs: z.optional(span()) }),
  fail: () => section({ does: z.literal('fail'), cause: oneOf(callCauses), afterMs: z.optional(span()) }),
  ring: () => section({ does: z.literal('ring') }),
};
const outsideRule = (): z.ZodMiniType<OutsideRule> =>
  z.discriminatedUnion('does', [outsideRules.answer(), outsideRules.fail(), outsideRules.ring()], 'must have a `does` of answer, fail or ring');

export const simulatorOptionsSchema = (): z.ZodMiniType<SimulatorOptions> =>
  section({
    name: z.optional(string()),
    agents: list(agent()),
    devices: z.optional(list(string())),
    queues: z.optional(list(queue())),
    routePoints: z.optional(list(routePoint())),
    outside: z.optional(z.record(z.string(), outsideRule(), 'must be an object of numbers and what they do')),
    otherwiseOutside: z.optional(outsideRule()),
    capabilities: z.optional(list(commandName())),
    afterLogIn: z.optional(oneOf(['notReady', 'ready'])),
    limits: z.optional(
      section({
        callDataBytes: z.optional(integer(0, 65_536)),
        linesPerAgent: z.optional(integer(1, 100)),
        conferenceParties: z.optional(integer(2, 100)),
      }),
    ),
    times: z.optional(
      section({
        commandMs: z.optional(span()),
        setUpMs: z.optional(span()),
        busyToneMs: z.optional(milliseconds()),
        transferReturnMs: z.optional(milliseconds()),
        assistanceMs: z.optional(milliseconds()),
      }),
    ),
    vendorAnswers: z.optional(z.record(z.string(), z.custom<PlainData>(isPlainData, 'must be what JSON can say'), 'must be an object of names and answers')),
    seed: z.optional(integer(0, 2 ** 32 - 1)),
  } satisfies Shape<Omit<SimulatorOptions, 'clock'>>);
