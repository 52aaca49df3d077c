/** A CRM with sessions in the test page, its rules, and a scripted phone in a frame. */
import type { HandlerContext, MountOptions, Session, SessionMessage, Softphone } from '../../../src/host/index.ts';
import type { PopRule, RecordMatch, ScreenPopTarget } from '../../../src/index.ts';
import { until } from '../bridge/remote-page.ts';
import { openDesk, type StartOptions } from '../softphone/desk.ts';

export const person = (number: string, more: Partial<RecordMatch> = {}): RecordMatch => ({
  recordId: `contact/${number}`,
  objectType: 'Contact',
  recordName: `Owner of ${number}`,
  ...more,
});

/** Each number belongs to whom the table says; one that is not in it to nobody. */
export type People = Readonly<Record<string, readonly RecordMatch[]>>;

export const newContact: ScreenPopTarget = { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { Phone: '[[cti.ani]]' } };

/** As an administrator of USD would write them. */
export const rules: readonly PopRule[] = [
  {
    name: 'callers',
    direction: 'inbound',
    searches: [{ objectTypes: ['Contact'], number: '[[cti.ani]]' }],
    branches: {
      none: { decision: 'createSession', action: { type: 'screenPop', target: newContact } },
      one: { decision: 'createSessionAndLoadMatch' },
      many: { decision: 'createSession' },
    },
    result: { destination: 'tab', targetTab: 'Customer', showTab: true },
  },
];

export type SessionDeskOptions = Partial<MountOptions> & { people?: People; start?: StartOptions };

export const openSessionDesk = async ({ people = {}, start, crm, ...options }: SessionDeskOptions = {}) => {
  const pages: { target: ScreenPopTarget; session: HandlerContext['session'] }[] = [];
  const told: string[] = [];
  const desk = await openDesk(
    {
      search: ({ number = '' }) => [...(people[number] ?? [])],
      screenPop: (target, { session }) => void pages.push({ target, session }),
      ...crm,
    },
    start,
    { sessions: true, popRules: rules, ...options },
  );
  desk.softphone.on('session', ({ event, session }: SessionMessage) => void told.push(`${event} ${session.name}`));
  return { ...desk, pages, told };
};

/** The session of a call, once it is there and its pages are. */
export const sessionOf = (softphone: Softphone, callId: string, isDone: (session: Session) => unknown = () => true): Promise<Session> =>
  until(() => softphone.sessions.list.find((session) => session.callId === callId && isDone(session)), 'the call has its session');
