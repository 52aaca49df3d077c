/** A request that fits a command about a call. */
import type { CallAction } from '../../../src/index.ts';

type Request = { callId: string; number: string; digits: string; data: Record<string, string>; text: string; url: string };

/** With all fields any of the commands needs; those that it does not know are not looked at. */
export const requestFor = (action: CallAction, callId: string, number: string): Request => ({
  callId,
  number,
  digits: '12#',
  data: { [`by-${action}`]: 'a value' },
  text: 'Good morning',
  url: 'https://example.invalid/',
});
