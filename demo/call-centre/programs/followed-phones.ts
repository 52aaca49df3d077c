/** Phones nobody works at, by Peripheral Monitor: followed and left at run time. Their calls are announced to agents through the link's API. */
import { connectCisco, peripheralMonitor } from '../../../src/link/switches/cisco/index.ts';
import { type CtiServer, opened, type Program } from './program.ts';

export interface FollowedPhonesOptions {
  server: CtiServer;
  /** `http://127.0.0.1:4606/api/v1` */
  apiUrl: string;
  /** With the scope `announce`. */
  apiKey: string;
  agentIds: readonly string[];
  signal: AbortSignal;
}

export interface FollowedPhones extends Program {
  /** Until what is given back is closed. */
  follow(number: string): Promise<Program>;
}

export const startFollowedPhones = async ({ server, apiUrl, apiKey, agentIds, signal }: FollowedPhonesOptions): Promise<FollowedPhones> => {
  const session = connectCisco({ ...server, clientId: 'followed-phones', services: ['peripheralMonitor'] });
  const monitors = peripheralMonitor(session);
  let told: Promise<unknown> = Promise.resolve();
  const tell = (callId: number, announcement: object): void => {
    const body = JSON.stringify({ agentIds, callId: `phone-${callId}`, ...announcement });
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    // One after another: an end must not overtake its beginning. One that fails holds up none behind it.
    told = told
      .then(() => fetch(`${apiUrl}/announcements`, { method: 'POST', headers, body }))
      .then((response) => response.arrayBuffer())
      .catch(() => undefined);
  };

  await opened(session, signal);
  return {
    async follow(number) {
      const monitor = await monitors.monitorDevice({ deviceId: number });
      const calls = new Set<number>();
      const end = (callId: number): void => {
        if (calls.delete(callId)) tell(callId, { state: 'ended' });
      };
      monitor.on('event', (event) => {
        const callId = 'connectionCallId' in event ? event.connectionCallId : null;
        if (callId === null) return;
        if (event.name === 'CALL_DELIVERED_EVENT') {
          calls.add(callId);
          tell(callId, { ani: event.callingDeviceId ?? '', dnis: number, data: { phone: number } });
        } else if (event.name === 'CALL_ESTABLISHED_EVENT') tell(callId, { state: 'established' });
        else if (event.name === 'END_CALL_EVENT') end(callId);
      });
      return {
        async close() {
          await monitor.stop();
          // Nobody would tell of their end.
          for (const callId of [...calls]) end(callId);
        },
      };
    },
    async close() {
      monitors.dispose();
      await session.close();
    },
  };
};
