/**
 * The program at one agent's desk, as Unified Service Desk has it: by Client Events it hears of the agent's calls, and for each it opens an address
 * of the generic listener. The CRM pops, and knows nothing of the CTI Server.
 */
import { get } from 'node:http';
import { clientEvents, connectCisco } from '../../../src/link/switches/cisco/index.ts';
import { type CtiServer, opened, type Program } from './program.ts';

export interface OwnDesktopOptions {
  server: CtiServer;
  agentId: string;
  /** `http://localhost:5000/` */
  listenerUrl: string;
  signal: AbortSignal;
}

/** As a browser's address bar or `curl` does; nobody waits for what is answered. */
const open = (address: URL): Promise<void> =>
  new Promise((resolve) => {
    get(address, (response) => response.resume().once('end', resolve)).once('error', () => resolve());
  });

export const startOwnDesktop = async ({ server, agentId, listenerUrl, signal }: OwnDesktopOptions): Promise<Program> => {
  const session = connectCisco({ ...server, clientId: 'own-desktop', services: ['clientEvents'], agentId });
  let told = Promise.resolve();
  const tell = (callId: number | null, parameters: Record<string, string>): void => {
    const address = new URL(listenerUrl);
    address.search = new URLSearchParams({ callid: `desk-${callId}`, ...parameters }).toString();
    // One after another: an end must not overtake its beginning.
    told = told.then(() => open(address));
  };

  clientEvents(session).on('call', ({ event, connection: { connectionCallId } }) => {
    if (event.name === 'CALL_DELIVERED_EVENT')
      tell(connectionCallId, { ani: event.callingDeviceId ?? '', dnis: event.calledDeviceId ?? '', type: 'phonecall', desk: agentId });
    if (event.name === 'CALL_ESTABLISHED_EVENT') tell(connectionCallId, { event: 'established' });
    if (event.name === 'END_CALL_EVENT') tell(connectionCallId, { event: 'ended' });
  });
  await opened(session, signal);
  return session;
};
