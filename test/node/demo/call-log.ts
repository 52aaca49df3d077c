import type { CallLog } from '../../../src/index.ts';

/** A finished call, as a softphone reports it. */
export const callLog = (change: Partial<CallLog> = {}): CallLog => ({
  id: 'call-1/sip:agent@127.0.0.1',
  callId: 'call-1',
  direction: 'inbound',
  number: '+46 8 465 004 12',
  agent: 'sip:agent@127.0.0.1',
  startedAt: 1_800_000_000_000,
  answeredAt: 1_800_000_005_000,
  endedAt: 1_800_000_047_000,
  durationSeconds: 42,
  answered: true,
  cause: 'normalClearing',
  ...change,
});
