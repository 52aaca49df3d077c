/** What pages of Open CTI do that no guide has, over the real bridge: nothing throws, nothing is lost, and misuse is told once. */
import { expect } from 'chai';
import { foundContact, NUMBER } from '../../opencti/configuration.ts';
import { cleanUp } from '../bridge/pages.ts';
import { aWhile, run, until } from '../bridge/remote-page.ts';
import { CHANNEL, type CrmWorld, openCrmWorld } from './crm-world.ts';
import { surfaces } from './surfaces.ts';

const success = { success: true, returnValue: null, errors: null };

/** The surface of this name, with a CRM around it; opened once for all tests of a block. */
const opened = (name: string) => {
  const page = {} as { world: CrmWorld; frame: HTMLIFrameElement };
  before(async () => {
    const surface = surfaces.find((one) => one.name.includes(name)) ?? expect.fail(`there is a surface ${name}`);
    page.world = await openCrmWorld({ src: surface.src });
    page.frame = page.world.softphone.frame;
    await surface.opened(page.frame);
  });
  beforeEach(() => page.world.play({}));
  after(cleanUp);
  return page;
};

describe('a page of Lightning', () => {
  const page = opened('Lightning');
  const ask = <Response>(method: string, args: object = {}) => run<Response>(page.frame, 'ask', method, args);
  const call = (path: string, ...args: unknown[]) => run(page.frame, 'call', `opencti.${path}`, ...args);
  const written = () => run<string[]>(page.frame, 'written');

  for (const args of [[], [undefined], [null], [{}], [{ callback: undefined }], ['text']] as const) {
    it(`may call refreshView(${args.map((arg) => JSON.stringify(arg)).join()}), which gives nothing back`, async () => {
      expect(await call('refreshView', ...args)).to.equal(undefined);
      await until(() => page.world.asked.length, 'the CRM is asked');
      await page.world.check({ asked: [['refreshView']] });
      expect(await written()).to.deep.equal([]);
    });
  }

  it('may enable, disable and start without an argument', async () => {
    for (const method of ['enableClickToDial', 'notifyInitializationComplete']) expect(await call(method)).to.equal(undefined);
    await until(() => page.world.asked.length, 'the CRM is told');
    await page.world.check({ asked: [['initialized']], clickable: true });
    await call('disableClickToDial');
    await ask('getSoftphoneLayout');
    await page.world.check({ asked: [['initialized']], clickable: false });
  });

  for (const [path, args, word] of [
    ['getAppViewInfo', [], 'callback'],
    ['getSoftphoneLayout', [{}], 'callback'],
    ['getCallCenterSettings', [{ callback: 'done' }], 'callback'],
    ['isSoftphonePanelVisible', [], 'callback'],
    ['onClickToDial', [], 'listener'],
    ['onNavigationChange', [{}], 'listener'],
    ['hvs.onWorkStart', [{ listener: 'done' }], 'listener'],
  ] as const) {
    it(`is told that ${path} needs its ${word}, where Open CTI throws`, async () => {
      expect(await call(path, ...args)).to.equal(undefined);
      const lines = await written();
      expect(lines).to.have.length(1);
      expect(lines[0]).to.contain(path).and.to.contain('INVALID_PARAM').and.to.contain(word);
      await page.world.check({});
    });
  }

  it('is told once what does not exist, and what to write instead', async () => {
    for (const _ of [1, 2]) {
      await call('onReady');
      await call('getCallObjectReferences');
      await call('cti.setSoftphonePanelHeight', { heightPX: 300 });
    }
    const lines = await written();
    expect(lines).to.have.length(3);
    for (const [index, word] of ['onNavigationChange', 'sforce.opencti.setSoftphonePanelHeight'].entries()) expect(lines[index + 1]).to.contain(word);
    await until(() => page.world.softphone.panel?.state.height === 300, 'what was meant is done');
  });

  it('may subscribe twice, and unsubscribe one of the two', async () => {
    const heard = () => run<unknown[]>(page.frame, 'heard');
    const { subscription, ...response } = await run<{ subscription: object }>(page.frame, 'subscribe', CHANNEL);
    expect(response).to.deep.equal(success);
    await run(page.frame, 'subscribe', CHANNEL);
    page.world.happen({ message: 'twice' });
    await until(async () => (await heard()).length >= 2, 'both hear it');
    expect(await ask('unsubscribe', { subscription })).to.deep.equal(success);
    page.world.happen({ message: 'once' });
    await until(async () => (await heard()).length >= 3, 'one hears it');
    await aWhile();
    expect(await heard()).to.deep.equal(['twice', 'twice', 'once']);
    expect((await ask<{ success: boolean }>('unsubscribe', { subscription })).success).to.equal(true);
  });

  it('may pass SCREEN_POP_DATA on as the whole argument', async () => {
    page.world.play({ gives: { search: [foundContact] } });
    const { returnValue } = await ask<{ returnValue: { SCREEN_POP_DATA: object } }>('searchAndScreenPop', { searchParams: NUMBER, deferred: true });
    page.world.play({});
    expect(await ask('screenPop', returnValue.SCREEN_POP_DATA)).to.deep.equal(success);
    await page.world.check({ asked: [['screenPop', { type: 'record', recordId: 'contact/17', objectType: 'Contact' }]] });
  });

  it('may pass what saveLog answered on to screenPop, and save again by its id', async () => {
    page.world.play({ gives: { saveRecord: { recordId: 'task/9' } } });
    const { returnValue } = await ask<{ returnValue: object }>('saveLog', { value: { entityApiName: 'Task', Subject: 'Call' } });
    await ask('screenPop', { type: 'sobject', params: returnValue });
    await ask('saveLog', { value: { Id: 'task/9', Status: 'Completed' } });
    await page.world.check({
      asked: [
        ['saveRecord', { objectType: 'Task', fields: { Subject: 'Call' } }],
        ['screenPop', { type: 'record', recordId: 'task/9' }],
        ['saveRecord', { recordId: 'task/9', fields: { Status: 'Completed' } }],
      ],
    });
  });

  it('learns of the address of a view as it is, absolute, and of a relative one too', async () => {
    page.world.play({ gives: { getAppViewInfo: { url: '/contact/17' } } });
    const { returnValue } = await ask<{ returnValue: { url: string } }>('getAppViewInfo');
    expect(returnValue.url).to.equal(`${location.origin}/contact/17`);
  });

  it('cannot publish a function, and hears why', async () => {
    const { errors } = await run<{ errors: { code: string }[] }>(page.frame, 'askWithFunction', 'publish', { channelName: CHANNEL }, 'message');
    expect(errors.map(({ code }) => code)).to.deep.equal(['INVALID_PARAM']);
    await page.world.check({});
  });

  it('keeps its order: what was called first is done first', async () => {
    const labels = Array.from({ length: 20 }, (_, index) => `State ${index}`);
    const seen: string[] = [];
    const stop = page.world.softphone.panel?.onChange(({ label }) => seen.push(label));
    await Promise.all(labels.map((label) => ask('setSoftphonePanelLabel', { label })));
    stop?.();
    expect(seen).to.deep.equal(labels);
  });
});

