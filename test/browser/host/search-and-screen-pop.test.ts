/** `searchAndScreenPop`, from the softphone’s method to what the CRM opens (protocol §8.8). */
import { expect } from 'chai';
import { cleanUp, logged } from '../bridge/pages.ts';
import { errorOf } from '../bridge/remote-page.ts';
import { layoutOf, mountReady } from './ready-softphone.ts';

const contact = { recordId: 'c/1', objectType: 'Contact', recordName: 'One', fields: { City: 'Lund', Secret: 'x' } };

describe('searchAndScreenPop', () => {
  afterEach(cleanUp);

  it('opens what the layout says and gives the matches with the fields of the layout', async () => {
    const opened: unknown[] = [];
    const { ask } = await mountReady({
      crm: { search: () => [contact, { ...contact, recordId: 'a/1', objectType: 'Account' }], screenPop: (target) => void opened.push(target) },
      softphoneLayout: layoutOf({ SingleMatch: { screenPopType: 'PopToEntity' } }),
    });
    const { matches, pop } = (await ask('searchAndScreenPop', { searchParams: '+4681' })) as { matches: unknown; pop?: unknown };
    expect(matches).to.deep.equal([{ recordId: 'c/1', objectType: 'Contact', recordName: 'One', fields: { City: 'Lund' } }]);
    expect(pop).to.equal(undefined);
    expect(opened).to.deep.equal([{ type: 'record', recordId: 'c/1', objectType: 'Contact' }]);
  });

  it('deferred opens nothing; what it answers opens it later', async () => {
    const opened: unknown[] = [];
    const { ask, softphone } = await mountReady({
      crm: { search: () => [], screenPop: (target) => void opened.push(target) },
      softphoneLayout: layoutOf({ NoMatch: { screenPopType: 'PopToEntity', screenPopData: 'Contact' } }),
    });
    const decisions: (string | undefined)[] = [];
    softphone.on('popDecision', ({ decision }) => decisions.push(decision));
    const { pop } = (await ask('searchAndScreenPop', { searchParams: '+4681', deferred: true, defaultFieldValues: { Phone: '+4681' } })) as { pop?: unknown };
    expect(opened).to.deep.equal([]);
    await ask('screenPop', pop);
    expect(opened).to.deep.equal([{ type: 'newRecord', objectType: 'Contact', defaultFieldValues: { Phone: '+4681' } }]);
    expect(decisions).to.have.length(1);
  });

  it('keeps what it has decided for a call until it is to be done, and does it once', async () => {
    const opened: unknown[] = [];
    let searches = 0;
    const { ask } = await mountReady({
      crm: {
        search: () => {
          searches += 1;
          return [contact];
        },
        screenPop: (target) => void opened.push(target),
      },
    });
    await ask('searchAndScreenPop', { searchParams: '+4681', callId: 'c1', deferred: true });
    await ask('searchAndScreenPop', { searchParams: '+4681', callId: 'c2', deferred: true });
    await ask('searchAndScreenPop', { searchParams: '+4681', callId: 'c1' });
    expect([searches, opened.length]).to.deep.equal([2, 1]);
    await ask('searchAndScreenPop', { searchParams: '+4681', callId: 'c1' });
    expect([searches, opened.length]).to.deep.equal([3, 2]);
  });

  it('refuses a layout that names a kind of record or a flow that the CRM does not have, and says where', async () => {
    for (const [softphoneLayout, place] of [
      [layoutOf({ NoMatch: { screenPopType: 'PopToFlow', screenPopData: 'Complaint' } }), 'layout.Inbound.screenPopSettings.NoMatch.screenPopData'],
      [layoutOf({ NoMatch: { screenPopType: 'PopToEntity', screenPopData: 'Case' } }), 'layout.Inbound.screenPopSettings.NoMatch.screenPopData'],
    ] as const) {
      logged.length = 0;
      const { ask } = await mountReady({ crm: { search: () => [] }, softphoneLayout, knownNames: { objectTypes: ['Contact'], flows: ['Survey'] } });
      expect((await errorOf(ask('searchAndScreenPop', { searchParams: '+4681' }))).message).to.contain(place);
      expect(logged.some(({ level, details }) => level === 'error' && String(details).includes(place))).to.equal(true);
    }
  });

  it('opens nothing for outbound calls of a layout that says nothing of them', async () => {
    const opened: unknown[] = [];
    const { ask } = await mountReady({
      crm: { search: () => [contact], screenPop: (target) => void opened.push(target) },
      softphoneLayout: layoutOf({ SingleMatch: { screenPopType: 'PopToEntity' } }),
    });
    await ask('searchAndScreenPop', { searchParams: '+4681', callType: 'outbound' });
    expect(opened).to.deep.equal([]);
  });

  it('without a layout opens the only match, and lists several', async () => {
    const opened: unknown[] = [];
    let found = [contact];
    const { ask } = await mountReady({ crm: { search: () => found, screenPop: (target) => void opened.push(target) } });
    await ask('searchAndScreenPop', { searchParams: '+4681' });
    found = [contact, { ...contact, recordId: 'c/2' }];
    await ask('searchAndScreenPop', { searchParams: '+4682' });
    expect(opened).to.deep.equal([
      { type: 'record', recordId: 'c/1', objectType: 'Contact' },
      { type: 'search', searchString: '+4682' },
    ]);
  });

  it('says where a layout is wrong: to the CRM developer when it is mounted, to the softphone when it asks', async () => {
    const { ask } = await mountReady({ crm: { search: () => [] }, softphoneLayout: { ...layoutOf({}), Inbound: 5 } as never });
    expect((await errorOf(ask('searchAndScreenPop', { searchParams: '+4681' }))).message).to.contain('layout.Inbound');
    expect(logged.some(({ level, details }) => level === 'error' && String(details).includes('layout.Inbound'))).to.equal(true);
  });

  it('runs the actions of the rule that decided, and one that fails stops none', async () => {
    const ran: unknown[] = [];
    const { ask } = await mountReady({
      crm: {
        search: () => [],
        screenPop: () => {},
        actions: {
          note: (params) => void ran.push(params),
          broken: () => {
            throw new Error('x');
          },
        },
      },
      popRules: [
        {
          name: 'unknown callers',
          branches: { none: { decision: 'doAction' }, one: { decision: 'doAction' }, many: { decision: 'doAction' } },
          actions: [
            { type: 'runAction', name: 'broken' },
            { type: 'runAction', name: 'note', params: { ani: '[[cti.ani]]' } },
          ],
        },
      ],
    });
    await ask('searchAndScreenPop', { searchParams: '+4681' });
    expect(ran).to.deep.equal([{ ani: '+4681' }]);
  });
});
