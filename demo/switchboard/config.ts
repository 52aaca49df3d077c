import type { SampleCaller } from '../crm/database/sample-callers.ts';
import type { Destination } from './call-card.ts';

/** `/config.json` of the switchboard: where the link's API is, and whom one can be. */
export interface SwitchboardConfig {
  /** `http://127.0.0.1:4606/api/v1` */
  apiUrl: string;
  apiKey: string;
  crmUrl: string;
  /** Of the generic listener; undefined when its port was taken. */
  listenerUrl?: string | undefined;
  queue: string;
  routePoints: { first: string; last: string };
  callers: readonly SampleCaller[];
  /** Where the phone system is a simulated CTI Server. */
  cisco?: { phones: readonly Destination[]; topics: readonly string[] } | undefined;
}

export const loadConfig = async (): Promise<SwitchboardConfig> => {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`The switchboard's server answered ${response.status}.`);
  return (await response.json()) as SwitchboardConfig;
};