describe('a page of Classic', () => {
  const page = opened('Classic');
  const ask = <Response>(method: string, ...args: unknown[]) => run<Response>(page.frame, 'askByPosition', `interaction.${method}`, ...args);
  const call = (path: string, ...args: unknown[]) => run(page.frame, 'call', `interaction.${path}`, ...args);

  it('may call without a callback', async () => {
    expect(await call('refreshPage')).to.equal(undefined);
    expect(await call('cti.enableClickToDial', undefined)).to.equal(undefined);
    expect(await call('entityFeed.reloadFrame')).to.equal(undefined);
    await until(() => page.world.asked.length === 2, 'the CRM is asked');
    await page.world.check({ asked: [['refreshView'], ['refreshView']], clickable: true });
  });

  it('may leave the callback of getDirectoryNumbers out, and a callback may stand anywhere', async () => {
    page.world.play({ gives: { getDirectoryNumbers: { directoryNumbers: [], hasNext: false } } });
    const { result } = await ask<{ result: string }>('cti.getDirectoryNumbers', true, '', 'callback', 1, 5);
    expect(JSON.parse(result)).to.deep.equal({ directoryNumbers: [], hasNext: false });
    await call('cti.getDirectoryNumbers', true, '', undefined, 1, 5);
    await until(() => page.world.asked.length === 2, 'the CRM is asked');
  });

  it('opens the record it has just heard of by its path', async () => {
    page.world.play({ gives: { search: [foundContact] } });
    await ask('searchAndGetScreenPopUrl', NUMBER, '', 'inbound');
    page.world.play({});
    await ask('screenPop', '/contact/17');
    await page.world.check({ asked: [['screenPop', { type: 'record', recordId: 'contact/17', objectType: 'Contact' }]] });
  });
});
