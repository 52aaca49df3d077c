/** What softphones of Open CTI need of the CRM's server: records of any kind, the directory, the scripts. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Activity, ApiError, ContactPage, SavedRecord, SearchHit } from '../../../demo/crm/api-types.ts';
import type { DirectoryEntry } from '../../../demo/crm/database/directory.ts';
import { type CrmServer, startCrm } from './crm-server.ts';

let crm: CrmServer;
before(async () => {
  crm = await startCrm({ contacts: 60 });
});
after(() => crm.close());

const get = async <Body>(path: string): Promise<Body> => (await (await fetch(crm.url + path)).json()) as Body;

const save = async <Body = SavedRecord>(id: string, log: object): Promise<{ status: number; body: Body }> => {
  const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(log) };
  const response = await fetch(`${crm.url}/api/records/${encodeURIComponent(id)}`, init);
  return { status: response.status, body: (await response.json()) as Body };
};
const refusal = async (id: string, log: object): Promise<Record<string, string[]>> => {
  const { status, body } = await save<ApiError>(id, log);
  assert.equal(status, 422, JSON.stringify(body));
  assert.equal(body.error.code, 'FIELDS_REFUSED');
  return Object.fromEntries(Object.entries(body.error.fieldErrors ?? {}).map(([field, errors]) => [field, errors.map(({ code }) => code ?? '')]));
};
const activity = async (id: string): Promise<Activity> => (await get<{ activity: Activity }>(`/api/activities/${encodeURIComponent(id)}`)).activity;
const callsOf = async (contactId: number): Promise<Activity[]> => (await get<ContactPage>(`/api/contacts/${contactId}`)).activities;

/** A number in international form that only one contact has. */
const numberOfOne = async (): Promise<string> => {
  for (let id = 10; id <= 60; id += 1) {
    const { contact } = await get<ContactPage>(`/api/contacts/${id}`);
    const [first] = contact.numbers;
    if (!first?.e164 || !first.number.startsWith('+')) continue;
    const { hits } = await get<{ hits: SearchHit[] }>(`/api/search?${new URLSearchParams({ number: first.e164 })}`);
    if (hits.length === 1) return first.number;
  }
  throw new Error('no contact has a number alone');
};

const call = {
  ...{ Subject: 'Call from a customer', Status: 'Completed', Priority: 'Normal', TaskSubtype: 'Call', CallType: 'Inbound' },
  ...{ CallDurationInSeconds: 42, CallObject: 'call-1', ActivityDate: new Date().toISOString().slice(0, 10), WhoId: 'contact/3', WhatId: '' },
};

describe('a task', () => {
  it('becomes one activity of its contact, however often it is saved', async () => {
    const first = await save('task-1', { objectType: 'Task', fields: call });
    assert.deepEqual(first, { status: 200, body: { recordId: 'task-1', contactId: 3 } });
    await save('task-1', { objectType: 'Task', fields: { ...call, Description: 'with notes' } });
    const [only, ...others] = await callsOf(3);
    assert.deepEqual(others, []);
    assert.ok(only);
    const { subject, direction, durationSeconds, answered, notes, startedAt, endedAt } = only;
    assert.deepEqual(
      { subject, direction, durationSeconds, answered, notes },
      { subject: 'Call from a customer', direction: 'inbound', durationSeconds: 42, answered: true, notes: 'with notes' },
    );
    assert.equal(endedAt - startedAt, 42_000);
    assert.ok(Date.now() - endedAt < 60_000, 'it has just ended');
  });

  it('is changed by its id, and keeps what is not named', async () => {
    await save('task-2', { objectType: 'Task', fields: { ...call, WhoId: 'contact/4' } });
    const changed = await save('other-log', { recordId: 'task-2', fields: { CallDisposition: 'Solved', Description: 'done' } });
    assert.deepEqual(changed.body, { recordId: 'task-2', contactId: 4 });
    const { subject, disposition, notes, durationSeconds } = await activity('task-2');
    assert.deepEqual({ subject, disposition, notes, durationSeconds }, { subject: call.Subject, disposition: 'Solved', notes: 'done', durationSeconds: 42 });
    assert.equal((await callsOf(4)).length, 1);
  });

  it('may have texts for numbers, as Classic sends them, and belongs to the only contact with the number', async () => {
    const { hits } = await get<{ hits: SearchHit[] }>(`/api/search?${new URLSearchParams({ number: await numberOfOne() })}`);
    const [hit] = hits;
    const { body } = await save('task-3', { objectType: 'Task', fields: { Subject: 'x', Phone: hit?.matched, CallDurationInSeconds: '7', WhoId: '' } });
    assert.equal((await activity('task-3')).durationSeconds, 7);
    assert.equal(body.contactId, hit?.contact.id);
  });

  it('keeps the day it is said to be of', async () => {
    await save('task-4', { objectType: 'Task', fields: { ...call, WhoId: undefined, ActivityDate: '2026-01-31' } });
    assert.equal(new Date((await activity('task-4')).startedAt).toISOString(), '2026-01-31T00:00:00.000Z');
  });

  it('is refused by field, with all that is wrong, and then not saved', async () => {
    const wrong = {
      ...call,
      WhoId: '003000000000000',
      WhatId: 'account/1',
      Mood: 'good',
      CallType: 'sideways',
      CallDurationInSeconds: -1,
      ActivityDate: 'today',
    };
    assert.deepEqual(await refusal('task-5', { objectType: 'Task', fields: wrong }), {
      WhoId: ['MALFORMED_ID'],
      WhatId: ['MALFORMED_ID'],
      CallType: ['INVALID_VALUE'],
      CallDurationInSeconds: ['INVALID_TYPE'],
      ActivityDate: ['INVALID_TYPE'],
      Mood: ['INVALID_FIELD'],
    });
    assert.deepEqual(await refusal('task-5', { objectType: 'Task', fields: { ...call, WhoId: 'contact/999999' } }), { WhoId: ['INVALID_CROSS_REFERENCE_KEY'] });
    assert.deepEqual(await refusal('task-5', { objectType: 'Task', fields: { ...call, Subject: 'x'.repeat(251) } }), { Subject: ['STRING_TOO_LONG'] });
    assert.equal((await fetch(`${crm.url}/api/activities/task-5`)).status, 404);
  });

  it('is the only kind that is made, and must exist to be changed', async () => {
    assert.deepEqual(await refusal('x', { objectType: 'Case', fields: {} }), { entityApiName: ['INVALID_TYPE'] });
    assert.deepEqual(await refusal('x', { recordId: 'nothing', fields: { Subject: 'x' } }), { Id: ['INVALID_ID_FIELD'] });
    assert.equal((await save('x', { objectType: 'Task', fields: { Subject: { a: 1 } } })).status, 400);
  });
});

