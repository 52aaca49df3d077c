/**
 * Every method, every shape of an answer and every event of Open CTI, by the typed API, the drop-in for Lightning and the drop-in for
 * Classic: over the real bridge, from a page of another origin to a CRM that is asked, and back. One page of each does it all.
 */
import { expect } from 'chai';
import { openCtiEvents } from '../../opencti/events.ts';
import { openCtiTable } from '../../opencti/rows.ts';
import { cleanUp } from '../bridge/pages.ts';
import { run, until } from '../bridge/remote-page.ts';
import { type CrmWorld, openCrmWorld } from './crm-world.ts';
import { type Surface, surfaces } from './surfaces.ts';

const rowsOf = (surface: Surface) =>
  openCtiTable.flatMap((row) => {
    const call = surface.callOf(row);
    return call ? [{ name: row.name, crm: row.crm, call }] : [];
  });

const eventsOf = (surface: Surface) =>
  openCtiEvents.flatMap((row) => {
    const event = surface.eventOf(row);
    return event ? [{ ...row, ...event }] : [];
  });

for (const surface of surfaces) {
  describe(`${surface.name}, from end to end`, () => {
    let world: CrmWorld;
    let frame: HTMLIFrameElement;

    before(async () => {
      world = await openCrmWorld({ src: surface.src });
      ({ frame } = world.softphone);
      await surface.opened(frame);
    });
    after(cleanUp);

    describe('does and answers', () => {
      for (const { name, crm, call } of rowsOf(surface)) {
        it(`${call.method}: ${name}`, async () => {
          world.play(crm);
          expect(await surface.ask(frame, call)).to.deep.equal(call.answer);
          await world.check(crm);
        });
      }
    });

    describe('hears', () => {
      before(async () => {
        world.play({});
        const [enabling] = rowsOf(surface).filter(({ crm }) => crm.clickable);
        if (enabling) await surface.ask(frame, enabling.call);
        for (const listener of new Set(eventsOf(surface).map((event) => event.listener))) await surface.listen(frame, listener);
      });

      for (const { name, happens, payload, listener } of eventsOf(surface)) {
        it(`by ${listener} that ${name}`, async () => {
          const { length } = await surface.heard(frame);
          world.happen(happens);
          await until(async () => (await surface.heard(frame)).length > length, 'it is heard');
          expect((await surface.heard(frame)).slice(length)).to.deep.equal([payload]);
        });
      }
    });

    it('leaves no error behind in the page, and answered nothing twice', async () => {
      expect(await run(frame, 'errors')).to.deep.equal([]);
      expect(world.softphone.status.state).to.equal('ready');
    });
  });
}
