import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ContactPage, SearchHit, TransferWork } from '../../../demo/crm/api-types.ts';
import { type CrmServer, startCrm } from './crm-server.ts';

let crm: CrmServer;
before(async () => {
  crm = await startCrm({ contacts: 20 });
});
after(() => crm.close());

const send = async <Body>(method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }> => {
  const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(crm.url + path, init);
  return { status: response.status, body: (await response.json()) as Body };
};

describe('the work of a call that is handed on', () => {
  const work: TransferWork = {
    record: { recordId: 'contact/7', objectType: 'Contact', recordName: 'Contact 7' },
    notes: 'forty pallets',
    pages: [
      { path: '/contacts/7', record: { recordId: 'contact/7', objectType: 'Contact' }, draft: { notes: 'Half a sentence' } },
      { path: '/contacts/new?number=%2B4611', draft: { lastName: 'New' } },
    ],
  };
  const keep = async (): Promise<string> => (await send<{ id: string }>('POST', '/api/transfers', work)).body.id;
  const take = (id: string, callId: string) => send<{ work: TransferWork }>('PUT', `/api/transfers/${id}/call`, { callId });

  it('is given to one call, as often as that asks, and to no second one', async () => {
    const id = await keep();
    assert.ok(id.length >= 32, 'nobody guesses it');
    assert.notEqual(id, await keep());
    for (let time = 0; time < 2; time++) assert.deepEqual(await take(id, 'call-1'), { status: 200, body: { work } });
    assert.equal((await take(id, 'call-2')).status, 404);
    assert.equal((await take('6f0cf3b0-0000-4000-8000-000000000000', 'call-1')).status, 404);
  });

  it('is checked', async () => {
    const wrong: unknown[] = [
      {},
      { ...work, notes: 'x'.repeat(32_001) },
      { ...work, pages: [{ path: '//elsewhere.example/' }] },
      { ...work, pages: [{ path: 'https://elsewhere.example/' }] },
      { ...work, pages: Array.from({ length: 51 }, () => ({ path: '/' })) },
      { ...work, pages: [{ path: '/', draft: { notes: 7 } }] },
      { ...work, record: { recordId: '' } },
    ];
    for (const body of wrong) assert.equal((await send('POST', '/api/transfers', body)).status, 400, JSON.stringify(body).slice(0, 80));
  });
});

describe('GET /api/search by fields', () => {
  const search = async (query: Record<string, string>): Promise<number[]> =>
    (await send<{ hits: SearchHit[] }>('GET', `/api/search?${new URLSearchParams(query)}`)).body.hits.map(({ contact }) => contact.id);

  it('finds a contact by its id, as people or softphones write it, and by its address in any case', async () => {
    const { contact } = (await send<ContactPage>('GET', '/api/contacts/7')).body;
    assert.deepEqual(await search({ id: '7' }), [7]);
    assert.deepEqual(await search({ id: 'contact/7' }), [7]);
    assert.ok((await search({ email: contact.email.toUpperCase() })).includes(7));
    assert.deepEqual(await search({ id: '7', email: contact.email }), [7]);
    assert.deepEqual(await search({ id: '7', email: 'other@example.com' }), []);
    for (const id of ['', '0', '-7', '1e3', '7; drop table contacts', '99999999999']) assert.deepEqual(await search({ id }), [], id);
    assert.deepEqual(await search({ email: '' }), []);
  });
});