describe('a contact', () => {
  it('is changed field by field, and found by its new name', async () => {
    const before = (await get<ContactPage>('/api/contacts/6')).contact;
    assert.equal((await save('c-1', { recordId: 'contact/6', fields: { LastName: 'Zzyzwick', Title: 'Purchasing' } })).status, 200);
    const { contact } = await get<ContactPage>('/api/contacts/6');
    assert.deepEqual([contact.firstName, contact.lastName, contact.title, contact.city], [before.firstName, 'Zzyzwick', 'Purchasing', before.city]);
    const { contacts } = await get<{ contacts: { id: number }[] }>('/api/contacts?query=zzyzwick');
    assert.deepEqual(
      contacts.map(({ id }) => id),
      [6],
    );
  });

  it('is refused by field', async () => {
    assert.deepEqual(await refusal('c-2', { recordId: 'contact/6', fields: { LastName: '', Shoes: 44 } }), {
      LastName: ['REQUIRED_FIELD_MISSING'],
      Shoes: ['INVALID_FIELD'],
    });
    assert.deepEqual(await refusal('c-3', { recordId: 'contact/999999', fields: { Title: 'x' } }), { Id: ['INVALID_ID_FIELD'] });
  });
});

describe('the directory', () => {
  it('has every number once, over its pages', async () => {
    const seen: DirectoryEntry[] = [];
    for (let page = 0; page < 50; page += 1) {
      const { entries, hasNext } = await get<{ entries: DirectoryEntry[]; hasNext: boolean }>(`/api/directory?page=${page}&size=7`);
      seen.push(...entries);
      if (!hasNext) break;
      assert.equal(entries.length, 7);
    }
    const all = await get<{ entries: DirectoryEntry[]; hasNext: boolean }>('/api/directory');
    assert.equal(all.hasNext, false);
    assert.deepEqual(seen, all.entries);
    assert.ok(seen.length >= 60);
  });
});

describe('companies', () => {
  it('are counted whatever their letters', async () => {
    const { company } = (await get<ContactPage>('/api/contacts/8')).contact;
    const { count } = await get<{ count: number }>(`/api/contact-count?${new URLSearchParams({ company: company.toUpperCase() })}`);
    assert.ok(count >= 1);
    assert.deepEqual(await get('/api/contact-count?company=Nobody'), { count: 0 });
  });
});

describe('the scripts of Open CTI', () => {
  it('are where softphones compute them, with one slash too many too', async () => {
    const paths = ['/support/api/57.0/lightning/opencti_min.js', '//support/api/40.0/lightning/opencti.js', '/support/api/31.0/interaction.js'];
    for (const path of [...paths, '/support/console/33.0/integration.js']) {
      const response = await fetch(crm.url + path);
      assert.equal(response.status, 200, path);
      assert.match(response.headers.get('content-type') ?? '', /javascript/);
      assert.match(await response.text(), /sforce/);
    }
    assert.equal((await fetch(`${crm.url}/support/api/57.0/lightning/other.js`)).status, 404);
  });
});
