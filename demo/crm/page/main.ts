/** The demo's CRM page. What a CRM developer writes to embed a softphone is in `phone/`. */
import type { CrmConfig } from '../api-types.ts';
import { recordIdOf } from '../record-id.ts';
import { ApiFailure, api } from './api.ts';
import { changes } from './changes.ts';
import type { Place } from './desk.ts';
import { createGuide } from './guide.ts';
import { createNavigator } from './navigator.ts';
import { failureNotice } from './notices.ts';
import { createAgentHandlers } from './phone/agent-handlers.ts';
import { createChannels } from './phone/channels.ts';
import { crmHandlers } from './phone/crm-handlers.ts';
import { startLaunch } from './phone/launch.ts';
import { mountPhone } from './phone/mount-phone.ts';
import { makePanelSpace } from './phone/panel-space.ts';
import { createPendingLogs } from './phone/pending-logs.ts';
import { createPhone } from './phone/phone.ts';
import { createPhoneHelp } from './phone/phone-help.ts';
import { pathOfTarget } from './phone/pop-path.ts';
import { createSiteNotices } from './phone/site-notices.ts';
import { agentOfKind, type SoftphoneKind } from './phone/softphone-kinds.ts';
import { createSoftphoneMenu } from './phone/softphone-menu.ts';
import { createWork } from './phone/work.ts';
import { pathOf, routeOf } from './route.ts';
import { createDecisions } from './rules/last-decision.ts';
import { createPopRules } from './rules/pop-rules.ts';
import { rulesView } from './rules/rules-view.ts';
import { sessionHint } from './sessions/session-hint.ts';
import { createSessionSpace } from './sessions/session-space.ts';
import { createShell } from './shell.ts';
import type { View } from './view.ts';
import { callsView } from './views/calls-view.ts';
import { contactListView } from './views/contact-list.ts';
import { contactView } from './views/contact-view.ts';
import { createLiveCalls } from './views/live-calls.ts';
import { notFoundView } from './views/message-view.ts';
import { newContactView } from './views/new-contact.ts';
import { newRequestView } from './views/new-request.ts';

const start = (config: CrmConfig): void => {
  const shell = createShell(() => {
    guide.open();
    void navigator.go('/');
  });
  document.body.append(...shell.elements);

  const makeView = async (url: URL, place: Place): Promise<View> => {
    const route = routeOf(url);
    if (route.view === 'contacts') {
      const onQuery = (query: string) => place.rename(pathOf({ view: 'contacts', query }));
      const view = contactListView({ ...route, intro: route.query === '' ? guide.element : undefined, onQuery });
      await view.refresh();
      return view;
    }
    if (route.view === 'calls') return callsView((await api.latestActivities()).activities);
    if (route.view === 'newContact') return newContactView(route.values, ({ id }) => place.go(pathOf({ view: 'contact', id })));
    if (route.view === 'newRequest') {
      const { contact } = route.values;
      const contactName = contact === undefined ? undefined : (await api.contact(contact)).contact.name;
      return newRequestView({ values: route.values, contactName, go: place.go });
    }
    if (route.view === 'rules') return rulesView(await rules.read(), { rules, decisions });
    if (route.view === 'unknown') return notFoundView('There is no page at this address.');
    try {
      return contactView(await api.contact(route.id), { liveCalls, work });
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 404) return notFoundView('This contact does not exist, or not any more.');
      throw error;
    }
  };

  const navigator = createNavigator({
    ...{ main: shell.main, announcer: shell.announcer, toasts: shell.toasts, makeView },
    onHome: () => space.home(),
    onShown: (view) => {
      shell.markCurrent();
      space.refresh();
      phone.softphone?.setAppView({ url: location.href, record: view.record });
      channels.tellShown(view);
    },
  });

  const pop = (path: string): Promise<void> => {
    const opening = navigator.pop(navigator.home, path);
    space.home();
    return opening;
  };
  const phone = createPhone((kind) =>
    mountPhone(kind, {
      config,
      popRules: rules.load,
      crm: (callCenter) => ({
        ...crmHandlers({ pop, currentView: () => navigator.current, completeWork: (completion) => work.complete(completion), callCenter }),
        ...(agentOfKind(kind) !== undefined && agentHandlers),
      }),
    }),
  );
  const rules = createPopRules(() => phone);
  const decisions = createDecisions(phone);
  const space = createSessionSpace({ phone, navigator, toasts: shell.toasts, hint: sessionHint(config) });
  const agentHandlers = createAgentHandlers(phone, space, pop);
  shell.strip.append(space.element);
  const work = createWork(phone, shell.toasts);
  const channels = createChannels(phone, shell.toasts);
  const liveCalls = createLiveCalls(phone);
  const guide = createGuide(config, phone);

  const cannotMount = (): void => shell.toasts.show('This softphone could not be opened. Is the demo still running?', { label: 'Try again', run: mount });
  const mount = (): void => void phone.start().catch(cannotMount);
  const choose = (kind: SoftphoneKind): void => {
    const isBusy = phone.calls.length > 0 || phone.pendingLogs.length > 0;
    if (space.isDirty) shell.toasts.show('Another softphone can be chosen when what you typed in the sessions is saved.');
    else if (isBusy) shell.toasts.show('Another softphone can be chosen when the calls are over and saved.');
    else phone.choose(kind).catch(cannotMount);
    show();
  };
  const menu = createSoftphoneMenu(phone, choose);
  const help = createPhoneHelp(phone);
  shell.tools.append(menu.element);
  shell.banners.append(help.element, createPendingLogs(phone), createSiteNotices(phone));

  const show = (): void => {
    menu.show();
    help.show();
  };
  show();
  phone.on('status', show);
  phone.on('agent', show);
  phone.on('call', show);
  phone.on('log', ({ state }) => state === 'saved' && changes.publish({ contactId: undefined }));
  makePanelSpace(phone);
  changes.on(({ contactId, fields = false }) => {
    if (contactId !== undefined) phone.softphone?.notifyObjectUpdate({ recordId: recordIdOf(contactId), fieldsUpdated: fields, feedUpdated: !fields });
  });
  void navigator.start();
  const launch = startLaunch(async (target) => pop(await pathOfTarget(target)));
  // A tab that hands its launch to the one that was open already needs no softphone of its own.
  launch.settled.then((settlement) => settlement !== 'handedOver' && mount(), mount);
};

api.config().then(start, (error: unknown) => document.body.append(failureNotice(error, () => location.reload())));
