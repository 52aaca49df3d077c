/** Abilities of Open CTI that the first call did not need, from the softphone's method to what the CRM's own code sees (protocol §8.10 to §8.15, §10). */
import { expect } from 'chai';
import type { CrmMethods } from '../../../src/index.ts';
import { cleanUp } from '../bridge/pages.ts';
import { codeOf, until } from '../bridge/remote-page.ts';
import { layoutOf, mountReady, receivedBy } from './ready-softphone.ts';

describe('runAction', () => {
  afterEach(cleanUp);

  it('runs own actions only, and gives what they give', async () => {
    const { ask } = await mountReady({ crm: { actions: { 'Cases.open': async (params) => ({ opened: params ?? null }) } } });
    expect(await ask('runAction', 'Cases.open', { number: '+4681' })).to.deep.equal({ opened: { number: '+4681' } });
    expect(await ask('runAction', 'Cases.open')).to.deep.equal({ opened: null });
    for (const name of ['Cases.close', 'constructor', '__proto__', 'toString']) expect(await codeOf(ask('runAction', name)), name).to.equal('NO_SUCH_ACTION');
  });

  it('passes nothing on that is not plain data', async () => {
    const { ask } = await mountReady({ crm: { actions: { map: () => new Map() as never, nothing: () => {} } } });
    expect(await codeOf(ask('runAction', 'map'))).to.equal('INVALID_RESULT');
    expect(await ask('runAction', 'nothing')).to.equal(undefined);
  });
});

describe('what the administrator has set', () => {
  afterEach(cleanUp);

  it('is told as it is', async () => {
    const callCenterSettings = { '/reqGeneralInfo/reqAdapterUrl': 'https://phone.example/', '/vendor/region': 'eu' };
    const softphoneLayout = layoutOf({});
    const { ask } = await mountReady({ callCenterSettings, softphoneLayout });
    expect(await ask('getCallCenterSettings')).to.deep.equal(callCenterSettings);
    expect(await ask('getSoftphoneLayout')).to.deep.equal(softphoneLayout);
  });
});

describe('the panel', () => {
  afterEach(cleanUp);

  it('is sized, named, minimised and asked about by the softphone, whose frame is not loaded again', async () => {
    const { ask, softphone } = await mountReady({ panel: { visible: true } });
    let loads = 0;
    softphone.frame.addEventListener('load', () => {
      loads += 1;
    });
    await ask('setSoftphonePanelHeight', 480);
    await ask('setSoftphonePanelWidth', 360);
    await ask('setSoftphonePanelLabel', 'Sales line');
    await ask('setSoftphonePanelIcon', 'end_call');
    await ask('setSoftphoneItemLabel', 'Ready');
    await ask('setSoftphoneItemIcon', 'user');
    expect(softphone.panel?.state).to.include({ height: 480, width: 360, label: 'Sales line', icon: 'end_call', itemLabel: 'Ready', itemIcon: 'user' });
    expect(softphone.frame.getBoundingClientRect().width).to.equal(360);
    expect(await ask('isSoftphonePanelVisible')).to.equal(true);
    await ask('setSoftphonePanelVisibility', false);
    expect(await ask('isSoftphonePanelVisible')).to.equal(false);
    expect(loads).to.equal(0);
  });

  it('keeps to its ranges', async () => {
    const { ask } = await mountReady({ panel: true });
    for (const [method, sizes] of [
      ['setSoftphonePanelHeight', [239, 2_561, '300', Number.NaN]],
      ['setSoftphonePanelWidth', [199, 1_921]],
    ] as const)
      for (const size of sizes) expect(await codeOf(ask(method, size)), `${method} ${size}`).to.equal('INVALID_ARGUMENT');
  });

  it('may be the CRM’s own', async () => {
    const set: unknown[] = [];
    const { ask } = await mountReady({ crm: { setPanel: (changes) => void set.push(changes), getPanel: () => ({ visible: true, height: 500, width: 300 }) } });
    await ask('setSoftphonePanelLabel', 'Sales line');
    expect(set).to.deep.equal([{ label: 'Sales line' }]);
    expect(await ask('isSoftphonePanelVisible')).to.equal(true);
  });

  it('goes with the softphone', async () => {
    const { softphone } = await mountReady({ panel: true });
    await until(() => softphone.panel, 'the panel is loaded');
    softphone.dispose();
    expect(document.querySelector('[data-ringframe-panel]')).to.equal(null);
  });
});

