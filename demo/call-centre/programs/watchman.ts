/** By Client Monitor it sees whether there is a recorder, and tells everybody when that has changed: those who record must know. */
import { type ClientSession, clientMonitor, connectCisco, miscellaneous } from '../../../src/link/switches/cisco/index.ts';
import { type CtiServer, opened, type Program } from './program.ts';

/** Who has been granted the service Server serves the requests of others. */
const serves = ({ granted }: ClientSession): boolean => granted.includes('server');

export const startWatchman = async (server: CtiServer, signal: AbortSignal): Promise<Program> => {
  const session = connectCisco({ ...server, clientId: 'watchman', services: ['clientMonitor'] });
  const clients = clientMonitor(session);
  const messages = miscellaneous(session);
  let isMissed = false;
  const tell = (isThere: boolean): void => {
    if (isMissed !== isThere) return;
    isMissed = !isThere;
    const text = isThere ? 'The recorder is back: calls can be recorded again.' : 'The recorder has left: no call is recorded until it is back.';
    // Without a session there is nobody to tell.
    messages.sendMessage({ to: 'all', text }).catch(() => undefined);
  };
  clients.on('opened', (client) => serves(client) && tell(true));
  clients.on('closed', ({ session: closed }) => closed && serves(closed) && tell(clients.sessions.some(serves)));
  await opened(session, signal);
  return session;
};
