import assert from 'node:assert/strict';
import type { Message } from '../../../src/link/switches/cisco/codec/index.ts';

/** Follows the calls through a client's events. */
export const follow = (events: readonly Message[], mayWriteAfterwards: boolean): Set<number> => {
  const live = new Set<number>();
  for (const event of events) {
    if (event.name === 'BEGIN_CALL_EVENT') {
      const id = event.connectionCallId ?? 0;
      assert.ok(!live.has(id), `${id} began twice`);
      live.add(id);
    } else if (event.name === 'END_CALL_EVENT') assert.ok(live.delete(event.connectionCallId ?? 0), `${event.connectionCallId} ended, and had not begun`);
    else if (event.name === 'CALL_DATA_UPDATE_EVENT') {
      assert.ok(mayWriteAfterwards || live.has(event.connectionCallId ?? 0), 'data of a call that is not');
      if (event.newConnectionCallId === event.connectionCallId) continue;
      live.delete(event.connectionCallId ?? 0);
      live.add(event.newConnectionCallId ?? 0);
    } else if (event.name === 'CALL_TRANSFERRED_EVENT' || event.name === 'CALL_CONFERENCED_EVENT') {
      assert.ok(live.has(event.primaryCallId ?? 0) || live.has(event.secondaryCallId ?? 0), `${event.name} of calls that are not`);
    } else if (event.name.startsWith('CALL_') && 'connectionCallId' in event)
      assert.ok(live.has(event.connectionCallId ?? 0), `${event.name} of a call that is not: ${event.connectionCallId}`);
  }
  return live;
};
