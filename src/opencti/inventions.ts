/** Names that public pages use and Open CTI never had. */
import type { LightningMethod } from './lightning-call.ts';
import { warnOnce } from './misuse.ts';

const missing = (name: string, instead: string) => () => warnOnce(`sforce.opencti.${name} does not exist: ${instead}`);

export const createInventions = (methods: Readonly<Record<string, LightningMethod>>) => ({
  onReady: missing('onReady', 'call what you need at once, calls wait for the CRM.'),
  getCallObjectReferences: missing('getCallObjectReferences', 'getAppViewInfo tells the record on the screen, onNavigationChange when that changes.'),
  cti: Object.fromEntries(
    Object.entries(methods).map(([name, method]): [string, LightningMethod] => [
      name,
      (given) => {
        warnOnce(`sforce.opencti.cti.${name} does not exist: write sforce.opencti.${name}.`);
        method(given);
      },
    ]),
  ),
});
