/** The demo's CRM page. What a CRM developer writes to embed a softphone is in `phone/`. */
import { mountSoftphone, type Softphone } from 'ringframe/host';
import type { CrmConfig } from '../api-types.ts';
import { ApiFailure, api } from './api.ts';
import { changes } from './changes.ts';
import { createGuide } from './guide.ts';
import { createNavigator } from './navigator.ts';
import { failureNotice } from './notices.ts';
import { crmHandlers } from './phone/crm-handlers.ts';
import { createDock } from './phone/dock.ts';
import { createPendingLogs } from './phone/pending-logs.ts';
import { pathOf, routeOf } from './route.ts';
import { createShell } from './shell.ts';
import type { View } from './view.ts';
import { callsView } from './views/calls-view.ts';
import { contactListView } from './views/contact-list.ts';
import { contactView } from './views/contact-view.ts';
import { createLiveCalls } from './views/live-calls.ts';
import { notFoundView } from './views/message-view.ts';
import { newContactView } from './views/new-contact.ts';

const start = (config: CrmConfig): void => {
  const shell = createShell(() => {
    guide.open();
    void navigator.go('/');
  });
  const dock = createDock();
  document.body.append(...shell.elements, dock.element);

  const makeView = async (url: URL): Promise<View> => {
    const route = routeOf(url);
    if (route.view === 'contacts') {
      const onQuery = (query: string) => history.replaceState(null, '', pathOf({ view: 'contacts', query }));
      const view = contactListView({ query: route.query, intro: route.query === '' ? guide.element : undefined, onQuery });
      await view.refresh();
      return view;
    }
    if (route.view === 'calls') return callsView((await api.latestActivities()).activities);
    if (route.view === 'newContact') return newContactView(route.values, ({ id }) => void navigator.go(pathOf({ view: 'contact', id })));
    if (route.view === 'unknown') return notFoundView('There is no page at this address.');
    try {
      return contactView(await api.contact(route.id), liveCalls);
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 404) return notFoundView('This contact does not exist, or not any more.');
      throw error;
    }
  };

  const navigator = createNavigator({
    ...{ main: shell.main, announcer: shell.announcer, toasts: shell.toasts, makeView },
    onShown: (view) => {
      shell.markCurrent();
      softphone.setAppView({ url: location.href, record: view.record });
    },
  });

  const softphone: Softphone = mountSoftphone({
    src: config.softphoneUrl,
    container: dock.frameHolder,
    crm: crmHandlers({ pop: navigator.pop, currentView: () => navigator.current }),
  });
  const liveCalls = createLiveCalls(softphone);
  const guide = createGuide(config, softphone);
  shell.banners.append(createPendingLogs(softphone));

  const show = () => dock.show(softphone);
  softphone.on('status', show);
  softphone.on('agent', show);
  softphone.on('call', show);
  softphone.on('panel', dock.request);
  softphone.on('log', ({ state }) => state === 'saved' && changes.publish({ contactId: undefined }));
  void navigator.start();
};

api.config().then(start, (error: unknown) => document.body.append(failureNotice(error, () => location.reload())));
