/** A CRM in the test page, and in its frame a softphone page with a scripted phone (fixtures/bridge/desktop.ts). */
import { expect } from 'chai';
import type { Crm, MountOptions, Softphone } from '../../../src/host/index.ts';
import type { AgentReasons, Call, CallLog, RecordMatch, ScreenPopTarget, WorkMode } from '../../../src/index.ts';
import type { Desktop, DesktopEvents, DesktopOptions } from '../../../src/softphone/index.ts';
import { mount } from '../bridge/pages.ts';
import { type RemotePage, run, until } from '../bridge/remote-page.ts';
import { fixture, origins } from '../origins.ts';

export const deskPage = (allow: string, origin: string = origins.ip) => fixture('bridge/desktop.html', origin, `allow=${encodeURIComponent(allow)}`);

export interface StartOptions {
  phone?: { capabilities?: readonly string[]; address?: string; server?: string; reasons?: AgentReasons; workMode?: WorkMode; autoLogIn?: boolean };
  desktop?: DesktopOptions;
  popTarget?: ScreenPopTarget;
}

/** The softphone page of a frame. */
export const deskIn = (page: RemotePage) => ({
  page,
  start: (options: StartOptions = {}) => run<void>(page, 'start', options),
  script: <Value = unknown>(name: string, ...args: unknown[]) => run<Value>(page, 'script', name, ...args),
  /** Somebody calls; gives the id of the call. */
  ring: async (number: string, more: object = {}, name?: string): Promise<string> =>
    (await run<Call>(page, 'script', 'ring', name ? { number, name } : { number }, more)).id,
  desk: <Value = unknown>(name: keyof Desktop, ...args: unknown[]) => run<Value>(page, 'desk', name, ...args),
  get: <Name extends keyof Desktop>(name: Name) => run<Desktop[Name]>(page, 'get', name),
  events: <Name extends keyof DesktopEvents>(name: Name) => run<DesktopEvents[Name][]>(page, 'events', name),
  requests: () => run<{ command: string; number?: string; callId?: string }[]>(page, 'requests'),
});
export type Desk = ReturnType<typeof deskIn>;

/** What the CRM was asked, in order. */
export interface Asked {
  searched: unknown[];
  popped: ScreenPopTarget[];
  saved: CallLog[];
}

export const openDesk = async (
  crm: Partial<Crm> & { matches?: readonly RecordMatch[] } = {},
  start: StartOptions = {},
  options: Partial<MountOptions> = {},
) => {
  const asked: Asked = { searched: [], popped: [], saved: [] };
  const { matches = [], search, screenPop, saveLog, ...more } = crm;
  const softphone: Softphone = mount({
    src: deskPage(location.origin),
    crm: {
      search: (query, context) => {
        asked.searched.push(query);
        return search ? search(query, context) : [...matches];
      },
      screenPop: (target, context) => {
        asked.popped.push(target);
        return screenPop?.(target, context);
      },
      saveLog: (log, context) => {
        asked.saved.push(log);
        return saveLog?.(log, context);
      },
      ...more,
    },
    ...options,
  });
  await softphone.ready();
  const desk = deskIn(softphone.frame);
  await desk.start(start);
  return { ...asked, softphone, ...desk };
};

export const contextOf = async (desk: Desk, callId: string) => {
  const call = (await desk.get('calls')).find(({ id }) => id === callId);
  return call?.context ?? expect.fail('there is no such call');
};

/** Waits until the desktop manager has looked a call up, one way or another. */
export const searched = (desk: Desk, callId: string) =>
  until(async () => {
    const context = await contextOf(desk, callId);
    return context.search !== 'pending' && context;
  }, 'the call is looked up');

export const one: RecordMatch = { recordId: 'contact/1', objectType: 'Contact', recordName: 'Contact 1' };
export const other: RecordMatch = { recordId: 'contact/2', objectType: 'Contact', recordName: 'Contact 2' };
