/** What a caller chooses in a menu before an agent answers, by Call Data Update: kept with the call, in a variable of the site's. */
import { CtiError } from '../../../src/index.ts';
import { type CiscoConnection, callDataUpdate, connectCisco } from '../../../src/link/switches/cisco/index.ts';
import { type CtiServer, opened, type Program } from './program.ts';

export interface Menu extends Program {
  /** @throws CtiError as a rejection: `NO_SUCH_CALL`, and what the CTI Server refuses with */
  choose(callId: number, topic: string): Promise<void>;
}

/** `siteVariables.topic` says what the CRM calls it. */
const TOPIC = 1;

export const startMenu = async (server: CtiServer, signal: AbortSignal): Promise<Menu> => {
  const session = connectCisco({ ...server, clientId: 'menu', services: ['allEvents', 'callDataUpdate'] });
  const calls = new Map<number, CiscoConnection>();
  session.on('BEGIN_CALL_EVENT', (event) => void (event.connectionCallId !== null && calls.set(event.connectionCallId, event)));
  session.on('END_CALL_EVENT', ({ connectionCallId }) => void (connectionCallId !== null && calls.delete(connectionCallId)));
  const data = callDataUpdate(session);
  await opened(session, signal);
  return {
    async choose(callId, topic) {
      const connection = calls.get(callId);
      if (!connection) throw new CtiError('NO_SUCH_CALL', 'The menu has no such caller any more.');
      await data.set(connection, { callVariables: { [TOPIC]: topic } });
    },
    close: () => session.close(),
  };
};
