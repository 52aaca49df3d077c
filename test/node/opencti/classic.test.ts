/** `sforce.interaction`: every method, every shape of an answer, every error, and what pages get wrong. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createClassic } from '../../../src/opencti/classic.ts';
import { MAX_KNOWN_RECORDS } from '../../../src/opencti/limits.ts';
import { createSession } from '../../../src/opencti/session.ts';
import type { DirectoryQuery } from '../../../src/protocol/directory.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import { createFakeCrm, type FakeCrm } from '../../opencti/fake-crm.ts';
import { classicMistakes, openCtiErrors } from '../../opencti/mistakes.ts';
import { popTargets } from '../../opencti/pop-targets.ts';
import { openCtiTable } from '../../opencti/rows.ts';
import { askClassic, consoleOf, methodOf } from './page.ts';

const contact = { recordId: 'contact/17', objectType: 'Contact', recordName: 'Contact Seventeen' };
const classicContact = { objectId: 'contact/17', objectName: 'Contact Seventeen', object: 'Contact', displayName: 'Contact' };
const nextTurn = () => new Promise(setImmediate);

describe('sforce.interaction', () => {
  let crm: FakeCrm;
  let api: object;
  beforeEach(() => {
    crm = createFakeCrm();
    api = createClassic(createSession(async () => crm.connection));
  });
  const call = (path: string, ...args: unknown[]) => methodOf(api, path)(...args);

  describe('answers', () => {
    for (const { name, typed, classic } of openCtiTable) {
      if (!classic) continue;
      it(name, async () => {
        crm.answer(typed.method, () => typed.gives);
        const { result, error, id } = await askClassic(api, classic.method, classic.args);
        assert.equal(error, undefined);
        assert.equal(id, classic.id);
        if ('json' in classic) assert.deepEqual(JSON.parse(result as string), classic.json);
        else assert.deepEqual(result, classic.result);
        assert.deepEqual(crm.asked, [[typed.method, ...typed.args]]);
      });
    }

    it('is not needed', async () => {
      assert.deepEqual(await consoleOf(() => call('setVisible', true)), []);
      assert.deepEqual(crm.asked, [['setSoftphonePanelVisibility', true]]);
    });
  });

  describe('wrong arguments', () => {
    for (const { method, args, names } of classicMistakes) {
      it(`${method} ${JSON.stringify(args)}`, async () => {
        let response: { result: unknown; error: unknown } | undefined;
        const written = await consoleOf(async () => {
          response = await askClassic(api, method, args as unknown[]);
        });
        assert.ok(!response?.result);
        assert.match(response?.error as string, new RegExp(`\\b${names}\\b`));
        assert.equal(written.length, 1);
        assert.deepEqual(crm.asked, []);
      });
    }
  });

  describe('errors', () => {
    for (const { code } of openCtiErrors) {
      it(`${code} is told as text`, async () => {
        const fail = () => {
          throw new CtiError(code, 'What is wrong.');
        };
        crm.answer('refreshView', fail);
        crm.answer('getCallCenterSettings', fail);
        await consoleOf(async () => {
          assert.deepEqual(await askClassic(api, 'refreshPage'), { result: false, error: 'What is wrong.' });
          assert.deepEqual(await askClassic(api, 'cti.getCallCenterSettings'), { result: null, error: 'What is wrong.' });
        });
      });
    }
  });

  describe('listeners', () => {
    it('hear clicks, with the fields under their older names', async () => {
      const heard: { result: string }[] = [];
      call('cti.onClickToDial', (event: { result: string }) => heard.push(event));
      await nextTurn();
      crm.emit('clickToDial', { number: '+46812345678', record: contact });
      assert.deepEqual(JSON.parse(heard[0]?.result ?? ''), { number: '+46812345678', ...classicContact, params: '' });
    });

    it('hear clicks made before, once', async () => {
      await nextTurn();
      crm.emit('clickToDial', { number: '1' });
      const heard: { result: string }[] = [];
      call('cti.onClickToDial', (event: { result: string }) => heard.push(event));
      await nextTurn();
      call('cti.onClickToDial', (event: { result: string }) => heard.push(event));
      await nextTurn();
      assert.equal(heard.length, 1);
      assert.equal(JSON.parse(heard[0]?.result ?? '').number, '1');
    });

    it('hear of the view, and of changed objects', async () => {
      const heard: { result: string; fieldsUpdated?: boolean }[] = [];
      call('onFocus', (event: { result: string }) => heard.push(event));
      call('entityFeed.onObjectUpdate', (event: { result: string }) => heard.push(event));
      await nextTurn();
      crm.emit('navigation', { url: 'https://crm.example/contact/17', record: contact });
      const update = { fieldsUpdated: true, relatedListsUpdated: false, feedUpdated: false };
      crm.emit('objectUpdate', update);
      assert.deepEqual(
        heard.map(({ result }) => JSON.parse(result)),
        [{ url: 'https://crm.example/contact/17', ...classicContact }, update],
      );
      assert.equal(heard[1]?.fieldsUpdated, true);
    });

    it('must be functions', async () => {
      const written = await consoleOf(() => call('onFocus'));
      assert.equal(written.length, 1);
    });
  });

  it('screenPopUrl leads to the deferred target, whatever it is', async () => {
    for (const { typed } of popTargets) {
      crm.answer('searchAndScreenPop', () => ({ matches: [], pop: typed }));
      const { result } = await askClassic(api, 'searchAndGetScreenPopUrl', ['+46812345678', '', 'inbound']);
      const { screenPopUrl } = JSON.parse(result as string);
      assert.match(screenPopUrl, /^\/[^/]/, 'is relative');
      crm.asked.length = 0;
      // Another page, or this one after a reload, understands it too.
      for (const page of [api, createClassic(createSession(async () => crm.connection))]) await askClassic(page, 'screenPop', [screenPopUrl, true]);
      assert.deepEqual(crm.asked, [
        ['screenPop', typed],
        ['screenPop', typed],
      ]);
    }
  });

  describe('the path of a record is known', () => {
    const record = { type: 'record', recordId: 'contact/17', objectType: 'Contact' };
    const poppedTo = async (url: string) => {
      crm.asked.length = 0;
      await askClassic(api, 'screenPop', [url]);
      return crm.asked[0]?.[1];
    };

    it('after the page has heard of it', async () => {
      assert.deepEqual(await poppedTo('/contact/17'), { type: 'url', url: '/contact/17' });
      crm.answer('getAppViewInfo', () => ({ url: 'https://crm.example/contact/17', record: contact }));
      await askClassic(api, 'getPageInfo');
      assert.deepEqual(await poppedTo('/contact/17'), record);
      assert.deepEqual(await poppedTo('/contact%2F17?nooverride=1'), record);
      assert.deepEqual(await poppedTo('/contact/17/edit'), { type: 'url', url: '/contact/17/edit' });
    });

    for (const [how, tell] of [
      ['a click', () => crm.emit('clickToDial', { number: '1', record: contact })],
      ['navigation', () => crm.emit('navigation', { url: 'https://crm.example/', record: contact })],
      [
        'a search',
        () => {
          crm.answer('searchAndScreenPop', () => ({ matches: [contact] }));
          return askClassic(api, 'searchAndScreenPop', ['abc']);
        },
      ],
    ] as const) {
      it(`from ${how}`, async () => {
        call('onFocus', () => {});
        call('cti.onClickToDial', () => {});
        await nextTurn();
        await tell();
        assert.deepEqual(await poppedTo('/contact/17'), record);
      });
    }

    it('from saveLog', async () => {
      crm.answer('saveLog', () => ({ status: 'saved', recordId: 'task/1' }));
      await askClassic(api, 'saveLog', ['Task', 'Subject=Call']);
      assert.deepEqual(await poppedTo('/task/1'), { type: 'record', recordId: 'task/1', objectType: 'Task' });
    });

    it('until so many others came', async () => {
      call('onFocus', () => {});
      await nextTurn();
      const tell = (recordId: string) => crm.emit('navigation', { url: 'https://crm.example/', record: { recordId } });
      for (let id = 0; id <= MAX_KNOWN_RECORDS; id += 1) tell(`r/${id}`);
      assert.deepEqual(await poppedTo('/r/0'), { type: 'url', url: '/r/0' });
      assert.deepEqual(await poppedTo('/r/1'), { type: 'record', recordId: 'r/1' });
    });

    for (const url of ['reports', '/', '/%', '/ringframe-pop/%7B', '/ringframe-pop/x', 'https://elsewhere.example/003000000000017', 'javascript:alert(1)']) {
      it(`and ${url} is none: the CRM decides about it`, async () => {
        assert.deepEqual(await poppedTo(url), { type: 'url', url });
      });
    }
  });

  describe('getDirectoryNumbers', () => {
    const TOTAL = 12_345;
    const entry = (index: number) => ({ name: `Colleague ${index}`, phone: String(index) });
    const serveDirectory = () =>
      crm.answer('getDirectoryNumbers', (query) => {
        const { page = 0, pageSize = 500 } = query as DirectoryQuery;
        assert.ok(pageSize <= 1_000, 'no more than the protocol lets through');
        const end = Math.min((page + 1) * pageSize, TOTAL);
        const directoryNumbers = Array.from({ length: Math.max(end - page * pageSize, 0) }, (_, index) => entry(page * pageSize + index));
        return { directoryNumbers, hasNext: end < TOTAL };
      });
    const read = async (...paging: unknown[]) => {
      const { result } = await askClassic(api, 'cti.getDirectoryNumbers', [true, '', 'callback', ...paging]);
      const { directoryNumbers, hasNext } = JSON.parse(result as string);
      return { first: directoryNumbers[0]?.phone, last: directoryNumbers.at(-1)?.phone, count: directoryNumbers.length, hasNext };
    };

    for (const [paging, expected, questions] of [
      [[], { first: '0', last: '4999', count: 5_000, hasNext: true }, 5],
      [[0, 10_000], { first: '0', last: '9999', count: 10_000, hasNext: true }, 10],
      [[1, 10_000], { first: '10000', last: '12344', count: 2_345, hasNext: false }, 3],
      [[1, 1_009], { first: '1009', last: '2017', count: 1_009, hasNext: true }, 2],
      [[8, 1_500], { first: '12000', last: '12344', count: 345, hasNext: false }, 1],
      [[3, 4_115], { first: '12345', last: undefined, count: 0, hasNext: false }, 1],
      [[2, 4_115], { first: '8230', last: '12344', count: 4_115, hasNext: false }, 5],
      [[12, 1_000], { first: '12000', last: '12344', count: 345, hasNext: false }, 1],
      [[4, 7], { first: '28', last: '34', count: 7, hasNext: true }, 1],
    ] as const) {
      it(`page ${paging[0] ?? '(default)'} of ${paging[1] ?? '(default)'}`, async () => {
        serveDirectory();
        assert.deepEqual(await read(...paging), { ...expected, first: expected.count ? expected.first : undefined });
        assert.equal(crm.asked.length, questions);
      });
    }

    it('without a callback keeps its places', async () => {
      serveDirectory();
      call('cti.getDirectoryNumbers', true, 'North', undefined, 3, 10);
      await nextTurn();
      assert.deepEqual(crm.asked, [['getDirectoryNumbers', { isGlobal: true, callCenterName: 'North', page: 3, pageSize: 10 }]]);
    });
  });
});
