/** A softphone page that calls the typed API. */
import { connectToCrm } from '../../../src/softphone/index.ts';
import { timeCalls } from './timed-calls.ts';

const crm = await connectToCrm({ allowedOrigins: [new URLSearchParams(location.search).get('host') ?? ''] });
timeCalls(() => crm.screenPop({ type: 'record', recordId: 'contact/17' }));
