/** Rules in the page: exchanged while it runs, filled with what actions gave back, and carried out for outgoing calls. */
import { expect } from 'chai';
import type { PopRule, RecordMatch } from '../../../src/index.ts';
import { cleanUp, logged, mount } from '../bridge/pages.ts';
import { aWhile, errorOf, until } from '../bridge/remote-page.ts';
import { mountReady } from '../host/ready-softphone.ts';
import { openDesk } from '../softphone/desk.ts';
import { openSessionDesk, person, sessionOf } from './session-desk.ts';

const note = (name: string): PopRule => ({
  name,
  branches: { none: { decision: 'doAction' } },
  actions: [{ type: 'runAction', name: 'note', params: { rule: name, ani: '[[cti.ani]]' } }],
});

describe('rules in the page', () => {
  afterEach(cleanUp);

  it('are exchanged for the next event; the old ones stay when the new are refused, and all that is wrong is named', async () => {
    const ran: unknown[] = [];
    const { softphone, ask } = await mountReady({
      crm: { search: () => [], actions: { note: (params) => void ran.push((params as { rule: string }).rule) } },
      popRules: [note('old')],
      knownNames: { objectTypes: ['Contact'], actions: ['note'] },
    });
    const call = () => ask('searchAndScreenPop', { searchParams: '+4681' });
    await call();
    const wrong = [
      { ...note('a'), searches: [{ number: '[[ani]', objectTypes: ['Ghost'] }] },
      { ...note('b'), actions: [{ type: 'runAction', name: 'none' }], order: 'x' },
      { ...note('c'), actions: [{ type: 'runAction', name: 'nothing' }], typo: 1 },
    ] as unknown as PopRule[];
    const { code, message } = await errorOf(softphone.setPopRules(wrong));
    expect(code).to.equal('INVALID_ARGUMENT');
    expect(message.split('\n').map((line) => line.split(': ')[0])).to.deep.equal([
      'rules[0].searches[0].number',
      'rules[0].searches[0].objectTypes[0]',
      'rules[1].order',
      'rules[2].typo',
      'rules[2].actions[0].name',
    ]);
    await call();
    await softphone.setPopRules([note('new')]);
    await call();
    await softphone.setPopRules(undefined);
    await call();
    expect(ran).to.deep.equal(['old', 'old', 'new']);
  });

  it('nothing is complained of when the softphone is removed while they are being loaded', async () => {
    const removed = new Promise<void>((resolve) => {
      const softphone = mount({
        popRules: [
          {
            ...note('x'),
            // Read once the part that reads rules has come.
            get name() {
              softphone.dispose();
              resolve();
              return 'x';
            },
          },
        ],
      });
    });
    await removed;
    await aWhile(0);
    expect(logged).to.deep.equal([]);
  });

  it('are never exchanged in the middle of a decision, nor for one that waits to be carried out', async () => {
    const ran: unknown[] = [];
    let found: ((matches: RecordMatch[]) => void) | undefined;
    const { softphone, ask } = await mountReady({
      crm: {
        search: () => new Promise((resolve) => (found = resolve)),
        actions: { note: (params) => void ran.push((params as { rule: string }).rule) },
      },
      popRules: [{ ...note('old'), searches: [{ number: '[[ani]]' }], branches: { none: { decision: 'nextRule' } } }, note('old, second')],
    });
    const deciding = ask('searchAndScreenPop', { searchParams: '+4681', callId: 'c', deferred: true });
    const finish = await until(() => found, 'the CRM is searching');
    await softphone.setPopRules([note('new')]);
    finish([]);
    await deciding;
    await ask('searchAndScreenPop', { searchParams: '+4681', callId: 'c' });
    await ask('searchAndScreenPop', { searchParams: '+4681', callId: 'd' });
    expect(ran).to.deep.equal(['old, second', 'new']);
  });

  it('of a layout are exchanged too, and one that is refused changes nothing', async () => {
    const opened: unknown[] = [];
    const nothing = { callRelatedFields: [], objects: {}, screenPopSettings: {} };
    const layout = (objectType: string) => ({
      Inbound: { ...nothing, objects: { Contact: [] }, screenPopSettings: { NoMatch: { screenPopType: 'PopToEntity', screenPopData: objectType } } },
      Internal: nothing,
      Outbound: nothing,
    });
    const { softphone, ask } = await mountReady({
      crm: { search: () => [], screenPop: (target) => void opened.push('objectType' in target && target.objectType) },
      softphoneLayout: layout('Lead'),
      knownNames: { objectTypes: ['Contact', 'Lead', 'Case'] },
    });
    const call = () => ask('searchAndScreenPop', { searchParams: '+4681' });
    await call();
    expect((await errorOf(softphone.setSoftphoneLayout(layout('Ghost')))).message).to.contain('Inbound.screenPopSettings.NoMatch.screenPopData');
    await call();
    await softphone.setSoftphoneLayout(layout('Case'));
    await call();
    expect(opened).to.deep.equal(['Lead', 'Lead', 'Case']);
    expect(await ask('getSoftphoneLayout')).to.deep.equal(layout('Case'));
  });

  it('that were wrong when the page began are put right', async () => {
    const ran: unknown[] = [];
    const { softphone, ask } = await mountReady({
      crm: { search: () => [], actions: { note: () => void ran.push(1) } },
      popRules: [{ name: 'x' }] as never,
    });
    expect((await errorOf(ask('searchAndScreenPop', { searchParams: '+4681' }))).code).to.equal('SEARCH_FAILED');
    await softphone.setPopRules([note('right')]);
    await ask('searchAndScreenPop', { searchParams: '+4681' });
    expect(ran).to.deep.equal([1]);
  });

  it('row 21: call data stands in pages and actions; a value that is missing stops its action only, and is told', async () => {
    const ran: unknown[] = [];
    const opened: unknown[] = [];
    const { softphone, ask } = await mountReady({
      crm: {
        search: () => [],
        screenPop: (target) => void opened.push(target),
        actions: { note: (params) => void ran.push(params) },
      },
      popRules: [
        {
          name: 'r',
          branches: {
            none: { decision: 'doAction', action: { type: 'screenPop', target: { type: 'url', url: '/card?ani=[[cti.ani]u]&order=[[cti.order]u+]' } } },
          },
          actions: [
            { type: 'runAction', name: 'note', params: { order: '[[cti.order]]' } },
            { type: 'runAction', name: 'note', params: { ani: '[[cti.ani]]', order: '[[cti.order]+]' } },
          ],
        },
      ],
    });
    const problems: unknown[] = [];
    softphone.on('popProblem', ({ place, error }) => problems.push([place, error.code, error.details?.placeholder]));
    await ask('searchAndScreenPop', { searchParams: '+46 81' });
    expect(opened).to.deep.equal([{ type: 'url', url: `${location.origin}/card?ani=%2B46%2081&order=` }]);
    expect(ran).to.deep.equal([{ ani: '+46 81', order: '' }]);
    expect(problems).to.deep.equal([['rules[0].actions[0]', 'MISSING_VALUE', 'cti.order']]);
    expect(logged.some(({ message }) => message.includes('[[cti.order]]'))).to.equal(true);
  });

  it('row 21: what an action gives back stands for the next, in a page too', async () => {
    const ran: unknown[] = [];
    const opened: unknown[] = [];
    const { ask } = await mountReady({
      crm: {
        search: () => [],
        screenPop: (target) => void opened.push(target),
        actions: {
          create: () => ({ id: 'case/9', open: true, deep: { x: 1 } }),
          count: () => 3,
          broken: () => {
            throw new Error('x');
          },
          note: (params) => void ran.push(params),
        },
      },
      popRules: [
        {
          name: 'r',
          branches: { none: { decision: 'doAction', action: { type: 'runAction', name: 'create' } } },
          actions: [
            { type: 'runAction', name: 'count' },
            { type: 'runAction', name: 'broken' },
            { type: 'runAction', name: 'note', params: { lost: '[[$Return.broken]]' } },
            { type: 'runAction', name: 'note', params: { id: '[[$Return.create.id]]', n: '[[$Return.count]]', lost: '[[$Return.broken]+]', ani: '[[ani]]' } },
            { type: 'screenPop', target: { type: 'record', recordId: '[[$Return.create.id]]' } },
          ],
        },
      ],
    });
    // A value that looks like a placeholder is one no more.
    await ask('searchAndScreenPop', { searchParams: '[[$Return.count]]' });
    expect(ran).to.deep.equal([]);
    await ask('searchAndScreenPop', { searchParams: '+4681', data: { ani: '[[$Return.count]]' } });
    expect(ran).to.deep.equal([{ id: 'case/9', n: '3', lost: '', ani: '[[$Return.count]]' }]);
    expect(opened).to.deep.equal(Array.from({ length: 2 }, () => ({ type: 'record', recordId: 'case/9' })));
  });

  it('row 21: flags read the global session and the one in focus; values are copied to either', async () => {
    const ran: unknown[] = [];
    const desk = await openSessionDesk({
      sessions: { user: { name: 'Agent Seven' }, globals: { site: 'Lund' } },
      crm: { actions: { note: (params, { session }) => void ran.push({ ...(params as object), session: session?.id }) } },
      popRules: [
        {
          name: 'r',
          branches: { none: { decision: 'createSession' } },
          actions: [
            { type: 'runAction', name: 'CopyToContext', params: { from: 'rule of [[cti.ani]]' } },
            {
              type: 'runAction',
              name: 'note',
              params: {
                me: '[[$User.name]]',
                site: '[[$Global.site]] [[$Context.site]g]',
                before: '[[$Context.from]a+]',
                id: '[[$Session.Id]]',
                nested: '[[cti.text]v+]',
              },
            },
          ],
        },
      ],
    });
    const { sessions } = desk.softphone;
    const one = await sessionOf(desk.softphone, await desk.ring('+4681', { data: { text: 'by [[cti.ani]]' } }));
    await until(() => ran.length === 1, 'the first is done');
    await sessions.setGlobals({ site: 'Malm\u00f6' });
    const two = await sessionOf(desk.softphone, await desk.ring('+4682'));
    await until(() => ran.length === 2, 'the second is done');
    expect(ran).to.deep.equal([
      { me: 'Agent Seven', site: 'Lund Lund', before: '', id: one.id, nested: 'by +4681', session: one.id },
      { me: 'Agent Seven', site: 'Malm\u00f6 Malm\u00f6', before: 'rule of +4681', id: two.id, nested: '', session: two.id },
    ]);
  });

  it('row 79: an outbound rule runs when the agent dials, once, and a consultation is none of it', async () => {
    const ran: unknown[] = [];
    const desk = await openDesk(
      { matches: [person('+46811111111')], actions: { note: (params) => void ran.push(params) } },
      {},
      {
        popRules: [
          {
            name: 'outgoing',
            direction: 'outbound',
            searches: [{ number: '[[cti.dnis]]' }],
            branches: { one: { decision: 'createSessionAndLoadMatch' } },
            actions: [{ type: 'runAction', name: 'note', params: { to: '[[cti.dnis]]', who: '[[$Context.Name]]', direction: '[[cti.direction]]' } }],
          },
        ],
      },
    );
    await until(() => desk.softphone.capabilities.includes('dial'), 'the phone is there');
    const { id } = await desk.softphone.dial('+46811111111');
    await until(() => ran.length, 'the rule runs');
    expect(desk.popped).to.deep.equal([{ type: 'record', recordId: 'contact/+46811111111', objectType: 'Contact' }]);
    await desk.script('farEndAnswers', id);
    await desk.softphone.consult(id, '204');
    await until(() => desk.searched.length === 2, 'the consultation is looked up');
    await aWhile();
    expect(ran).to.deep.equal([{ to: '+46811111111', who: 'Owner of +46811111111', direction: 'outbound' }]);
    expect(desk.popped).to.have.length(1);
  });

  it('row 79: without rules an outgoing call is looked up, and nothing opens', async () => {
    const desk = await openDesk({ matches: [person('+46811111111')] });
    await until(() => desk.softphone.capabilities.includes('dial'), 'the phone is there');
    await desk.softphone.dial('+46811111111');
    await until(() => desk.searched.length, 'it is looked up');
    await aWhile();
    expect(desk.popped).to.deep.equal([]);
  });
});
