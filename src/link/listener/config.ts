/** The section `listener` of the configuration. */
import * as z from 'zod/mini';
import { section, string } from '../config-values.ts';
import { isLoopback, readAddress } from './address.ts';

/**
 * Whose calls are announced: those of all who are connected; of one, where the listener runs on that agent's machine; or of whom a key of the
 * request names, in any case, such as `{ key: 'agentid' }` for `…&agentid=agent-1`.
 */
export type ListenerAgents = 'all' | { agent: string } | { key: string };

export interface ListenerConfig {
  /**
   * A whole address over plain HTTP, as USD's option `GenericListener` is. Default `http://localhost:5000/`. `localhost` listens on 127.0.0.1
   * and ::1; an address that is not loopback needs a `token`. Port 0 takes a free one.
   */
  address?: string | undefined;
  /** Default `all`. */
  agents?: ListenerAgents | undefined;
  /**
   * At least 16 characters. When set, a request has to have it: as `Authorization: Bearer …`, or as the key `token`, which is no call data then.
   * Without one every program on this machine can announce calls; web pages cannot.
   */
  token?: string | undefined;
}

const addressWanted = 'must be an address such as http://localhost:5000/: plain http, localhost or an IP address, a port, and nothing behind';
const address = () => z.string('must be a text').check(z.refine((value) => readAddress(value) !== undefined, addressWanted));

const agents = () => z.union([z.literal('all'), section({ agent: string() }), section({ key: string() })], 'must be "all", { "agent": … } or { "key": … }');

export const listenerConfigSchema = () =>
  section({ address: z.optional(address()), agents: z.optional(agents()), token: z.optional(string(16)) }).check(
    z.refine(
      ({ address: where, token }) => {
        const read = where === undefined ? undefined : readAddress(where);
        return token !== undefined || read === undefined || isLoopback(read.hosts);
      },
      { path: ['token'], error: 'is missing: an address that is not loopback can be reached by others' },
    ),
  );
