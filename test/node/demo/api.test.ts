import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Activity, ContactList, ContactPage, SearchHit } from '../../../demo/crm/api-types.ts';
import { callLog } from './call-log.ts';
import { type CrmServer, startCrm } from './crm-server.ts';

let crm: CrmServer;
before(async () => {
  crm = await startCrm({ contacts: 120, faults: true });
});
after(() => crm.close());

interface Answer<Body> {
  status: number;
  body: Body;
  headers: Headers;
}

const ask = async <Body = { error: { code: string; message: string; issues?: string[] } }>(path: string, init: RequestInit = {}): Promise<Answer<Body>> => {
  const response = await fetch(crm.url + path, init);
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Body, headers: response.headers };
};
const send = <Body = { error: { code: string; message: string; issues?: string[] } }>(method: string, path: string, body: unknown) =>
  ask<Body>(path, { method, headers: { 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) });

describe('GET /api/contacts', () => {
  it('pages through all contacts', async () => {
    const seen = new Set<number>();
    let next: string | undefined;
    for (let page = 0; page < 10; page++) {
      const { status, body } = await ask<ContactList>(`/api/contacts?limit=50${next ? `&after=${encodeURIComponent(next)}` : ''}`);
      assert.equal(status, 200);
      assert.equal(body.total, 120);
      for (const { id } of body.contacts) seen.add(id);
      next = body.next;
      if (next === undefined) break;
    }
    assert.equal(seen.size, 120);
    assert.equal(next, undefined);
  });

  it('finds by name and by number', async () => {
    const { body } = await ask<ContactPage>('/api/contacts/7');
    const { contact } = body;
    const byName = await ask<ContactList>(`/api/contacts?query=${encodeURIComponent(contact.lastName.toUpperCase())}`);
    assert.ok(byName.body.contacts.some(({ id }) => id === 7));
    const byNumber = await ask<ContactList>(`/api/contacts?query=${encodeURIComponent(contact.numbers[0]!.e164!)}`);
    assert.ok(byNumber.body.contacts.some(({ id }) => id === 7));
  });

  it('refuses what is not documented, saying where', async () => {
    for (const query of [
      'limit=0',
      'limit=201',
      'limit=1e3',
      'limit=-1',
      'limit=x',
      'after=%25',
      'after=bm9uc2Vuc2U',
      `query=${'x'.repeat(201)}`,
      'query=%00',
    ]) {
      const { status, body } = await ask(`/api/contacts?${query}`);
      assert.equal(status, 400, query);
      assert.equal(body.error.code, 'INVALID_INPUT', query);
      assert.ok(body.error.issues?.[0]?.startsWith(`${query.split('=')[0]}: `), body.error.issues?.join());
    }
  });
});

describe('GET /api/contacts/:id', () => {
  it('has numbers and activities', async () => {
    const { status, body } = await ask<ContactPage>('/api/contacts/1');
    assert.equal(status, 200);
    assert.ok(body.contact.numbers.length > 0);
    assert.deepEqual(body.activities, []);
  });

  it('answers 404 for nobody and 400 for nonsense', async () => {
    assert.equal((await ask('/api/contacts/99999')).status, 404);
    for (const id of ['0', '-1', '1.5', 'x', '1;drop', '99999999999999999999']) assert.equal((await ask(`/api/contacts/${id}`)).status, 400, id);
  });
});

