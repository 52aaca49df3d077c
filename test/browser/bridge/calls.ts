/** Calls for tests to publish. */
import type { Call } from '../../../src/index.ts';

export const aCall = (change: Partial<Call> = {}): Call => ({
  id: 'call-1',
  direction: 'inbound',
  state: 'connected',
  remoteState: 'connected',
  remote: { number: '+46812345678' },
  createdAt: 1_700_000_000_000,
  establishedAt: 1_700_000_005_000,
  muted: false,
  signalling: 'up',
  actions: ['hangUp', 'hold'],
  data: {},
  ...change,
});
