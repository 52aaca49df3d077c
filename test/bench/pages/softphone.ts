/** A softphone page as a vendor writes it, as small as it can be. */
import { connectToCrm } from '../../../src/softphone/index.ts';

const params = new URLSearchParams(location.search);
const crm = await connectToCrm({ allowedOrigins: [params.get('host') ?? ''] });
crm.serve({
  // Never answered: what is in flight when the page is loaded again.
  hold: () => new Promise(() => {}),
});
addEventListener('message', ({ data, source }) => {
  if (source === parent && data === 'reload') location.reload();
});
