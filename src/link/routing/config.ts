/** What routing is told when the link starts: the section `routing` of the configuration. */
import * as z from 'zod/mini';
import { MAX_NUMBER_LENGTH } from '../../protocol/limits.ts';
import { httpsUrl, integer, section } from '../config-values.ts';
import { isSigningSecret, SECRET_WANTED } from '../signed-message.ts';
import type { Decider } from './decider.ts';
import { MAX_DEADLINE_MS, MAX_POINTS } from './limits.ts';
import { overlap } from './route-points.ts';

export interface RoutePointConfig {
  /** A number, `6486`, or the first of a range. */
  first: string;
  /** `6488`: the last of a range. As many digits as `first`. */
  last?: string | undefined;
  /** Who is asked for calls at this point. Default: `routing.decider`. */
  decider?: string | Decider | undefined;
  /** Where a call goes when the decider does not say in time, or nothing of use. */
  default: string;
  /** Milliseconds the decider has. Default: `routing.deadlineMs`. */
  deadlineMs?: number | undefined;
}

export interface RoutingConfig {
  points: readonly RoutePointConfig[];
  /** A function, or the address of one: `https://…`, or `http://` on loopback. */
  decider?: string | Decider | undefined;
  /** Default 2,000. At most 30,000, and shorter than the phone system's own patience. */
  deadlineMs?: number | undefined;
  /** `whsec_…`: questions to an address are signed with it, so that it can tell them from others' (`verifyWebhook`). */
  secret?: string | undefined;
}

const deciderWanted = 'must be a function or an https address';
const decider = () => z.union([z.custom<Decider>((value) => typeof value === 'function', deciderWanted), httpsUrl()], deciderWanted);
const number = () =>
  z.string('must be a number such as "6486"').check(z.regex(new RegExp(`^\\S.{0,${MAX_NUMBER_LENGTH - 1}}$`), 'must be a number such as "6486"'));
const deadline = () => z.optional(integer(50, MAX_DEADLINE_MS));

const rangeWanted = 'must be of digits, as many as first has, and not before it';
const isRange = ({ first, last }: { first: string; last?: string | undefined }): boolean =>
  last === undefined || (/^\d+$/.test(first) && /^\d+$/.test(last) && first.length === last.length && first <= last);

const pointSchema = () =>
  section({ first: number(), last: z.optional(number()), decider: z.optional(decider()), default: number(), deadlineMs: deadline() }).check(
    z.refine(isRange, { path: ['last'], error: rangeWanted }),
  );

export const routingConfigSchema = () =>
  section({
    points: z.array(pointSchema(), 'must be a list of route points').check(
      z.minLength(1, 'must name a route point'),
      z.maxLength(MAX_POINTS, `must have at most ${MAX_POINTS} route points`),
      z.refine((points) => !overlap(points), 'must not have the same number twice'),
    ),
    decider: z.optional(decider()),
    deadlineMs: deadline(),
    secret: z.optional(z.string('must be a text').check(z.refine(isSigningSecret, SECRET_WANTED))),
  }).check(
    z.refine(({ points, decider: common }) => common !== undefined || points.every((point) => point.decider !== undefined), {
      path: ['decider'],
      error: 'must be given, or one for each of the points',
    }),
  );
