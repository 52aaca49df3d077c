/** The latest calls of everybody, callers that nobody knows included. */
import type { Activity } from '../../api-types.ts';
import { api } from '../api.ts';
import { changes } from '../changes.ts';
import { h, replaceChildren } from '../dom.ts';
import { pathOf } from '../route.ts';
import type { View } from '../view.ts';
import { activityItem } from './activity-item.ts';

const contactOf = (activity: Activity) =>
  activity.contactId === undefined
    ? undefined
    : { name: activity.contactName ?? `Contact ${activity.contactId}`, href: pathOf({ view: 'contact', id: activity.contactId }) };

export const callsView = (activities: readonly Activity[]): View => {
  const list = h('ol', { class: 'timeline' });
  const show = (latest: readonly Activity[]): void =>
    replaceChildren(
      list,
      ...latest.map((activity) => activityItem(activity, { contact: contactOf(activity) })),
      latest.length === 0 && h('li', { class: 'empty muted' }, "No calls yet. Open the customer's phone and make one."),
    );
  const refresh = async (): Promise<void> => show((await api.latestActivities()).activities);
  const stop = changes.on(() => void refresh().catch(() => {}));
  show(activities);
  return {
    title: 'Calls',
    element: h(
      'div',
      { class: 'view' },
      h('div', { class: 'view-head' }, h('h1', { tabindex: '-1' }, 'Calls')),
      h('section', { class: 'card', 'aria-label': 'Latest calls' }, list),
    ),
    refresh,
    dispose: stop,
  };
};
