import { testServer } from '../test-servers.ts';
import type { SipEnvironment } from './environment.ts';

/** The demo's own SIP server, as sip-server.mjs starts it. */
export const demoEnvironment = async (): Promise<SipEnvironment> => {
  const control = await testServer('sip');
  const ask = async (path: string) => {
    const response = await fetch(`${control}${path}`);
    if (!response.ok) throw new Error(`the SIP server’s control answered ${response.status} to ${path}`);
    return response.json();
  };
  const { server, nowhere, silentStun, users } = (await ask('/')) as { server: string; nowhere: string; silentStun: string; users: Record<string, string> };
  const account = (user: string) => ({ user, password: users[user] ?? '' });
  return {
    server,
    domain: '127.0.0.1',
    nowhere,
    silentStun,
    agent: account('agent'),
    first: account('first'),
    second: account('second'),
    unknownUser: 'nobody',
    kill: () => ask('/kill'),
    start: () => ask('/start'),
    contacts: async (user) => ((await ask(`/contacts?user=${user}`)) as { expiresInSeconds: number }[]).map(({ expiresInSeconds }) => expiresInSeconds),
    drop: (user) => ask(`/drop?user=${user}`),
  };
};
