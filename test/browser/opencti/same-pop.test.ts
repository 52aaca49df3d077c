/** One number, one answer: the same page opens whoever asks, by layout, by rules, and by neither. */
import { expect } from 'chai';
import type { MountOptions, Softphone } from '../../../src/host/index.ts';
import type { PopRule, RecordMatch, ScreenPopTarget, SoftphoneLayout } from '../../../src/index.ts';
import { foundAccount, foundContact, layout } from '../../opencti/configuration.ts';
import { cleanUp, mount, softphonePage } from '../bridge/pages.ts';
import { aWhile, run, until } from '../bridge/remote-page.ts';
import { deskIn, deskPage } from '../softphone/desk.ts';
import { plain } from './crm-world.ts';
import { surfaces } from './surfaces.ts';

const UNKNOWN = '+46800000000';
const ONE = '+46800000001';
const TWO = '+46800000002';
const WEAK = '+46800000003';

const found: Record<string, RecordMatch[]> = {
  [UNKNOWN]: [],
  [ONE]: [foundContact],
  [TWO]: [foundContact, foundAccount],
  [WEAK]: [foundContact, { ...foundAccount, confidence: 'weak' }],
};

const form = { type: 'newRecord', objectType: 'Contact' };
const record = { type: 'record', recordId: 'contact/17', objectType: 'Contact' };
const list = (searchString: string) => ({ type: 'search', searchString });

const rules: PopRule[] = [
  {
    name: 'callers',
    direction: 'inbound',
    searches: [{ number: '[[pop.number]+]' }],
    branches: {
      none: {
        decision: 'doAction',
        action: { type: 'screenPop', target: { type: 'flow', flowName: 'Welcome', flowArguments: [{ name: 'ani', value: '[[cti.ani]]' }] } },
      },
      one: { decision: 'createSessionAndLoadMatch' },
      many: { decision: 'doAction', action: { type: 'screenPop', target: { type: 'url', url: '/choose?ani=[[cti.ani]u]' } } },
    },
  },
];

const configurations: { how: string; options: Partial<MountOptions>; opens: Record<string, object | undefined> }[] = [
  {
    how: 'the layout',
    options: { softphoneLayout: layout as SoftphoneLayout },
    opens: { [UNKNOWN]: form, [ONE]: record, [TWO]: list(TWO), [WEAK]: record },
  },
  {
    how: 'rules',
    options: { popRules: rules },
    opens: {
      [UNKNOWN]: { type: 'flow', flowName: 'Welcome', flowArguments: [{ name: 'ani', value: UNKNOWN }] },
      [ONE]: record,
      [TWO]: { type: 'url', url: `/choose?ani=${encodeURIComponent(TWO)}` },
      [WEAK]: record,
    },
  },
  { how: 'nothing of the administrator’s', options: {}, opens: { [UNKNOWN]: undefined, [ONE]: record, [TWO]: list(TWO), [WEAK]: record } },
];

type Ask = (frame: HTMLIFrameElement, number: string) => Promise<unknown>;

const typedPage = softphonePage();
const [, lightningPage = '', classicPage = ''] = surfaces.map(({ src }) => src);
const inClassic = (frame: HTMLIFrameElement, method: string, ...args: unknown[]) =>
  run<{ result: string }>(frame, 'askByPosition', `interaction.${method}`, ...args);

/** Everybody who can ask for the pop of a number, and how. */
const askers: { who: string; src: string; connected: string; ask: Ask; afterwards?: (frame: HTMLIFrameElement, answer: unknown) => Promise<unknown> }[] = [
  {
    who: 'searchAndScreenPop',
    src: typedPage,
    connected: 'connected',
    ask: (frame, number) => run(frame, 'ask', 'searchAndScreenPop', { searchParams: number, callType: 'inbound' }),
  },
  {
    who: 'searchAndScreenPop, deferred',
    src: typedPage,
    connected: 'connected',
    async ask(frame, number) {
      const { pop } = await run<{ pop?: ScreenPopTarget }>(frame, 'ask', 'searchAndScreenPop', { searchParams: number, deferred: true });
      if (pop) await run(frame, 'ask', 'screenPop', pop);
    },
  },
  {
    who: 'Lightning',
    src: lightningPage,
    connected: 'heard',
    ask: (frame, number) => run(frame, 'ask', 'searchAndScreenPop', { searchParams: number, callType: 'inbound' }),
  },
  {
    who: 'Lightning, deferred',
    src: lightningPage,
    connected: 'heard',
    async ask(frame, number) {
      const { returnValue } = await run<{ returnValue: { SCREEN_POP_DATA?: object } }>(frame, 'ask', 'searchAndScreenPop', {
        searchParams: number,
        callType: 'inbound',
        deferred: true,
      });
      if (returnValue.SCREEN_POP_DATA) await run(frame, 'ask', 'screenPop', returnValue.SCREEN_POP_DATA);
    },
  },
  { who: 'Classic', src: classicPage, connected: 'heard', ask: (frame, number) => inClassic(frame, 'searchAndScreenPop', number, '', 'inbound') },
  {
    who: 'Classic, deferred',
    src: classicPage,
    connected: 'heard',
    async ask(frame, number) {
      const { result } = await inClassic(frame, 'searchAndGetScreenPopUrl', number, '', 'inbound');
      const { screenPopUrl } = JSON.parse(result) as { screenPopUrl?: string };
      if (screenPopUrl) await inClassic(frame, 'screenPop', screenPopUrl, true);
    },
  },
  {
    who: 'the desktop manager',
    src: deskPage(location.origin),
    connected: 'start',
    async ask(frame, number) {
      const desk = deskIn(frame);
      const id = await desk.ring(number);
      await until(async () => (await desk.get('calls')).some((call) => call.id === id && call.context.search !== 'pending'), 'the call is looked up');
      return id;
    },
    // Nothing opens for a call that is over by then.
    afterwards: (frame, id) => deskIn(frame).script('farEndHangsUp', id),
  },
];

for (const { how, options, opens } of configurations) {
  describe(`by ${how}, a number opens the same page`, () => {
    afterEach(cleanUp);

    for (const { who, src, connected, ask, afterwards } of askers) {
      it(`for ${who}`, async () => {
        const popped: unknown[] = [];
        const softphone: Softphone = mount({
          src,
          crm: {
            search: ({ number = '' }) => found[number] ?? expect.fail('the CRM is asked for the number as it is'),
            screenPop: (target) => void popped.push(plain(target.type === 'url' ? { ...target, url: target.url.replace(location.origin, '') } : target)),
          },
          ...options,
        });
        await softphone.ready();
        await run(softphone.frame, connected);
        for (const number of [UNKNOWN, ONE, TWO, WEAK]) {
          popped.length = 0;
          const answer = await ask(softphone.frame, number);
          if (opens[number]) await until(() => popped.length, `something opens for ${number}`);
          else await aWhile(100);
          expect(popped, number).to.deep.equal(opens[number] ? [opens[number]] : []);
          await afterwards?.(softphone.frame, answer);
        }
      });
    }
  });
}
