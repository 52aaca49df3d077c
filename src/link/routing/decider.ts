/** Who says where calls at route points go. */
import { MAX_NUMBER_LENGTH } from '../../protocol/limits.ts';
import type { RouteReason } from '../news.ts';
import type { RouteRequest } from '../switch.ts';

/** What a decider is told; as JSON, what its address is sent. */
export interface RouteQuestion extends RouteRequest {}

/**
 * A number, `{ destination }`, or nothing for the default. Given up, and its signal aborted, when the deadline passes.
 *
 * @example
 * const decider: Decider = async ({ called, data }) => (data.language === 'sv' ? '800' : data.vip ? '101' : undefined);
 */
export type Decider = (
  question: RouteQuestion,
  options: { signal: AbortSignal },
) => string | { destination?: string | undefined } | undefined | Promise<string | { destination?: string | undefined } | undefined>;

/** What became of a question: somewhere to go, or why not. */
export type Advice = { destination: string; reason?: undefined } | { destination?: undefined; reason: RouteReason };

/** What a decider has answered, whatever it is. */
export const adviceOf = (answer: unknown): Advice => {
  const isObject = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
  const destination = isObject ? (answer as { destination?: unknown }).destination : answer;
  if (destination === undefined || (isObject && destination === null)) return { reason: 'undecided' };
  if (typeof destination !== 'string' || destination.trim() === '' || destination.length > MAX_NUMBER_LENGTH) return { reason: 'malformed' };
  return { destination };
};
