/** `sforce.opencti`: every method, every shape of an answer, every error, and what pages get wrong. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createLightning } from '../../../src/opencti/lightning.ts';
import { MAX_KEPT_EVENTS, MAX_WAITING_CALLS } from '../../../src/opencti/limits.ts';
import { createSession } from '../../../src/opencti/session.ts';
import { CtiError } from '../../../src/protocol/error.ts';
import type { CrmConnection } from '../../../src/softphone/index.ts';
import { createFakeCrm, type FakeCrm } from '../../opencti/fake-crm.ts';
import { lightningMistakes, openCtiErrors } from '../../opencti/mistakes.ts';
import { popTargets } from '../../opencti/pop-targets.ts';
import { openCtiTable } from '../../opencti/rows.ts';
import { askLightning, consoleOf, methodOf } from './page.ts';

const contact = { recordId: 'contact/17', objectType: 'Contact', recordName: 'Contact Seventeen' };
const nextTurn = () => new Promise(setImmediate);

describe('sforce.opencti', () => {
  let crm: FakeCrm;
  let api: Record<string, unknown>;
  beforeEach(() => {
    crm = createFakeCrm();
    api = createLightning(createSession(async () => crm.connection));
  });
  const call = (path: string, ...args: unknown[]) => methodOf(api, path)(...args);

  it('answers an object whose getters throw', async () => {
    const answers: { success: boolean }[] = [];
    const given = { callback: (answer: { success: boolean }) => answers.push(answer) };
    Object.defineProperty(given, 'type', {
      enumerable: true,
      get: () => {
        throw new Error('of the page');
      },
    });
    call('screenPop', given);
    await nextTurn();
    assert.deepEqual(
      answers.map(({ success }) => success),
      [false],
    );
  });

  it('has the constants', () => {
    assert.deepEqual(api.SCREENPOP_TYPE, {
      URL: 'url',
      SOBJECT: 'sobject',
      OBJECTHOME: 'objecthome',
      LIST: 'list',
      SEARCH: 'search',
      NEW_RECORD_MODAL: 'newRecord',
      FLOW: 'flow',
    });
    assert.deepEqual(api.CALL_TYPE, { INBOUND: 'inbound', OUTBOUND: 'outbound', INTERNAL: 'internal' });
  });

  describe('answers', () => {
    for (const { name, typed, lightning } of openCtiTable) {
      if (!lightning) continue;
      it(name, async () => {
        crm.answer(typed.method, () => typed.gives);
        const response = await askLightning(api, lightning.method, lightning.args);
        assert.deepEqual(response, { success: true, returnValue: lightning.returnValue ?? null, errors: null });
        assert.deepEqual(crm.asked, [[typed.method, ...typed.args]]);
      });
    }
  });

  describe('wrong arguments', () => {
    for (const { method, args, names } of lightningMistakes) {
      it(`${method} ${JSON.stringify(args ?? null)}`, async () => {
        let response: unknown;
        const written = await consoleOf(async () => {
          response = await askLightning(api, method, args);
        });
        const { success, returnValue, errors } = response as Awaited<ReturnType<typeof askLightning>>;
        assert.deepEqual({ success, returnValue, codes: errors?.map(({ code }) => code) }, { success: false, returnValue: null, codes: ['INVALID_PARAM'] });
        assert.match(errors?.[0]?.description ?? '', new RegExp(`\\b${names}\\b`));
        assert.equal(errors?.[0]?.details, undefined);
        assert.deepEqual(
          written.map(({ level }) => level),
          ['error'],
        );
        assert.deepEqual(crm.asked, []);
      });
    }

    it('never repeats what was passed', async () => {
      const written = await consoleOf(() => askLightning(api, 'setSoftphonePanelLabel', { label: ['+46812345678'] }));
      assert.doesNotMatch(JSON.stringify(written), /46812345678/);
    });
  });

  describe('errors', () => {
    for (const { code, openCti } of openCtiErrors) {
      it(`${code} is ${openCti}`, async () => {
        crm.answer('screenPop', () => {
          throw new CtiError(code, 'What is wrong.');
        });
        let response: unknown;
        await consoleOf(async () => {
          response = await askLightning(api, 'screenPop', { type: 'url', params: { url: '/x' } });
        });
        assert.deepEqual(response, { success: false, returnValue: null, errors: [{ code: openCti, description: 'What is wrong.' }] });
      });
    }

    it('of a record that was not saved has the fields', async () => {
      const fieldErrors = { WhatId: [{ message: 'There is no such record.', code: 'INVALID_REFERENCE' }] };
      crm.answer('saveLog', () => {
        throw new CtiError('LOG_REFUSED', 'Not saved.', { details: { fieldErrors } });
      });
      const { errors } = await askLightning(api, 'saveLog', { value: { entityApiName: 'Task', WhatId: 'x' } });
      assert.deepEqual(errors, [{ code: 'SERVER_ERROR', description: 'Not saved.', details: { message: 'Not saved.', fieldErrors } }]);
    });

    it('nobody asked to hear of are written to the console', async () => {
      crm.answer('refreshView', () => {
        throw new CtiError('HANDLER_FAILED', 'It failed.');
      });
      const written = await consoleOf(() => call('refreshView'));
      assert.deepEqual(written, [{ level: 'error', text: 'ringframe: refreshView: SERVER_ERROR: It failed.' }]);
    });
  });

  describe('lenient arguments', () => {
    for (const given of [[], [undefined], [null], [{}], [{ callback: undefined }], [{ callback: 'done' }], ['text'], [7], [[]], [{}, 'more']]) {
      it(`enableClickToDial(${given.map((arg) => JSON.stringify(arg)).join(', ')})`, async () => {
        assert.deepEqual(await consoleOf(() => call('enableClickToDial', ...given)), []);
        assert.deepEqual(crm.asked, [['enableClickToDial']]);
      });
    }

    it('objects may be changed after the call', async () => {
      const value = { entityApiName: 'Task', Subject: 'Before' };
      call('saveLog', { value });
      value.Subject = 'After';
      await nextTurn();
      assert.deepEqual(crm.asked, [['saveLog', { objectType: 'Task', fields: { Subject: 'Before' } }]]);
    });
  });

  it('the deferred pop comes back unharmed, also through JSON', async () => {
    for (const { typed, data } of popTargets) {
      crm.answer('searchAndScreenPop', () => ({ matches: [], pop: typed }));
      const { returnValue } = await askLightning(api, 'searchAndScreenPop', { searchParams: '+46812345678', deferred: true });
      const { SCREEN_POP_DATA } = returnValue as { SCREEN_POP_DATA: object };
      assert.deepEqual(SCREEN_POP_DATA, data);
      crm.asked.length = 0;
      call('screenPop', SCREEN_POP_DATA);
      await askLightning(api, 'screenPop', JSON.parse(JSON.stringify(SCREEN_POP_DATA)));
      assert.deepEqual(crm.asked, [
        ['screenPop', typed],
        ['screenPop', typed],
      ]);
    }
  });

  describe('channels', () => {
    it('subscribe answers a subscription, beside returnValue, that ends it', async () => {
      const heard: unknown[] = [];
      const { success, returnValue, subscription } = await askLightning(api, 'subscribe', {
        channelName: 'news',
        listener: (news: unknown) => heard.push(news),
      });
      assert.deepEqual({ success, returnValue }, { success: true, returnValue: null });
      crm.tell('news', { text: 'first' });
      crm.tell('other', { text: 'other' });
      assert.deepEqual(heard, [{ text: 'first' }]);
      assert.equal((await askLightning(api, 'unsubscribe', { subscription: JSON.parse(JSON.stringify(subscription)) })).success, true);
      crm.tell('news', { text: 'second' });
      assert.deepEqual(heard, [{ text: 'first' }]);
    });

    it('two subscriptions to one channel are two', async () => {
      const heard: string[] = [];
      const first = await askLightning(api, 'subscribe', { channelName: 'news', listener: () => heard.push('first') });
      await askLightning(api, 'subscribe', { channelName: 'news', listener: () => heard.push('second') });
      await askLightning(api, 'unsubscribe', { subscription: first.subscription });
      crm.tell('news', 'x');
      assert.deepEqual(heard, ['second']);
    });
  });

  describe('listeners', () => {
    it('hear clicks as Open CTI tells them', async () => {
      const heard: unknown[] = [];
      call('onClickToDial', { listener: (click: unknown) => heard.push(click) });
      await nextTurn();
      crm.emit('clickToDial', { number: '+46812345678', record: contact, params: 'a,b' });
      crm.emit('clickToDial', { number: '5678' });
      const personAccount = { accountId: 'account/4' };
      crm.emit('clickToDial', { number: '1', record: { recordId: 'contact/18', personAccount } });
      assert.deepEqual(heard, [
        { number: '+46812345678', ...contact, params: 'a,b' },
        { number: '5678', recordId: '', recordName: '', objectType: '', params: '' },
        { number: '1', recordId: 'contact/18', recordName: '', objectType: '', personAccount: true, accountId: 'account/4', params: '' },
      ]);
    });

    it('hear navigation and work', async () => {
      const heard: unknown[] = [];
      call('onNavigationChange', { listener: (view: unknown) => heard.push(view) });
      call('hvs.onWorkStart', { listener: (work: unknown) => heard.push(work) });
      await nextTurn();
      crm.emit('navigation', { url: 'https://crm.example/contact/17', record: contact });
      crm.emit('navigation', { url: 'https://crm.example/home' });
      const work = { workId: 'work/1', completeWorkWhen: 'TaskSaved', attributes: { to: '+46812345678' } };
      crm.emit('workStart', work);
      assert.deepEqual(heard, [
        { url: 'https://crm.example/contact/17', ...contact },
        { url: 'https://crm.example/home', recordId: '', recordName: '', objectType: '' },
        work,
      ]);
    });

    it('add up, in order', async () => {
      const heard: string[] = [];
      const listener = () => heard.push('twice');
      call('onClickToDial', { listener: () => heard.push('first') });
      call('onClickToDial', { listener });
      call('onClickToDial', { listener });
      await nextTurn();
      crm.emit('clickToDial', { number: '1' });
      assert.deepEqual(heard, ['first', 'twice', 'twice']);
    });

    it('hear what came before there was one: once, in order, and after the call that registers', async () => {
      await nextTurn();
      for (const number of ['1', '2']) crm.emit('clickToDial', { number });
      const heard: string[] = [];
      call('onClickToDial', { listener: ({ number }: { number: string }) => heard.push(`first ${number}`) });
      assert.equal(heard.length, 0);
      await nextTurn();
      call('onClickToDial', { listener: ({ number }: { number: string }) => heard.push(`second ${number}`) });
      await nextTurn();
      crm.emit('clickToDial', { number: '3' });
      assert.deepEqual(heard, ['first 1', 'first 2', 'first 3', 'second 3']);
    });

    it('keep the newest, so many', async () => {
      await nextTurn();
      for (let number = 1; number <= MAX_KEPT_EVENTS + 2; number += 1) crm.emit('clickToDial', { number: String(number) });
      const heard: string[] = [];
      call('onClickToDial', { listener: ({ number }: { number: string }) => heard.push(number) });
      await nextTurn();
      assert.equal(heard.length, MAX_KEPT_EVENTS);
      assert.equal(heard[0], '3');
    });
  });

  describe('misuse is told once, and works where it can', () => {
    it('onClickToDial with a function, callback or callbackFunction', async () => {
      const heard: unknown[] = [];
      const listener = ({ number }: { number: string }) => void heard.push(number);
      const written = await consoleOf(() => {
        for (const given of [listener, { callback: listener }, { callbackFunction: listener }]) call('onClickToDial', given);
      });
      crm.emit('clickToDial', { number: '1' });
      assert.deepEqual(heard, ['1', '1', '1']);
      assert.deepEqual(
        written.map(({ level }) => level),
        ['warn'],
      );
      assert.match(written[0]?.text ?? '', /onClickToDial\(\{ listener/);
    });

    it('callbackFunction, and a bare function, are called like a callback', async () => {
      const written = await consoleOf(async () => {
        for (let time = 0; time < 2; time += 1) {
          await new Promise<unknown>((callbackFunction) => call('refreshView', { callbackFunction }));
          await new Promise<unknown>((callback) => call('refreshView', callback));
        }
      });
      assert.deepEqual(
        written.map(({ level }) => level),
        ['warn'],
      );
      assert.match(written[0]?.text ?? '', /refreshView\(\{ callback/);
    });

    it('a listener method without any function', async () => {
      const written = await consoleOf(() => call('onNavigationChange', {}));
      assert.match(written[0]?.text ?? '', /onNavigationChange: INVALID_PARAM: listener/);
    });

    for (const method of ['getAppViewInfo', 'getCallCenterSettings', 'getSoftphoneLayout', 'isSoftphonePanelVisible']) {
      it(`${method} without a callback asks nothing`, async () => {
        const written = await consoleOf(() => call(method));
        assert.match(written[0]?.text ?? '', new RegExp(`${method}: INVALID_PARAM: callback`));
        assert.deepEqual(crm.asked, []);
      });
    }

    for (const [name, fix] of [
      ['onReady', /at once/],
      ['getCallObjectReferences', /getAppViewInfo/],
      ['cti.setSoftphonePanelHeight', /sforce\.opencti\.setSoftphonePanelHeight/],
    ] as const) {
      it(`${name}, which does not exist`, async () => {
        const written = await consoleOf(() => {
          call(name, { heightPX: 400 });
          call(name, { heightPX: 400 });
        });
        assert.equal(written.length, 1);
        assert.match(written[0]?.text ?? '', fix);
      });
    }
  });

  describe('before there is a connection', () => {
    const connectLater = () => {
      let resolve: (crm: CrmConnection) => void = () => {};
      const connected = new Promise<CrmConnection>((settle) => {
        resolve = settle;
      });
      return { resolve, api: createLightning(createSession(() => connected)) };
    };

    it('calls wait, and are made in their order', async () => {
      const { resolve, api: early } = connectLater();
      const answered: string[] = [];
      const ask = (method: string, args: object = {}) => methodOf(early, method)({ ...args, callback: () => answered.push(method) });
      ask('enableClickToDial');
      ask('setSoftphonePanelLabel', { label: 'Ready' });
      ask('refreshView');
      await nextTurn();
      assert.deepEqual(crm.asked, []);
      resolve(crm.connection);
      await nextTurn();
      assert.deepEqual(crm.asked, [['enableClickToDial'], ['setSoftphonePanelLabel', 'Ready'], ['refreshView']]);
      assert.deepEqual(answered, ['enableClickToDial', 'setSoftphonePanelLabel', 'refreshView']);
    });

    it('no more than so many wait', async () => {
      const { resolve, api: early } = connectLater();
      for (let call = 0; call < MAX_WAITING_CALLS; call += 1) methodOf(early, 'refreshView')();
      let response: unknown;
      await consoleOf(async () => {
        response = await askLightning(early, 'enableClickToDial');
      });
      const { errors } = response as Awaited<ReturnType<typeof askLightning>>;
      assert.equal(errors?.[0]?.code, 'SOFTPHONE_CONTAINER_ERROR');
      resolve(crm.connection);
      await nextTurn();
      assert.equal(crm.asked.length, MAX_WAITING_CALLS);
      assert.equal((await askLightning(early, 'enableClickToDial')).success, true);
    });

    it('all are answered when there will be none, and the next call tries again', async () => {
      let fails = true;
      let attempts = 0;
      const written = await consoleOf(async () => {
        const healing = createLightning(
          createSession(async () => {
            attempts += 1;
            if (fails) throw new CtiError('NO_ANSWER', 'Nobody is there.');
            return crm.connection;
          }),
        );
        const answers = await Promise.all([askLightning(healing, 'enableClickToDial'), askLightning(healing, 'getSoftphoneLayout')]);
        for (const { errors } of answers) assert.deepEqual(errors, [{ code: 'SOFTPHONE_CONTAINER_ERROR', description: 'Nobody is there.' }]);
        assert.equal(attempts, 1);
        fails = false;
        assert.equal((await askLightning(healing, 'enableClickToDial')).success, true);
        assert.equal(attempts, 2);
      });
      assert.deepEqual(written, [{ level: 'error', text: 'ringframe: Nobody is there.' }]);
    });
  });
});
