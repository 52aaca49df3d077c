/** The page in the frame: plays the side of the contender its URL names, and floods events when told to. */
import { contenders } from '../contenders/index.ts';
import { payloadOf } from './payload.ts';

// The HubSpot SDK logs every message; with a debugger attached that would be all one measures.
console.debug = console.log = () => {};

const name = new URLSearchParams(location.search).get('contender');
const contender = contenders.find((one) => one.name === name);
const side = contender?.guest();
addEventListener('message', async ({ data }) => {
  if (data?.flood === undefined) return;
  const payload = payloadOf(data.bytes);
  const { event } = (await side) ?? { event: () => {} };
  for (let sent = 0; sent < data.flood; sent += 1) event(payload);
});
