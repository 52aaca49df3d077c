/** What the compiler must accept and refuse of the softphone's side. */
import type { Phone } from '../../src/phone/index.ts';
import { sipPhone } from '../../src/phone/sip/index.ts';
import { attachPhone, connectToCrm, type Desktop } from '../../src/softphone/index.ts';

// @ts-expect-error: without origins there is nobody to believe
connectToCrm({});

// @ts-expect-error: one origin is a list of one
connectToCrm({ allowedOrigins: 'https://crm.example' });

const crm = await connectToCrm({ allowedOrigins: ['https://crm.example'], wants: ['search', 'screenPop'] });

// @ts-expect-error: not a method of a CRM
crm.grants('dial');

const found: Promise<{ recordId: string; recordName: string }[]> = crm.search({ number: '+4681234567' });
crm.screenPop({ type: 'record', recordId: (await found)[0]?.recordId ?? '' });

// @ts-expect-error: a record target names its record
crm.screenPop({ type: 'record' });

crm.serve({
  // @ts-expect-error: a dial answers with the call
  dial: async () => {},
  hangUp: async ({ callId }) => console.log(callId),
});

const phone: Phone = sipPhone({ server: 'wss://pbx.example/ws', user: 'alice', password: 'from the settings' });
const desktop: Desktop = attachPhone(phone, crm, { popOn: 'established', defaultCountry: 'SE' });

// @ts-expect-error: one of the moments a call is popped at
attachPhone(phone, crm, { popOn: 'ringing' });

// @ts-expect-error: a user interface hears the desktop manager's events
desktop.on('registered', () => {});

attachPhone(phone, crm, { autoAnswer: { inbound: 'afterPop', consult: 'always', whileBusy: 'never' } });

// @ts-expect-error: one of the three settings
attachPhone(phone, crm, { autoAnswer: { inbound: true } });

// @ts-expect-error: chats are not answered here
attachPhone(phone, crm, { autoAnswer: { chat: 'always' } });

// @ts-expect-error: whether it is a conference shows in its parties
for (const { parties } of desktop.calls) parties.length;

// @ts-expect-error: a wrap-up is about one call
desktop.wrapUp('call-1', 'sold');

desktop.on('call', ({ event, call }) => {
  call.context.matches.map(({ recordName }) => recordName.trim());
  // @ts-expect-error: events carry names of ECMA-269
  if (event === 'ringing') return;
  // @ts-expect-error: a call is a picture of the past, not a handle
  call.context.matches.push();
});

// @ts-expect-error: the state is asked for with a request
phone.setAgentState('ready');
