/** One contact: who it is, and the calls there were. */
import type { Activity, Contact, ContactPage } from '../../api-types.ts';
import { CONTACT, recordIdOf } from '../../record-id.ts';
import { api } from '../api.ts';
import { avatar } from '../avatar.ts';
import { type Change, changes } from '../changes.ts';
import { h, replaceChildren } from '../dom.ts';
import { countryName } from '../format.ts';
import { type IconName, icon } from '../icon.ts';
import type { Work } from '../phone/work.ts';
import { phoneNumber } from '../phone-number.ts';
import type { View } from '../view.ts';
import { activityItem } from './activity-item.ts';
import { draftsOfCalls, restoreDraftsOfCalls } from './call-drafts.ts';
import type { LiveCalls } from './live-calls.ts';
import { notesCard } from './notes-card.ts';

const fact = (name: IconName, label: string, value: string) =>
  value !== '' && h('div', { class: 'fact' }, h('dt', {}, icon(name), h('span', { class: 'visually-hidden' }, label)), h('dd', {}, value));

const numbersCard = ({ numbers }: Contact): HTMLElement =>
  h(
    'section',
    { class: 'card', 'aria-label': 'Numbers' },
    h('h2', {}, 'Numbers'),
    numbers.length === 0 && h('p', { class: 'muted' }, 'No number yet.'),
    h(
      'ul',
      { class: 'numbers' },
      ...numbers.map(({ label, number, e164 }) =>
        h('li', {}, h('span', { class: 'number-label muted' }, label), phoneNumber(number, { e164, withIcon: true })),
      ),
    ),
  );

const detailsCard = ({ company, email, city, country }: Contact): HTMLElement =>
  h(
    'section',
    { class: 'card', 'aria-label': 'Details' },
    h('h2', {}, 'Details'),
    h(
      'dl',
      { class: 'facts' },
      fact('building', 'Company', company),
      fact('mail', 'Email', email),
      fact('place', 'Place', [city, countryName(country)].filter(Boolean).join(', ')),
    ),
  );

const heading = ({ name, title, company }: Contact): HTMLElement =>
  h('div', { class: 'contact-name' }, h('h1', { tabindex: '-1' }, name), h('p', { class: 'muted' }, [title, company].filter(Boolean).join(' · ')));

export const contactView = (page: ContactPage, { liveCalls, work }: { liveCalls: LiveCalls; work: Work }): View => {
  const { contact } = page;
  const timeline = h('ol', { class: 'timeline' });
  const live = liveCalls.forNumbers(contact.numbers.map(({ number, e164 }) => e164 ?? number));

  const saveNotes = (activity: Activity) => async (notes: string) => {
    await api.setActivityNotes(activity.id, notes);
    changes.publish({ contactId: contact.id });
  };
  const show = (activities: readonly Activity[]): void => {
    // Notes that are being typed stay where they are.
    if (timeline.querySelector('form')) return;
    replaceChildren(
      timeline,
      ...activities.map((activity) => activityItem(activity, { saveNotes: saveNotes(activity) })),
      activities.length === 0 && h('li', { class: 'empty muted' }, 'No calls yet. Click a number to make the first.'),
    );
  };
  const notes = notesCard(contact.notes, (text) => api.setContactNotes(contact.id, text));
  const workButton = work.button(contact);
  const head = h('header', { class: 'contact-head' });
  const cards = h('div', { class: 'stack' });
  const showFields = (shown: Contact): void => {
    replaceChildren(head, avatar(shown.name, 'large'), heading(shown), workButton.element);
    replaceChildren(cards, numbersCard(shown), detailsCard(shown));
  };
  const refresh = async (): Promise<void> => {
    const fresh = await api.contact(contact.id);
    showFields(fresh.contact);
    notes.setSaved(fresh.contact.notes);
    show(fresh.activities);
  };
  const stop = changes.on((change: Change) => {
    // The timeline stays as it was when the server cannot be asked; the next change asks again.
    if (change.contactId === contact.id) refresh().catch(() => {});
  });
  showFields(contact);
  show(page.activities);

  return {
    title: contact.name,
    record: { recordId: recordIdOf(contact.id), objectType: CONTACT, recordName: contact.name },
    element: h(
      'article',
      {
        class: 'view contact',
        'data-ringframe-record-id': recordIdOf(contact.id),
        'data-ringframe-record-type': CONTACT,
        'data-ringframe-record-name': contact.name,
      },
      head,
      h(
        'div',
        { class: 'contact-columns' },
        h('div', { class: 'stack' }, cards, notes.element),
        h('section', { class: 'card', 'aria-label': 'Activity' }, h('h2', {}, 'Activity'), live.element, timeline),
      ),
    ),
    refresh,
    isDirty: () => notes.isDirty() || timeline.querySelector('form') !== null,
    draft: () => ({ ...(notes.isDirty() && { notes: notes.text }), ...draftsOfCalls(timeline) }),
    restore({ notes: text, ...ofCalls }) {
      if (text !== undefined) notes.type(text);
      restoreDraftsOfCalls(timeline, ofCalls);
    },
    dispose: () => {
      stop();
      live.dispose();
      workButton.dispose();
    },
  };
};
