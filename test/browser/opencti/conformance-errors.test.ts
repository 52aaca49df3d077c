/** Every error of Open CTI, by the same three ways over the same bridge: wrong arguments, what a CRM refuses, and what it does not serve. */
import { expect } from 'chai';
import { openCtiFailures } from '../../opencti/failures.ts';
import { openCtiTable } from '../../opencti/rows.ts';
import { cleanUp, logged, mount } from '../bridge/pages.ts';
import { run } from '../bridge/remote-page.ts';
import { type CrmWorld, openCrmWorld } from './crm-world.ts';
import { type Call, type Refusal, type Surface, surfaces } from './surfaces.ts';

/** What every CRM has, whatever its developer has written. */
const ALWAYS_SERVED = ['getAppViewInfo', 'notifyInitializationComplete', 'publish'];
/** Of a call that is answered without asking anybody. */
const AT_ONCE_MS = 2_000;

const failuresOf = (surface: Surface) =>
  openCtiFailures.flatMap((row) => {
    const call = surface.failureOf(row);
    return call ? [{ row, call, refusal: call.refusal }] : [];
  });

/** Each method once, as its first row calls it. */
const unservedOf = (surface: Surface): Call[] => {
  const calls = new Map<string, Call>();
  for (const row of openCtiTable) {
    const call = surface.callOf(row);
    if (call && !calls.has(call.method) && !ALWAYS_SERVED.includes(row.typed.method)) calls.set(call.method, call);
  }
  return [...calls.values()];
};

const section = { callRelatedFields: [], objects: {}, screenPopSettings: {} };
/** A field without the name the CRM stores it by. */
const malformed = { Inbound: { ...section, objects: { Contact: [{ displayName: 'City' }] } }, Internal: section, Outbound: section };

const shorten = (args: readonly unknown[]): string => (JSON.stringify(args) ?? '').slice(0, 80);

for (const surface of surfaces) {
  describe(`${surface.name}, when something is wrong`, () => {
    let world: CrmWorld;
    let frame: HTMLIFrameElement;

    before(async () => {
      world = await openCrmWorld({ src: surface.src });
      ({ frame } = world.softphone);
      await surface.opened(frame);
    });
    after(cleanUp);

    const refused = async (call: Call): Promise<Refusal> => surface.askInVain(frame, call);

    describe('with an argument, says which', () => {
      for (const mistake of surface.mistakes) {
        it(`${mistake.method} ${shorten(mistake.args)}`, async () => {
          world.play({});
          const refusal = await refused(mistake);
          expect(refusal).to.include(surface.invalid);
          expect(refusal.message).to.match(new RegExp(`\\b${mistake.names}\\b`));
          // Never the value itself: it may be a number or a name.
          expect(refusal.message).not.to.contain('46812345678');
          expect(refusal.details).to.equal(undefined);
          await world.check({});
        });
      }
    });

    describe('in the CRM, says what', () => {
      for (const { row, call, refusal } of failuresOf(surface)) {
        it(row.name, async () => {
          world.play(row.crm);
          const { code, message, details, result } = await refused(call);
          expect({ code, details, result }).to.deep.equal({ code: undefined, details: undefined, result: undefined, ...refusal });
          if (row.says) expect(message).to.contain(row.says);
          if (row.hides) expect(message).not.to.contain(row.hides);
          await world.check(row.crm);
        });
      }
    });

    it('goes on working, and leaves no error behind in the page', async () => {
      const [row] = openCtiTable.filter(({ name }) => name === 'refreshView');
      const call = row && surface.callOf(row);
      if (!row || !call) return expect.fail('there is a row refreshView');
      world.play(row.crm);
      expect(await surface.ask(frame, call)).to.deep.equal(call.answer);
      await world.check(row.crm);
      expect(await run(frame, 'errors')).to.deep.equal([]);
      expect(world.softphone.status.state).to.equal('ready');
    });
  });

  describe(`${surface.name}, in a CRM that serves nothing`, () => {
    let frame: HTMLIFrameElement;

    before(async () => {
      const softphone = mount({ src: surface.src, clickToDial: false });
      ({ frame } = softphone);
      await softphone.ready();
      await surface.opened(frame);
    });
    after(cleanUp);

    for (const call of unservedOf(surface)) {
      it(`${call.method} says so, at once`, async () => {
        const startedAt = performance.now();
        const refusal = await surface.askInVain(frame, call);
        expect(performance.now() - startedAt).to.be.lessThan(AT_ONCE_MS);
        expect(refusal).to.include(surface.unserved);
        expect(refusal.message).to.match(/grant|support/);
      });
    }
  });

  describe(`${surface.name}, with a layout that is malformed`, () => {
    let frame: HTMLIFrameElement;

    before(async () => {
      const softphone = mount({ src: surface.src, crm: { search: () => [] }, softphoneLayout: malformed as never });
      ({ frame } = softphone);
      await softphone.ready();
      await surface.opened(frame);
    });
    after(cleanUp);

    it('is told what is wrong with it, and not with the page', async () => {
      for (const name of ['getSoftphoneLayout', 'searchAndScreenPop of a name']) {
        const call = openCtiTable.filter((row) => row.name === name).flatMap((row) => surface.callOf(row) ?? [])[0];
        const { code, message } = call ? await surface.askInVain(frame, call) : expect.fail(`there is a row ${name}`);
        expect(message, name).to.contain('Inbound.objects');
        expect(surface.ofCrm, name).to.include(code);
      }
    });

    it('tells the CRM the place', () => {
      expect(logged.filter(({ details }) => String(details).includes('layout.Inbound.objects.Contact'))).to.have.length(1);
    });
  });
}
