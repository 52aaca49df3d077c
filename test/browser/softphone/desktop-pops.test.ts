/** The desktop manager with a scripted phone and a real CRM page of another origin: from a ringing call to a page on the screen. */
import { expect } from 'chai';
import { CtiError, type PanelRequest, type RecordMatch, type SearchAndPop, type SoftphoneLayout } from '../../../src/index.ts';
import { attachPhone } from '../../../src/softphone/index.ts';
import { createFakePhone } from '../../../src/testing/index.ts';
import { cleanUp } from '../bridge/pages.ts';
import { aWhile, openFrame, run, until } from '../bridge/remote-page.ts';
import { fixture, origins } from '../origins.ts';
import { contextOf, type Desk, deskIn, deskPage, one, openDesk, other, searched } from './desk.ts';
import { createNotingCrm } from './noting-crm.ts';

const account: RecordMatch = { recordId: 'account/1', objectType: 'Account', recordName: 'Account 1' };

/** Looks in contacts and accounts, and shows contacts. */
const layoutWith = (screenPopSettings: SoftphoneLayout['Inbound']['screenPopSettings']): SoftphoneLayout => {
  const nothing = { callRelatedFields: [], objects: {}, screenPopSettings: {} };
  const objects = { Contact: [{ displayName: 'Name', apiName: 'Name' }], Account: [] };
  return { Inbound: { callRelatedFields: [], objects, screenPopSettings }, Internal: nothing, Outbound: nothing };
};

