/** Who has a number. Looking one up costs the same however many there are. */
import { CtiError } from '../../../protocol/error.ts';
import { DEFAULT_ANSWER_MS, MAX_ROUTE_RANGE, MIN_OUTSIDE_DIGITS } from './limits.ts';
import type { Agent, Queue } from './model.ts';
import type { OutsideRule, RoutePointOptions, SimulatorOptions } from './options.ts';

export type Destination =
  /** A phone; nobody has to be logged in at it. */
  | { kind: 'device'; device: Device }
  | { kind: 'queue'; queue: Queue }
  | { kind: 'routePoint'; point: RoutePointOptions; number: string }
  | { kind: 'outside'; rule: OutsideRule; number: string }
  | { kind: 'nobody'; number: string };

export interface Device {
  readonly extension: string;
  agent: Agent | undefined;
}

export interface DialPlan {
  find(number: string): Destination;
  device(extension: string): Device | undefined;
}

/** As it is dialled: without the spaces, hyphens, dots and brackets that people write. */
export const dialString = (number: string): string => number.replace(/[\s().\-/]/g, '');

const isOutside = (number: string): boolean => number.replace(/\D/g, '').length >= MIN_OUTSIDE_DIGITS || number.includes('@');

const rangeOf = ({ first, last = first }: RoutePointOptions): string[] => {
  const [from, to] = [Number(first), Number(last)];
  const isRange = /^\d{1,15}$/.test(first) && last.length === first.length && /^\d+$/.test(last) && to >= from && to - from < MAX_ROUTE_RANGE;
  if (first === last) return [first];
  if (!isRange)
    throw new CtiError('INVALID_ARGUMENT', `routePoints: a range goes from digits up to as many digits, and has at most ${MAX_ROUTE_RANGE} numbers.`);
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index).padStart(first.length, '0'));
};

/** @throws CtiError `INVALID_ARGUMENT` when two things have the same number */
export const createDialPlan = (options: SimulatorOptions, queues: ReadonlyMap<string, Queue>): DialPlan => {
  const { agents, devices = [], routePoints = [], outside = {} } = options;
  const otherwise: OutsideRule = options.otherwiseOutside ?? { does: 'answer', afterMs: DEFAULT_ANSWER_MS };
  const plan = new Map<string, Destination>();
  const add = (key: string, number: string, destination: Destination): void => {
    const dialled = dialString(number);
    if (dialled === '') throw new CtiError('INVALID_ARGUMENT', `${key}: a number is missing.`);
    if (plan.has(dialled))
      throw new CtiError('INVALID_ARGUMENT', `${key}: a number is there twice. Agents, devices, queues, route points and outside numbers share one plan.`);
    plan.set(dialled, destination);
  };
  const extensions = [...agents.map(({ extension }) => extension), ...devices];
  for (const extension of extensions) add('agents or devices', extension, { kind: 'device', device: { extension, agent: undefined } });
  for (const [number, queue] of queues) add('queues', number, { kind: 'queue', queue });
  for (const point of routePoints) for (const number of rangeOf(point)) add('routePoints', number, { kind: 'routePoint', point, number });
  for (const [number, rule] of Object.entries(outside)) add('outside', number, { kind: 'outside', rule, number });

  const find: DialPlan['find'] = (number) => {
    const dialled = dialString(number);
    return plan.get(dialled) ?? (isOutside(dialled) ? { kind: 'outside', rule: otherwise, number } : { kind: 'nobody', number });
  };
  return {
    find,
    device(extension) {
      const found = find(extension);
      return found.kind === 'device' ? found.device : undefined;
    },
  };
};