describe('POST /api/contacts', () => {
  const contact = { firstName: ' Wren ', lastName: 'Newcomer', country: 'SE', numbers: [{ number: '08-465 004 44' }] };

  it('creates a contact that is found by its number at once', async () => {
    const { status, body, headers } = await send<ContactPage>('POST', '/api/contacts', contact);
    assert.equal(status, 201);
    assert.equal(headers.get('location'), `/api/contacts/${body.contact.id}`);
    assert.equal(body.contact.name, 'Wren Newcomer');
    assert.deepEqual(body.contact.numbers, [{ label: 'work', number: '08-465 004 44', e164: '+46846500444' }]);
    const { body: found } = await ask<{ hits: SearchHit[] }>('/api/search?number=004684650%200444&e164=%2B46846500444');
    assert.deepEqual(
      found.hits.map((hit) => [hit.contact.id, hit.confidence]),
      [[body.contact.id, 'strong']],
    );
  });

  it('refuses bad input, naming the field and never its value', async () => {
    const secret = 'very-secret-value';
    const cases: [unknown, string][] = [
      [{ ...contact, lastName: '' }, 'lastName'],
      [{ ...contact, lastName: 5 }, 'lastName'],
      [{ ...contact, lastName: `${secret}\u0000` }, 'lastName'],
      [{ ...contact, country: secret }, 'country'],
      [{ ...contact, numbers: [{ number: secret }] }, 'numbers.0.number'],
      [{ ...contact, numbers: secret }, 'numbers'],
      [{ ...contact, numbers: Array(21).fill({ number: '1' }) }, 'numbers'],
      [{ ...contact, email: 'x'.repeat(321) }, 'email'],
      [[], 'request'],
      [null, 'request'],
    ];
    for (const [body, field] of cases) {
      const answer = await send('POST', '/api/contacts', body);
      assert.equal(answer.status, 400, field);
      assert.ok(
        answer.body.error.issues?.some((issue) => issue.startsWith(`${field}: `)),
        `${field} in ${answer.body.error.issues?.join()}`,
      );
      assert.ok(!JSON.stringify(answer.body).includes(secret));
    }
  });

  it('refuses what is not JSON, by its type and by its content, and what is too large', async () => {
    assert.equal((await ask('/api/contacts', { method: 'POST', body: JSON.stringify(contact) })).body.error.code, 'NOT_JSON');
    const broken = await send('POST', '/api/contacts', '{"lastName":');
    assert.deepEqual([broken.status, broken.body.error.code], [400, 'INVALID_JSON']);
    const large = await send('POST', '/api/contacts', { ...contact, notes: 'x'.repeat(2_000_000) });
    assert.deepEqual([large.status, large.body.error.code], [413, 'TOO_LARGE']);
  });

  it('keeps names as text, whatever they look like', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const { body } = await send<ContactPage>('POST', '/api/contacts', { ...contact, lastName: name, numbers: [] });
    const { body: read } = await ask<ContactPage>(`/api/contacts/${body.contact.id}`);
    assert.equal(read.contact.lastName, name);
  });
});

describe('GET /api/search', () => {
  it('needs something to look for', async () => {
    assert.equal((await ask('/api/search')).status, 400);
    assert.equal((await ask('/api/search?number=1&limit=51')).status, 400);
    assert.equal((await ask('/api/search?e164=0812345')).status, 400);
  });

  it('finds by text', async () => {
    const { body } = await ask<ContactPage>('/api/contacts/3');
    const { body: found } = await ask<{ hits: SearchHit[] }>(`/api/search?text=${encodeURIComponent(body.contact.name)}`);
    assert.ok(found.hits.some(({ contact }) => contact.id === 3));
  });
});