describe('a call that rings', () => {
  afterEach(cleanUp);

  it('has what the CRM’s rule says done once: its page, and its actions, after one search', async () => {
    const ran: unknown[] = [];
    const desk = await openDesk(
      { actions: { note: (params) => void ran.push(params) } },
      {},
      {
        popRules: [
          {
            name: 'unknown callers',
            searches: [{ number: '[[cti.ani]]' }],
            branches: { none: { decision: 'doAction' }, one: { decision: 'doAction' }, many: { decision: 'doAction' } },
            actions: [
              { type: 'runAction', name: 'note', params: { ani: '[[cti.ani]]' } },
              { type: 'screenPop', target: { type: 'objectHome', objectType: 'Contact' } },
            ],
          },
        ],
      },
    );
    const id = await desk.ring('08-123 456 78');
    await until(() => ran.length, 'the action is run');
    await desk.desk('answer', id);
    await aWhile();
    expect(ran).to.deep.equal([{ ani: '08-123 456 78' }]);
    expect(desk.popped).to.deep.equal([{ type: 'objectHome', objectType: 'Contact' }]);
    expect(desk.searched).to.have.length(1);
  });

  it('is searched for and popped, once, and its record kept with it', async () => {
    const { popped, ...desk } = await openDesk({ matches: [one] });
    const id = await desk.ring('08-123 456 78', { called: { number: '+46855555555' } });
    await until(() => popped.length, 'the record is popped');
    expect(desk.searched).to.deep.equal([{ number: '08-123 456 78', e164: '+46812345678', callId: id, direction: 'inbound', limit: 50 }]);
    expect(popped).to.deep.equal([{ type: 'record', recordId: 'contact/1', objectType: 'Contact' }]);
    expect(await contextOf(desk, id)).to.deep.include({ e164: '+46812345678', search: 'done', matches: [one], record: one });
    await desk.desk('answer', id);
    await aWhile();
    expect(popped).to.have.length(1);
    expect(desk.searched).to.have.length(1);
    expect(await desk.events('pop')).to.deep.equal([{ callId: id, target: { type: 'record', recordId: 'contact/1', objectType: 'Contact' } }]);
    expect((await desk.events('context')).length).to.be.at.least(1);
    expect(desk.softphone.calls.map((call) => call.id)).to.deep.equal([id]);
  });

  it('pops in one window only, though it rings in two', async () => {
    const tabs: (Desk & { host: HTMLIFrameElement })[] = [];
    for (const _ of [1, 2]) {
      const host = openFrame(fixture('bridge/host.html', origins.subdomain));
      await run(host, 'mount', { src: deskPage(origins.subdomain) }, { search: { does: 'answer', value: [one] }, screenPop: { does: 'answer' } });
      await run(host, 'ready');
      const desk = deskIn(host.contentWindow?.[0] as Window);
      await desk.start();
      tabs.push({ host, ...desk });
    }
    const poppedIn = async () => {
      const counts = [];
      for (const { host } of tabs) counts.push((await run<object[]>(host, 'received')).filter((entry) => 'screenPop' in entry).length);
      return counts;
    };
    for (let turn = 1; turn <= 3; turn += 1) {
      const callId = `call-${Date.now()}-${turn}`;
      await Promise.all(tabs.map((tab) => tab.ring('+46812345678', { callId })));
      await until(async () => (await poppedIn()).reduce((sum, count) => sum + count) >= turn, 'somebody pops');
      await aWhile();
      expect(
        (await poppedIn()).reduce((sum, count) => sum + count),
        `turn ${turn}`,
      ).to.equal(turn);
      for (const tab of tabs) expect((await contextOf(tab, callId)).record, 'both know the record').to.deep.equal(one);
    }
  });

  for (const [what, matches, target] of [
    ['several strong matches show as a list', [one, other], { type: 'search', searchString: '+46812345678' }],
    ['one strong among weak ones pops', [one, { ...other, confidence: 'weak' as const }], { type: 'record', recordId: 'contact/1', objectType: 'Contact' }],
    ['a weak match does not pop by itself', [{ ...one, confidence: 'weak' as const }], { type: 'search', searchString: '+46812345678' }],
    ['no match pops nothing', [], undefined],
  ] as const) {
    it(`${what}`, async () => {
      const { popped, ...desk } = await openDesk({ matches });
      const id = await desk.ring('+46812345678');
      const context = await searched(desk, id);
      if (target) await until(() => popped.length, 'it is popped');
      else await aWhile();
      expect(popped).to.deep.equal(target ? [target] : []);
      expect(context.matches).to.deep.equal(matches);
      const strong = matches.filter((match) => match.confidence !== 'weak');
      expect(context.record).to.deep.equal(strong.length === 1 ? strong[0] : undefined);
    });
  }

  it('with a withheld number is never searched for', async () => {
    const { popped, ...desk } = await openDesk({ matches: [one] });
    for (const number of ['', 'anonymous', 'Restricted']) {
      const id = await desk.ring(number);
      expect(await searched(desk, id)).to.deep.include({ search: 'skipped', matches: [] });
      await desk.script('farEndHangsUp', id);
    }
    expect(desk.searched).to.deep.equal([]);
    expect(popped).to.deep.equal([]);
    expect(await desk.events('problem')).to.deep.equal([]);
  });

  it('that cannot be searched for is a problem that is told, and the call goes on', async () => {
    const { popped, ...desk } = await openDesk({
      search: () => {
        throw new CtiError('SEARCH_FAILED', 'The index is being rebuilt.');
      },
    });
    const id = await desk.ring('+46812345678');
    expect((await searched(desk, id)).search).to.equal('failed');
    expect(await desk.events('problem')).to.deep.equal([
      { during: 'search', callId: id, error: { code: 'SEARCH_FAILED', message: 'The index is being rebuilt.' } },
    ]);
    await desk.desk('answer', id);
    expect(popped).to.deep.equal([]);
  });

  it('that cannot be popped is a problem that is told', async () => {
    const desk = await openDesk({
      matches: [one],
      screenPop: () => {
        throw new CtiError('POP_REFUSED', 'Save your changes first.');
      },
    });
    const id = await desk.ring('+46812345678');
    await until(async () => (await desk.events('problem')).length, 'the problem is told');
    expect(await desk.events('problem')).to.deep.equal([{ during: 'pop', callId: id, error: { code: 'POP_REFUSED', message: 'Save your changes first.' } }]);
    expect(await desk.events('pop')).to.deep.equal([]);
  });

  it('while the CRM is away is searched for when it is back', async () => {
    let release: () => void = () => {};
    const { popped, ...desk } = await openDesk({
      search: () => (desk.searched.length === 1 ? new Promise((resolve) => (release = () => resolve([]))) : [one]),
    });
    const id = await desk.ring('+46812345678');
    await until(() => desk.searched.length === 1, 'it is searched for');
    // The CRM loses the softphone page and finds it again, as after a reload of its own.
    desk.softphone.frame.dispatchEvent(new Event('load'));
    desk.softphone.frame.dispatchEvent(new Event('load'));
    await until(() => desk.searched.length === 2, 'it is searched for again', 10_000);
    release();
    await until(() => popped.length, 'it is popped');
    expect(popped).to.deep.equal([{ type: 'record', recordId: 'contact/1', objectType: 'Contact' }]);
    expect(
      desk.softphone.calls.map((call) => call.id),
      'the call is told again',
    ).to.deep.equal([id]);
    expect(await desk.events('problem')).to.deep.equal([]);
  });

  for (const [what, settings, matches, record] of [
    ['of a kind that the layout does not show', { SingleMatch: { screenPopType: 'PopToEntity' } }, [account], { recordId: 'account/1', objectType: 'Account' }],
    ['of which the layout shows one of two', { MultipleMatches: { screenPopType: 'PopToSearch' } }, [one, account], undefined],
  ] as const) {
    it(`belongs to the record that opens, and to none while a list does: a match ${what}`, async () => {
      const { popped, ...desk } = await openDesk({ matches: [...matches] }, {}, { softphoneLayout: layoutWith(settings) });
      const id = await desk.ring('+46812345678');
      await until(() => popped.length, 'it is popped');
      expect((await contextOf(desk, id)).record).to.deep.equal(record);
    });
  }

  it('pops when it is answered, if that is wished', async () => {
    const { popped, ...desk } = await openDesk({ matches: [one] }, { desktop: { popOn: 'established' } });
    const id = await desk.ring('+46812345678');
    await searched(desk, id);
    await aWhile();
    expect(popped).to.deep.equal([]);
    await desk.desk('answer', id);
    await until(() => popped.length, 'it is popped');
    expect(desk.searched).to.have.length(1);
  });

  it('is left alone, if that is wished', async () => {
    const { popped, ...desk } = await openDesk({ matches: [one] }, { desktop: { popOn: 'never' } });
    const id = await desk.ring('+46812345678');
    expect((await searched(desk, id)).search).to.equal('skipped');
    await desk.desk('answer', id);
    await aWhile();
    expect(desk.searched).to.deep.equal([]);
    expect(popped).to.deep.equal([]);
  });

  it('pops what the softphone chooses', async () => {
    const { popped, ...desk } = await openDesk(
      { matches: [] },
      { popTarget: { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { phone: '1' } } },
    );
    await desk.ring('+46812345678');
    await until(() => popped.length, 'it is popped');
    expect(popped).to.deep.equal([{ type: 'newRecord', objectType: 'Contact', defaultFieldValues: { phone: '1' } }]);
  });

  it('raises the panel, and lets it be when nothing rings any more', async () => {
    for (const raisePanel of [true, false]) {
      const { softphone, ...desk } = await openDesk({}, { desktop: { raisePanel } });
      const panel: PanelRequest[] = [];
      softphone.on('panel', (request) => panel.push(request));
      const first = await desk.ring('+461');
      const second = await desk.ring('+462');
      await desk.desk('answer', first);
      await until(() => softphone.calls.some(({ id, state }) => id === first && state === 'connected'), 'the first is answered');
      const soFar = [...panel];
      await desk.script('farEndHangsUp', second);
      await until(() => softphone.calls.length === 1, 'the second is gone');
      expect(soFar).to.deep.equal(raisePanel ? [{ visible: true, attention: true }] : []);
      if (raisePanel) await until(() => panel.at(-1)?.attention === false, 'the panel is let be');
      else expect(panel).to.deep.equal([]);
      cleanUp();
    }
  });

  it('is looked up by a CRM of which the softphone wants nothing but that', async () => {
    const { crm } = createNotingCrm();
    const asked: unknown[] = [];
    const deciding = Object.assign(crm, {
      grants: (name: string) => name === 'searchAndScreenPop',
      searchAndScreenPop: async ({ searchParams, deferred }: SearchAndPop) => {
        if (deferred) asked.push(searchParams);
        return { matches: [one] };
      },
    });
    const phone = createFakePhone();
    const desktop = attachPhone(phone, deciding);
    await phone.connect();
    phone.script.ring({ number: '+46812345678' });
    await until(() => desktop.calls[0]?.context.search === 'done', 'it is looked up');
    expect(asked).to.deep.equal(['+46812345678']);
    expect(desktop.calls[0]?.context.matches).to.deep.equal([one]);
    await desktop.dispose();
  });

  it('in a CRM that cannot search or pop does nothing and breaks nothing', async () => {
    const { softphone, ...desk } = await openDesk({}, {}, { crm: {} });
    const id = await desk.ring('+46812345678');
    expect((await searched(desk, id)).search).to.equal('skipped');
    await desk.desk('answer', id);
    await desk.desk('hangUp', id);
    await until(() => softphone.calls.length === 0, 'it is over');
    expect(await desk.events('problem')).to.deep.equal([]);
    expect(await run(desk.page, 'errors')).to.deep.equal([]);
  });
});

describe('a record of a call', () => {
  afterEach(cleanUp);

  it('may be chosen by the agent: it opens, and belongs to the call from then on', async () => {
    const { popped, ...desk } = await openDesk({ matches: [one, other] });
    const id = await desk.ring('+46812345678');
    await until(() => popped.length === 1, 'the list is popped');
    await desk.desk('openRecord', id, other);
    expect(popped[1]).to.deep.equal({ type: 'record', recordId: 'contact/2', objectType: 'Contact' });
    expect((await contextOf(desk, id)).record).to.deep.equal(other);
  });
});
