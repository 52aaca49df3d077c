import { candidatePorts, places } from '../ports.ts';
import { type SipServer, startSipServer } from '../sip-server/sip-server.ts';

export interface Account {
  user: string;
  password: string;
}

const isTaken = (error: unknown) => error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');

/** The demo's phone system on the preferred port or the next candidate; only the demo's own pages may connect. */
export const startPhoneSystem = async (options: { port: number; agent: Account; customer: Account; pages: readonly string[] }): Promise<SipServer> => {
  const [host] = places.sip.interfaces;
  for (const port of candidatePorts(options.port)) {
    try {
      return await startSipServer({
        host,
        port,
        users: { [options.agent.user]: options.agent.password },
        // The customer stands for the telephone network: calls from any number, and gets every call to a number outside.
        guests: { [options.customer.user]: { password: options.customer.password, mayChooseCaller: true } },
        allowedOrigins: options.pages,
      });
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new Error(`No free port was found for the ${places.sip.name}.`);
};
