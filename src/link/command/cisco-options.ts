/** The options of a Cisco site as they may stand in a file: all but the order of sides, which is code. An option that is missing here does not compile. */
import * as z from 'zod/mini';
import { integer, section } from '../config-values.ts';
import {
  type CiscoOptions,
  type CiscoReasons,
  type CiscoSwitchAgent,
  type CiscoSwitchOptions,
  type CiscoTls,
  ciscoServices,
  ciscoTlsProblems,
  NEWEST_VERSION,
  OLDEST_VERSION,
  vendorRequests,
} from '../switches/cisco/index.ts';

type Shape<Options> = Record<keyof Options, z.ZodMiniType>;

const MAX_TIMER_MS = 3_600_000;
const LAST_U4 = 0xffff_ffff;

/** One byte a character, and the NUL is the codec's. */
const latin1 = (max: number, min = 1) => {
  const wanted = `must be a text of ${min} to ${max} characters of Latin-1`;
  const isLatin1 = (text: string): boolean => [...text].every((character) => character > '\0' && character <= '\xff');
  return z.string(wanted).check(z.refine((text) => text.length >= min && text.length <= max && isLatin1(text), wanted));
};
const side = () => section({ host: latin1(253), port: integer(1, 65_535), servername: z.optional(latin1(253)) });
const sides = () =>
  z.array(side(), 'must be a list of one or two addresses').check(z.minLength(1, 'must not be empty'), z.maxLength(2, 'has side A, and side B'));
const version = () => z.optional(integer(OLDEST_VERSION, NEWEST_VERSION));
const mask = () => z.optional(integer(0, LAST_U4));
const milliseconds = (min = 1) => z.optional(integer(min, MAX_TIMER_MS));

/** The session's own check: each problem with its key. */
const tls = () =>
  z.optional(
    z.custom<boolean | CiscoTls>().check(({ value, issues }) => {
      for (const { key, problem } of ciscoTlsProblems(value)) issues.push({ code: 'custom', input: value, path: key === '' ? [] : [key], message: problem });
    }),
  );

/** What a session has in common with the switch that is made over one. */
const sessionShape = () =>
  ({
    sides: sides(),
    tls: tls(),
    clientId: latin1(63),
    password: z.optional(latin1(64, 0)),
    clientSignature: z.optional(latin1(63)),
    peripheralId: mask(),
    protocolVersions: z.optional(
      section({ oldest: version(), newest: version() }).check(
        z.refine(({ oldest = OLDEST_VERSION, newest = NEWEST_VERSION }) => oldest <= newest, 'must have the older one as oldest'),
      ),
    ),
    callMsgMask: mask(),
    agentStateMask: mask(),
    heartbeatMs: milliseconds(20),
    connectTimeoutMs: milliseconds(),
    openTimeoutMs: milliseconds(),
    requestTimeoutMs: milliseconds(),
    clients: z.optional(integer(1, 100_000)),
  }) satisfies Shape<Omit<CiscoSwitchOptions, 'agents' | 'name' | 'reconnect' | 'reasons' | 'callData' | 'rejectTo' | 'vendorRequests' | 'connectionAlarms'>>;

const flag = () => z.optional(z.boolean('must be true or false'));
const reasonList = <Code extends z.ZodMiniType>(code: Code) => z.optional(z.array(section({ code, label: latin1(500) }), 'must be a list of reasons'));
const reasons = (): z.ZodMiniType<CiscoReasons> =>
  section({
    notReady: reasonList(integer(1, 0xffff)),
    logOut: reasonList(integer(1, 0xffff)),
    wrapUp: reasonList(latin1(39)),
    mandatory: z.optional(section({ notReady: flag(), logOut: flag(), wrapUp: flag() })),
  } satisfies Shape<CiscoReasons>);

const agent = (): z.ZodMiniType<CiscoSwitchAgent> =>
  section({
    id: latin1(255),
    agentId: z.optional(latin1(11)),
    name: z.optional(z.string('must be a text')),
    instrument: z.optional(latin1(63)),
    supervises: flag(),
    reasons: z.optional(reasons()),
  } satisfies Shape<CiscoSwitchAgent>);

const areDifferent = (agents: readonly CiscoSwitchAgent[]): boolean =>
  new Set(agents.map(({ id }) => id)).size === agents.length && new Set(agents.map(({ id, agentId = id }) => agentId)).size === agents.length;
/** The agent's id is what the agent logs in with, where nothing else is said. */
const canLogIn = ({ id, agentId = id }: CiscoSwitchAgent): boolean => agentId.length <= 11;

const agents = () =>
  z.array(agent(), 'must be a list of agents').check(
    z.refine(areDifferent, 'has an id or an agentId twice'),
    z.refine((all) => all.every(canLogIn), 'needs an agentId of at most 11 characters where the id is longer'),
  );

/** `switch: { type: 'cisco', … }` */
export const ciscoSwitchOptionsSchema = (): z.ZodMiniType<CiscoSwitchOptions> =>
  section({
    ...sessionShape(),
    agents: agents(),
    name: z.optional(latin1(63)),
    reasons: z.optional(reasons()),
    callData: z.optional(z.record(z.string(), latin1(37), 'must be the variables of the site by names of call data')),
    rejectTo: z.optional(latin1(39)),
    vendorRequests: z.optional(z.array(z.enum(vendorRequests, `must be one of ${vendorRequests.join(', ')}`), 'must be a list of requests')),
    connectionAlarms: flag(),
  } satisfies Shape<Omit<CiscoSwitchOptions, 'reconnect'>>);

export interface CaptureConfig extends Omit<CiscoOptions, 'services'> {
  services?: CiscoOptions['services'] | undefined;
}

/** What `ringframe-link capture` is told: a session, of which the services may stand on the command line. */
export const captureOptionsSchema = (): z.ZodMiniType<CaptureConfig> =>
  section({
    ...sessionShape(),
    services: z.optional(z.array(z.enum(ciscoServices as [(typeof ciscoServices)[number]], `must be one of ${ciscoServices.join(', ')}`), 'must be a list')),
    agentId: z.optional(latin1(11)),
    agentExtension: z.optional(latin1(15)),
    agentInstrument: z.optional(latin1(63)),
  } satisfies Shape<Omit<CiscoOptions, 'reconnect'>>);
