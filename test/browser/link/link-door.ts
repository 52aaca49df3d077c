import type { PhoneCommandName, PlainData, VendorCommand } from '../../../src/index.ts';
import { testServer } from '../test-servers.ts';

/** Asks link-server.mjs to do something. Rejects with what went wrong there. */
export const ask = async <Result>(method: string, ...args: unknown[]): Promise<Result> => {
  const response = await fetch(`${await testServer('link')}/${method}?args=${encodeURIComponent(JSON.stringify(args))}`);
  const { result, error } = (await response.json()) as { result: Result; error?: string };
  if (error !== undefined) throw new Error(error);
  return result;
};

export interface LinkEnvironment {
  url: string;
  nowhere: string;
  numbers: { first: string; second: string; notFound: string; refusesTransfer: string };
  password: string;
  capabilities: PhoneCommandName[];
  vendorCommand: { command: VendorCommand; answer: PlainData };
}

/** A link whose softphones are pages of this origin. */
export const startLink = (origin = location.origin): Promise<LinkEnvironment> => ask('start', origin);
