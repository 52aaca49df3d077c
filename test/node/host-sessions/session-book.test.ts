/** Sessions as the CRM's page uses them: focus, tabs, values, and what is not there. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Call, CtiError, isCtiError, type ScreenPopTarget } from '../../../src/index.ts';
import { sessionWorld } from './session-world.ts';

const record = (recordId: string): ScreenPopTarget => ({ type: 'record', recordId });
const code = (expected: string) => (error: unknown) => isCtiError(error, expected);

describe('the session in focus', () => {
  it('is the newest, and closing it leads back to the one before', async () => {
    const { sessions, book } = sessionWorld();
    const [a, b, c] = [await sessions.open({ name: 'a' }), await sessions.open({ name: 'b' }), await sessions.open({ name: 'c', focus: false })];
    assert.equal(book.focused?.id, b.id);
    await sessions.focus(c.id);
    await sessions.focus(a.id);
    await sessions.close(a.id);
    assert.equal(book.focused?.id, c.id);
    await sessions.close(c.id);
    assert.equal(book.focused?.id, b.id);
    await sessions.focus();
    assert.equal(book.focused, undefined);
  });

  it('is told with the one that was left, in this order', async () => {
    const { sessions, told } = sessionWorld();
    const a = await sessions.open({ name: 'a' });
    await sessions.open({ name: 'b' });
    await sessions.focus(a.id);
    await sessions.focus(a.id);
    assert.deepEqual(
      told.map(({ event, session }) => `${event} ${session.name} ${session.focused}`),
      ['opened a false', 'focused a true', 'opened b false', 'updated a false', 'focused b true', 'updated b false', 'focused a true'],
    );
  });
});

describe('tabs', () => {
  it('have a page once that two have asked for at the same time', async () => {
    const { sessions, book, opened } = sessionWorld();
    const { id } = await sessions.open();
    await Promise.all([sessions.openTab(id, record('1')), sessions.openTab(id, record('1')), sessions.openTab(id, record('1'), { tab: 'main' })]);
    assert.deepEqual(book.focused?.tabs, [{ name: 'main', target: record('1') }]);
    assert.equal(opened.length, 1);
    await sessions.openTab(id, record('1'));
    assert.equal(opened.length, 2, 'later it is shown anew');
  });

  it('have names of their own unless they are named; a page that is open is not opened twice', async () => {
    const { sessions, book, opened } = sessionWorld();
    const { id } = await sessions.open();
    await Promise.all([sessions.openTab(id, record('1')), sessions.openTab(id, record('2'))]);
    await sessions.openTab(id, record('3'), { tab: 'Customer', show: false });
    await sessions.openTab(id, record('1'));
    await sessions.openTab(id, record('4'), { tab: 'Customer' });
    assert.deepEqual(
      book.focused?.tabs.map(({ name, target }) => [name, target?.type === 'record' && target.recordId]),
      [
        ['main', '1'],
        ['main 2', '2'],
        ['Customer', '4'],
      ],
    );
    assert.deepEqual(
      opened.map(({ session }) => [session?.tab, session?.show]),
      [
        ['main', true],
        ['main 2', true],
        ['Customer', false],
        ['main', true],
        ['Customer', true],
      ],
    );
    await sessions.showTab(id, 'main 2');
    await sessions.closeTab(id, 'main 2');
    assert.deepEqual([book.focused?.shownTab, book.focused?.tabs.length], ['Customer', 2]);
  });

  it('of a page that the CRM refuses are not there', async () => {
    const refusing = () => {
      throw new CtiError('POP_REFUSED', 'no');
    };
    const { sessions, book } = sessionWorld({ screenPop: refusing });
    const { id } = await sessions.open();
    await assert.rejects(sessions.openTab(id, record('1')), code('POP_REFUSED'));
    assert.deepEqual(book.focused?.tabs, []);
  });

  it('of a session that is closed meanwhile are forgotten', async () => {
    let finish: () => void = () => {};
    const { sessions, book } = sessionWorld({ screenPop: () => new Promise((resolve) => (finish = resolve)) });
    const { id } = await sessions.open();
    const opening = sessions.openTab(id, record('1'));
    await sessions.close(id);
    finish();
    await opening;
    assert.deepEqual(book.list, []);
  });

  it('are at most fifty', async () => {
    const { sessions } = sessionWorld();
    const { id } = await sessions.open();
    for (let index = 0; index < 50; index += 1) await sessions.openTab(id, record(`${index}`));
    await assert.rejects(sessions.openTab(id, record('50')), code('TOO_LARGE'));
    await sessions.openTab(id, record('0'));
  });
});

describe('what is wrong', () => {
  it('is said: sessions, tabs and targets that are not there', async () => {
    const { sessions } = sessionWorld();
    const { id } = await sessions.open();
    for (const act of [
      () => sessions.focus('x'),
      () => sessions.setValues('x', {}),
      () => sessions.openTab('x', record('1')),
      () => sessions.openTab(id, { type: 'record' } as never),
      () => sessions.showTab(id, 'x'),
      () => sessions.closeTab(id, 'x'),
      () => sessions.choose(id, { recordId: '1' }),
      () => sessions.fill('', 'x'),
      () => sessions.setValues(id, { a: 1 } as never),
      () => sessions.setGlobals(null as never),
    ])
      await assert.rejects(act, code('INVALID_ARGUMENT'), String(act));
    await assert.rejects(sessions.fill('[[cti.ani]]'), code('MISSING_VALUE'));
  });

  it('is said: too much', async () => {
    const { sessions } = sessionWorld();
    const { id } = await sessions.open();
    await sessions.setValues(id, Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}`, 'x'])));
    await assert.rejects(sessions.setValues(id, { more: 'x' }), code('TOO_LARGE'));
    await sessions.setValues(id, { 0: '', more: 'x' });
    for (let index = 1; index < 100; index += 1) await sessions.open({ focus: false });
    await assert.rejects(sessions.open(), code('TOO_LARGE'));
  });
});

it('values are a session’s own, over those of its record', async () => {
  const { sessions, book } = sessionWorld();
  const { id } = await sessions.open({ name: 'a' });
  book.change(id, { record: { recordId: '1', recordName: 'One', fields: { city: 'Lund', zip: '1' } } });
  await sessions.setValues(id, { city: 'Ystad' });
  await sessions.setGlobals({ city: 'everywhere' });
  const fill = () => sessions.fill('[[$Context.Name]] [[$Context.city]] [[$Context.zip]] [[$Context.city]g] [[$Session.Name]]');
  assert.equal(await fill(), 'One Ystad 1 everywhere a');
  await sessions.setValues(id, { city: '' });
  assert.equal(await fill(), 'One Lund 1 everywhere a');
  await sessions.open({ name: 'b' });
  assert.equal(await sessions.fill('[[$Context.city]+]'), '');
});

it('a call has one session', async () => {
  const { sessions, book } = sessionWorld();
  const one = await sessions.open({ callId: 'c', call: { ani: '+4681' } });
  assert.equal((await sessions.open({ callId: 'c' })).id, one.id);
  assert.equal(book.list.length, 1);
  assert.equal(await sessions.fill('[[ani]]'), '+4681');
});

describe('a session whose phone', () => {
  const call = {
    id: 'c',
    consultationFor: undefined,
    state: 'connected',
    actions: ['hangUp'],
    signalling: 'up',
    remote: { number: '+4681' },
    data: {},
  } as unknown as Call;

  it('cannot be reached stays, and says so', async () => {
    const away = sessionWorld({}, { state: 'reconnecting', hangUp: () => Promise.reject(new CtiError('NOT_READY', 'The softphone is reconnecting.')) });
    away.calls.push(call);
    const { id } = await away.sessions.open({ callId: 'c' });
    await assert.rejects(away.sessions.close(id), code('NOT_READY'));
    assert.equal(away.book.list.length, 1);
  });

  it('has ended the call already is closed', async () => {
    const late = sessionWorld({}, { hangUp: () => Promise.reject(new CtiError('NO_SUCH_CALL', 'It is over.')) });
    late.calls.push(call);
    const { id } = await late.sessions.open({ callId: 'c' });
    assert.equal(await late.sessions.close(id), true);
    assert.deepEqual([late.hungUp, late.book.list, late.told.at(-1)?.event], [['c'], [], 'closed']);
  });
});
