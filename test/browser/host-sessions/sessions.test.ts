/** A session for each call: what is in it, what opens in it, and what never does. */
import { expect } from 'chai';
import type { SessionMessage } from '../../../src/host/index.ts';
import { cleanUp, logged } from '../bridge/pages.ts';
import { aWhile, codeOf, until } from '../bridge/remote-page.ts';
import { mountReady } from '../host/ready-softphone.ts';
import { contextOf } from '../softphone/desk.ts';
import { openSessionDesk, person, rules, sessionOf } from './session-desk.ts';

const first = '+46811111111';
const second = '+46822222222';

describe('sessions', () => {
  afterEach(cleanUp);

  it('row 20: two calls have a session each, and the data of one never shows in the other', async () => {
    const people = { [first]: [person(first, { fields: { vip: 'gold' } })], [second]: [person(second)] };
    const desk = await openSessionDesk({ people });
    const { sessions } = desk.softphone;
    const one = await desk.ring(first, { data: { order: '17' }, called: { number: '+4685550001' } });
    const ofOne = await sessionOf(desk.softphone, one, ({ tabs }) => tabs.length);
    const two = await desk.ring(second, { called: { number: '+4685550002' } });
    const ofTwo = await sessionOf(desk.softphone, two, ({ tabs }) => tabs.length);
    await sessions.setValues(ofOne.id, { note: 'angry' });

    expect(await sessions.fill('[[cti.ani]] [[cti.dnis]] [[cti.order]] [[$Context.vip]] [[$Context.note]] [[$Context.Id]]', ofOne.id)).to.equal(
      `${first} +4685550001 17 gold angry contact/${first}`,
    );
    const all = '[[cti.order]+][[$Context.vip]+][[$Context.note]+]';
    expect(await sessions.fill(`[[cti.ani]] [[cti.dnis]] [[$Context.Id]] ${all}`, ofTwo.id)).to.equal(`${second} +4685550002 contact/${second} `);
    expect(await codeOf(sessions.fill('[[cti.order]]', ofTwo.id))).to.equal('MISSING_VALUE');
    // What the agent looks at, by flag only.
    expect([sessions.focused?.id, await sessions.fill('[[cti.ani]a]', ofOne.id), await sessions.fill('[[ani]]', ofOne.id)]).to.deep.equal([
      ofTwo.id,
      second,
      first,
    ]);
    expect(desk.pages).to.deep.equal(
      [ofOne, ofTwo].map(({ id }, index) => ({
        target: { type: 'record', recordId: `contact/${index ? second : first}`, objectType: 'Contact' },
        session: { id, tab: 'Customer', show: true },
      })),
    );
    expect(sessions.list.map(({ name, focused, shownTab }) => [name, focused, shownTab])).to.deep.equal([
      [`Owner of ${first}`, false, 'Customer'],
      [`Owner of ${second}`, true, 'Customer'],
    ]);
  });

  it('row 20: call data that changes shows in the call’s own session only', async () => {
    const desk = await openSessionDesk();
    const one = await desk.ring(first, { data: { order: '17', gone: 'x' } });
    const two = await desk.ring(second, { data: { order: '18' } });
    await sessionOf(desk.softphone, two);
    await desk.desk('setCallData', one, { order: '19', gone: '' });
    await sessionOf(desk.softphone, one, ({ call }) => call.order === '19');
    expect(desk.softphone.sessions.list.map(({ call }) => [call.order, 'gone' in call])).to.deep.equal([
      ['19', false],
      ['18', false],
    ]);
  });

  it('row 13: one match opens the record, in the tab the rule names', async () => {
    const desk = await openSessionDesk({ people: { [first]: [person(first)] } });
    const session = await sessionOf(desk.softphone, await desk.ring(first), ({ tabs }) => tabs.length);
    const target = { type: 'record', recordId: `contact/${first}`, objectType: 'Contact' };
    expect(session).to.deep.include({ record: person(first), tabs: [{ name: 'Customer', target }], shownTab: 'Customer', focused: true, callActive: true });
    expect(desk.popped).to.deep.equal([target]);
  });

  it('row 14: many matches are a list of which nothing is opened, until the agent picks', async () => {
    const matches = [person(first), person('other', { fields: { city: 'Lund' } })];
    const desk = await openSessionDesk({ people: { [first]: matches } });
    const { sessions } = desk.softphone;
    const session = await sessionOf(desk.softphone, await desk.ring(first), ({ matches: found }) => found.length);
    await aWhile();
    expect(session).to.deep.include({ matches, tabs: [], name: first });
    expect(session.record).to.equal(undefined);
    expect(desk.popped).to.deep.equal([]);

    expect(await codeOf(sessions.choose(session.id, { recordId: 'contact/3' }))).to.equal('INVALID_ARGUMENT');
    await sessions.choose(session.id, matches[1] ?? expect.fail());
    const target = { type: 'record', recordId: 'contact/other', objectType: 'Contact' };
    expect(desk.pages).to.deep.equal([{ target, session: { id: session.id, tab: 'Customer', show: true } }]);
    expect(sessions.focused).to.deep.include({ record: matches[1], name: 'Owner of other', tabs: [{ name: 'Customer', target }] });
    expect(await sessions.fill('[[$Context.Id]] [[$Context.city]]')).to.equal('contact/other Lund');
  });

  it('row 14: the softphone logs the call for the match that was picked, and for another that the CRM names while the agent wraps up', async () => {
    const matches = [person(first), person('other', { fields: { city: 'Lund' } })];
    const desk = await openSessionDesk({ people: { [first]: matches } });
    const callId = await desk.ring(first);
    const session = await sessionOf(desk.softphone, callId, ({ matches: found }) => found.length);
    await desk.desk('answer', callId);
    await desk.softphone.sessions.choose(session.id, { recordId: 'contact/other' });
    await until(async () => (await contextOf(desk, callId)).record, 'the softphone has heard of it');
    await desk.script('farEndHangsUp', callId);
    const saved = (count: number) => until(() => desk.saved.length === count, `${count} logs`);
    await saved(1);
    expect(desk.saved[0]?.record).to.deep.equal({ recordId: 'contact/other', objectType: 'Contact', recordName: 'Owner of other' });
    desk.softphone.setCallRecord(callId, { recordId: 'account/7', objectType: 'Account' });
    await until(async () => (await desk.get('wrapUps'))[0]?.call.context.record?.recordId === 'account/7', 'the agent sees it');
    await desk.desk('completeWrapUp', callId);
    await saved(2);
    expect(desk.saved[1]).to.deep.include({ id: desk.saved[0]?.id, record: { recordId: 'account/7', objectType: 'Account' } });
    // Of a call that is logged for good nothing is left to relate.
    desk.softphone.setCallRecord(callId, { recordId: 'account/8' });
    const next = await desk.ring(second);
    desk.softphone.setCallRecord(next, { recordId: 'account/9' });
    await until(async () => (await contextOf(desk, next)).record?.recordId === 'account/9', 'what was told after it has arrived');
    expect((await desk.events('problem')).length).to.equal(0);
    expect(desk.saved).to.have.length(2);
  });

  it('row 14: a list may have a tab of its own, and stays when one of it is opened', async () => {
    const matches = [person(first), person('other')];
    const popRules = rules.map((rule) => ({ ...rule, result: { destination: 'entitySearch' as const, targetTab: 'Hits' } }));
    const desk = await openSessionDesk({ people: { [first]: matches }, popRules });
    const session = await sessionOf(desk.softphone, await desk.ring(first), ({ tabs }) => tabs.length);
    expect(session.tabs).to.deep.equal([{ name: 'Hits', matches }]);
    await desk.softphone.sessions.choose(session.id, { recordId: 'contact/other' });
    expect(desk.softphone.sessions.focused?.tabs.map(({ name }) => name)).to.deep.equal(['Hits', 'main']);
    expect(desk.popped).to.have.length(1);
  });

  it('row 48: a call that brings its record along has its session with it, and nobody is searched for', async () => {
    const popped: unknown[] = [];
    const { softphone, ask } = await mountReady({
      crm: { search: () => expect.fail('nobody is searched for'), screenPop: (target, { session }) => void popped.push({ target, tab: session?.tab }) },
      popRules: rules,
      sessions: true,
    });
    const record = { recordId: 'contact/17', objectType: 'Contact', recordName: 'Owner of 17' };
    const brought = { searchParams: first, callId: 'call-1', record };
    expect(await ask('searchAndScreenPop', brought)).to.deep.equal({ matches: [record] });
    expect(softphone.sessions.list).to.have.length(1);
    expect(softphone.sessions.focused).to.deep.include({ callId: 'call-1', name: 'Owner of 17', record, matches: [record] });
    // Back from a colleague: the same session, and the tab that it has.
    await ask('searchAndScreenPop', brought);
    expect(softphone.sessions.list).to.have.length(1);
    const target = { type: 'record', recordId: 'contact/17', objectType: 'Contact' };
    expect(softphone.sessions.focused?.tabs).to.deep.equal([{ name: 'main', target }]);
    expect(popped).to.deep.equal([
      { target, tab: 'main' },
      { target, tab: 'main' },
    ]);
  });

  it('row 15: no match is an unknown caller, with the form for a new record and the number in it', async () => {
    const desk = await openSessionDesk();
    const session = await sessionOf(desk.softphone, await desk.ring(first), ({ tabs }) => tabs.length);
    const target = { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { Phone: first } };
    expect(session).to.deep.include({ name: first, matches: [], tabs: [{ name: 'Customer', target }] });
    expect(desk.popped).to.deep.equal([target]);
  });

  it('without rules are made for each call: one match opens, several are listed, nobody is nobody', async () => {
    const people = { [first]: [person(first)], [second]: [person(second), person('other')] };
    const desk = await openSessionDesk({ people, popRules: undefined });
    for (const number of [first, second, '+46833333333']) await sessionOf(desk.softphone, await desk.ring(number), ({ name }) => name);
    await until(() => desk.popped.length, 'the one match opens');
    await aWhile();
    expect(desk.softphone.sessions.list.map(({ matches, tabs }) => [matches.length, tabs.length])).to.deep.equal([
      [1, 1],
      [2, 0],
      [0, 0],
    ]);
    expect(desk.popped).to.have.length(1);
  });

  it('are told to late listeners, and stay when their calls are over', async () => {
    const desk = await openSessionDesk();
    const { sessions } = desk.softphone;
    const callId = await desk.ring(first);
    const { id } = await sessionOf(desk.softphone, callId);
    await desk.script('farEndHangsUp', callId);
    await until(() => sessions.focused?.callActive === false, 'its call is over');
    const late: SessionMessage[] = [];
    desk.softphone.on('session', (message) => late.push(message));
    expect(late).to.deep.equal([{ event: 'updated', session: sessions.list[0] }]);
    expect(await sessions.fill('[[cti.ani]]')).to.equal(first);
    expect(await sessions.close(id)).to.equal(true);
    expect([sessions.list, late.at(-1)?.event, desk.told.at(0)]).to.deep.equal([[], 'closed', `opened ${first}`]);
  });

  it('a rule that makes none works in the one that the agent is in, and over nothing that is open there', async () => {
    const ran: unknown[] = [];
    const desk = await openSessionDesk({
      crm: { actions: { note: (params, { session }) => void ran.push([params, session?.id]) } },
      popRules: [
        {
          name: 'note',
          conditions: [{ key: 'kind', equals: 'note' }],
          branches: { none: { decision: 'doAction' } },
          actions: [
            { type: 'runAction', name: 'note', params: { of: '[[cti.ani]]', about: '[[$Context.order]+]', mine: '[[cti.order]+]' } },
            { type: 'screenPop', target: { type: 'objectHome', objectType: 'Case' } },
          ],
        },
        ...rules,
      ],
    });
    const { sessions } = desk.softphone;
    const { id } = await sessionOf(desk.softphone, await desk.ring(first, { data: { order: '17' } }), ({ tabs }) => tabs.length);
    await sessions.setValues(id, { order: 'copied' });
    await desk.ring(second, { data: { kind: 'note' } });
    await until(() => ran.length && desk.popped.length === 2, 'the rule is done');
    // `cti` is the call's own, whoever the agent works for; `$Context` is that of the session it runs in.
    expect(ran).to.deep.equal([[{ of: second, about: 'copied', mine: '' }, id]]);
    await until(() => sessions.focused?.tabs.length === 2, 'the page has its tab');
    expect(sessions.list.map(({ tabs }) => tabs.map(({ name }) => name))).to.deep.equal([['Customer', 'main']]);
  });

  it('of a CRM that does not have them are not there, and it is served as ever', async () => {
    const desk = await openSessionDesk({ people: { [first]: [person(first)] }, sessions: undefined });
    await desk.ring(first);
    await until(() => desk.popped.length, 'the record is popped');
    expect(desk.pages[0]?.session).to.equal(undefined);
    expect(desk.softphone.sessions.list).to.deep.equal([]);
    expect(await codeOf(desk.softphone.sessions.open())).to.equal('NOT_SUPPORTED');
    expect(logged.filter(({ level }) => level === 'error')).to.deep.equal([]);
  });

  it('end with the softphone', async () => {
    const desk = await openSessionDesk();
    await sessionOf(desk.softphone, await desk.ring(first));
    desk.softphone.dispose();
    expect([desk.softphone.sessions.list, await codeOf(desk.softphone.sessions.open())]).to.deep.equal([[], 'DISPOSED']);
  });
});