describe('the rest of Open CTI', () => {
  afterEach(cleanUp);

  it('reaches the CRM’s functions', async () => {
    const asked: [string, unknown][] = [];
    const page = { directoryNumbers: [{ name: 'Switchboard', phone: '+4681' }], hasNext: false };
    const { ask } = await mountReady({
      crm: {
        getDirectoryNumbers: (query) => {
          asked.push(['directory', query]);
          return page;
        },
        completeWork: (completion) => void asked.push(['work', completion]),
        refreshObject: (refresh) => void asked.push(['refresh', refresh]),
        isInConsole: () => true,
      },
    });
    expect(await ask('getDirectoryNumbers', { isGlobal: true, page: 2, pageSize: 10 })).to.deep.equal(page);
    await ask('completeWork', { workId: 'w1', disposition: 'sale', wasConnected: true });
    await ask('refreshObject', { recordId: 'c/1', refreshFields: true });
    expect(await ask('isInConsole')).to.equal(true);
    expect(asked).to.deep.equal([
      ['directory', { isGlobal: true, page: 2, pageSize: 10 }],
      ['work', { workId: 'w1', disposition: 'sale', wasConnected: true }],
      ['refresh', { recordId: 'c/1', refreshFields: true }],
    ]);
  });

  it('reaches the softphone as events', async () => {
    const { softphone } = await mountReady({});
    const work = { workId: 'w1', completeWorkWhen: 'TaskSaved', attributes: { to: '+4681' } };
    softphone.startWork(work);
    softphone.notifyObjectUpdate({ recordId: 'c/1', fieldsUpdated: true });
    softphone.setAppView({ url: '/contacts/1?tab=2', record: { recordId: 'c/1', personAccount: { accountId: 'a', contactId: 'c' } } });
    await until(async () => (await receivedBy(softphone)).length === 3, 'three events');
    expect(await receivedBy(softphone)).to.deep.equal([
      { workStart: work },
      { objectUpdate: { recordId: 'c/1', fieldsUpdated: true } },
      { navigation: { url: `${location.origin}/contacts/1?tab=2`, record: { recordId: 'c/1', personAccount: { accountId: 'a', contactId: 'c' } } } },
    ]);
  });

  it('is not supported, at once and without a message, where the CRM has nothing for it', async () => {
    const { ask } = await mountReady({});
    const calls: [keyof CrmMethods, string, ...unknown[]][] = [
      ['searchAndScreenPop', 'searchAndScreenPop', { searchParams: 'x' }],
      ['saveRecord', 'saveLog', { objectType: 'Task', fields: {} }],
      ['runAction', 'runAction', 'x'],
      ['getCallCenterSettings', 'getCallCenterSettings'],
      ['getSoftphoneLayout', 'getSoftphoneLayout'],
      ['setPanel', 'setSoftphonePanelVisibility', true],
      ['getPanel', 'isSoftphonePanelVisible'],
      ['completeWork', 'completeWork', { workId: 'x' }],
      ['getDirectoryNumbers', 'getDirectoryNumbers'],
      ['refreshObject', 'refreshObject', { recordId: 'x' }],
      ['isInConsole', 'isInConsole'],
    ];
    for (const [granted, method, ...args] of calls) {
      expect(await ask('grants', granted), granted).to.equal(false);
      expect(await codeOf(ask(method, ...args)), method).to.equal('NOT_SUPPORTED');
    }
  });
});
