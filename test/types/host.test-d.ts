/** What the compiler must accept and refuse of the CRM's side. Each `@ts-expect-error` fails the build once the mistake below it passes. */

import { mountSoftphone } from '../../src/host/index.ts';
import { type Call, CtiError, type CtiErrorCode, type RecordMatch } from '../../src/index.ts';

const container = document.body;

const softphone = mountSoftphone({
  src: 'https://phone.example/',
  container,
  crm: {
    search: ({ number, e164 }) => [{ recordId: `contact/${number ?? e164}`, recordName: 'A contact', confidence: 'weak' }],
    screenPop: async (target) => {
      if (target.type === 'record') target.recordId.toUpperCase();
      // @ts-expect-error: only a record has an id
      else target.recordId;
    },
    saveLog: async (log) => ({ recordId: log.id }),
    getAppViewInfo: () => ({ url: location.href }),
    refreshView: () => {},
  },
});

// A panel has the body for its place.
mountSoftphone({ src: 'https://phone.example/', panel: { width: 400, remember: 'phone' } });

// @ts-expect-error: an element, not a selector
mountSoftphone({ src: 'https://phone.example/', container: '#phone' });

// @ts-expect-error: a hit has a name that the agent reads
mountSoftphone({ src: '', container, crm: { search: (): RecordMatch[] => [{ recordId: 'contact/1' }] } });

// @ts-expect-error: the URL of a view is text
mountSoftphone({ src: '', container, crm: { getAppViewInfo: () => ({ url: location }) } });

// @ts-expect-error: a method that no softphone may call
mountSoftphone({ src: '', container, crm: { deleteRecord: () => {} } });

const dialled: Promise<Call> = softphone.dial('+4681234567', { recordId: 'contact/17', signal: AbortSignal.timeout(1_000) });

// @ts-expect-error: a number is text, or leading zeros are lost
softphone.dial(46_812_345_67);

// @ts-expect-error: a call is rejected as busy or declined
softphone.reject('call-1', { as: 'never' });

// @ts-expect-error: `busy` follows from a call, nobody sets it
softphone.setAgentState('busy');

softphone.logIn({ workMode: 'manualIn', timeoutMs: 5_000 });

// @ts-expect-error: a work mode is one of two
softphone.logIn({ workMode: 'afterCallWork' });

// @ts-expect-error: a party is named by its number
softphone.dropParty('call-1');

// @ts-expect-error: call data are texts
softphone.setCallData('call-1', { order: 17 });

// @ts-expect-error: a wrap-up says how the call went
softphone.wrapUp('call-1', { note: 'x' });

// @ts-expect-error: the calls are told, not changed
softphone.calls.push(await dialled);

softphone.on('status', (status) => {
  if (status.state === 'refused') status.error.code.length;
  // @ts-expect-error: there is an error only where something failed
  if (status.state === 'ready') status.error;
});

// @ts-expect-error: no such event
softphone.on('ring', () => {});

const code: CtiErrorCode = 'ORIGIN_REFUSED';
throw new CtiError(code, 'text');
