/** A window that wins a call's pop, and loses the connection before it hears so. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CtiError } from '../../../src/index.ts';
import type { CrmConnection, DesktopCall } from '../../../src/softphone/index.ts';
import { createScreenPops } from '../../../src/softphone/screen-pops.ts';
import { contact, customer } from './open-desk.ts';
import { createSmallCrm } from './small-crm.ts';

test('the question whether this window may pop is the same one when it is asked again, so that the answer is', async () => {
  const small = createSmallCrm([contact]);
  const questions: (string | undefined)[] = [];
  const granted = new Map<string, string | undefined>();
  const claim: CrmConnection['claim'] = async (key, { id } = {}) => {
    questions.push(id);
    if (!granted.has(key)) {
      granted.set(key, id);
      throw new CtiError('SESSION_REPLACED', 'The answer was on its way.');
    }
    return id !== undefined && granted.get(key) === id;
  };
  const crm = { ...small.crm, claim, grants: (name: string) => ['search', 'screenPop', 'claim'].includes(name) } as CrmConnection;
  let context: DesktopCall['context'] = { search: 'pending', matches: [], notes: '', accepted: true } as unknown as DesktopCall['context'];
  const call = (): DesktopCall => ({ id: 'call-1', direction: 'inbound', remote: { number: customer }, data: {}, context }) as unknown as DesktopCall;
  const settled = new Promise((resolve) => {
    const pops = createScreenPops({
      ...{ crm, defaultCountry: undefined, popTarget: undefined, defaultFieldValues: undefined, find: call, ownId: (id) => `${id}/agent` },
      contextOf: () => context,
      update: (_callId, change) => {
        context = { ...context, ...change };
        // Found; the connection was lost meanwhile, and is back.
        if (change.search === 'done') queueMicrotask(() => void pops.resume(['call-1']));
      },
      onPop: () => {},
      onSettled: (_callId, outcome) => resolve(outcome),
      onProblem: (_during, error) => assert.fail(String(error)),
    });
    pops.start('call-1', { pop: true });
  });
  assert.equal(await settled, 'shown');
  assert.deepEqual(small.popped, [{ type: 'record', recordId: contact.recordId, objectType: 'Contact' }]);
  assert.ok(questions[0] !== undefined && questions.every((id) => id === questions[0]));
});