describe('PUT /api/activities/:id', () => {
  const path = (id: string) => `/api/activities/${encodeURIComponent(id)}`;

  it('is an upsert: 201, then 200, one entry', async () => {
    const log = callLog({ id: 'api/1 ü', record: { recordId: 'contact/5', objectType: 'Contact' }, data: { queue: 'sales' } });
    assert.equal((await send('PUT', path(log.id), log)).status, 201);
    assert.equal((await send('PUT', path(log.id), { ...log, notes: 'Hello' })).status, 200);
    const { body } = await ask<ContactPage>('/api/contacts/5');
    assert.deepEqual(
      body.activities.map(({ id, notes }) => [id, notes]),
      [['api/1 ü', 'Hello']],
    );
  });

  it('refuses bad logs, and saves nothing of them', async () => {
    const bad: Record<string, unknown>[] = [
      { direction: 'sideways' },
      { startedAt: 'yesterday' },
      { startedAt: -1 },
      { endedAt: 1e20 },
      { durationSeconds: -1 },
      { durationSeconds: Number.MAX_VALUE },
      { answered: 'yes' },
      { notes: 'x'.repeat(32_001) },
      { number: 'nul\u0000' },
      { record: { recordId: '' } },
      { data: { key: 5 } },
      { id: undefined },
    ];
    for (const change of bad) {
      const answer = await send('PUT', path('bad'), { ...callLog({ id: 'bad' }), ...change });
      assert.equal(answer.status, 400, JSON.stringify(change).slice(0, 60));
    }
    const differing = await send('PUT', path('bad'), callLog({ id: 'other' }));
    assert.equal(differing.status, 400);
    const { body } = await ask<{ activities: Activity[] }>('/api/activities');
    assert.ok(body.activities.every(({ id }) => id !== 'bad' && id !== 'other'));
  });
});

describe('PATCH', () => {
  it('changes notes of activities and contacts', async () => {
    await send('PUT', '/api/activities/patched', callLog({ id: 'patched', record: { recordId: 'contact/6' } }));
    const { body } = await send<{ activity: Activity }>('PATCH', '/api/activities/patched', { notes: 'Later', disposition: 'Call back' });
    assert.deepEqual([body.activity.notes, body.activity.disposition], ['Later', 'Call back']);
    assert.equal((await send('PATCH', '/api/contacts/6', { notes: 'Prefers email' })).status, 204);
    assert.equal((await ask<ContactPage>('/api/contacts/6')).body.contact.notes, 'Prefers email');
  });

  it('answers 404 for nothing and 400 for no change', async () => {
    assert.equal((await send('PATCH', '/api/activities/nowhere', { notes: 'x' })).status, 404);
    assert.equal((await send('PATCH', '/api/contacts/99999', { notes: 'x' })).status, 404);
    assert.equal((await send('PATCH', '/api/activities/patched', {})).status, 400);
    assert.equal((await send('PATCH', '/api/contacts/6', { notes: 7 })).status, 400);
  });
});

describe('the API as a whole', () => {
  it('answers JSON to unknown addresses and methods', async () => {
    const { status, body } = await ask('/api/secrets');
    assert.deepEqual([status, body.error.code], [404, 'NOT_FOUND']);
    assert.equal((await send('DELETE', '/api/contacts/1', {})).status, 404);
  });

  it('answers no other host name, and lets no other page change anything', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(crm.url);
      request({ hostname, port, path: '/api/contacts', headers: { host: 'rebound.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    assert.equal(status, 421);
    const headers = { 'content-type': 'application/json', origin: 'http://attacker.example' };
    const foreign = await ask('/api/contacts/6', { method: 'PATCH', headers, body: JSON.stringify({ notes: 'defaced' }) });
    assert.deepEqual([foreign.status, foreign.body.error.code], [403, 'WRONG_ORIGIN']);
    assert.notEqual((await ask<ContactPage>('/api/contacts/6')).body.contact.notes, 'defaced');
  });

  it('says when the database is down, and works again afterwards', async () => {
    assert.equal((await send('PUT', '/api/faults', { database: 'broken' })).status, 400);
    await send('PUT', '/api/faults', { database: 'down' });
    for (const answer of [await ask('/api/contacts'), await send('PUT', '/api/activities/late', callLog({ id: 'late' }))]) {
      assert.deepEqual([answer.status, answer.body.error.code], [503, 'DATABASE_DOWN']);
      assert.ok(Number(answer.headers.get('retry-after')) > 0);
    }
    await send('PUT', '/api/faults', { database: 'up' });
    assert.equal((await send('PUT', '/api/activities/late', callLog({ id: 'late' }))).status, 201);
  });
});
