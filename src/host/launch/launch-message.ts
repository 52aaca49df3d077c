/** What tabs of one CRM tell each other about launches. */
import type { LaunchRequest } from '../../numbers/parse-launch-url.ts';
import { MAX_ID_LENGTH, MAX_NUMBER_LENGTH } from '../../protocol/limits.ts';

export type LaunchMessage =
  /** To the running tab. After `expiresAt` (ms since 1970) the sender has carried it out itself. */
  | { type: 'launch'; id: string; expiresAt: number; launch: LaunchRequest }
  /** To the sender: the running tab carries it out. */
  | { type: 'taken'; id: string };

const isText = (value: unknown, max: number): value is string => typeof value === 'string' && value !== '' && value.length <= max;
const isMissingOr = (value: unknown, max: number): boolean => value === undefined || isText(value, max);

const isLaunch = (value: unknown): value is LaunchRequest => {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, match, number, templateId } = value as Partial<LaunchRequest>;
  return kind === 'launch' && (match === 'suffix' || match === 'exact') && isMissingOr(number, MAX_NUMBER_LENGTH) && isMissingOr(templateId, MAX_ID_LENGTH);
};

/** A tab of another build, or anything else of this origin, may use the same channel. */
export const readLaunchMessage = (data: unknown): LaunchMessage | undefined => {
  if (typeof data !== 'object' || data === null) return undefined;
  const { type, id, expiresAt, launch } = data as { type?: unknown; id?: unknown; expiresAt?: unknown; launch?: unknown };
  if (!isText(id, MAX_ID_LENGTH)) return undefined;
  if (type === 'taken') return { type, id };
  return type === 'launch' && typeof expiresAt === 'number' && isLaunch(launch) ? { type, id, expiresAt, launch } : undefined;
};
