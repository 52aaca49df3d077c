/** A CRM that finds, opens and saves, and remembers what it was told, in order. */
import type { Call, CallLog, RecordMatch, ScreenPopTarget } from '../../../src/index.ts';
import type { CrmConnection } from '../../../src/softphone/index.ts';

export interface SmallCrm {
  readonly crm: CrmConnection;
  readonly searched: string[];
  readonly popped: ScreenPopTarget[];
  readonly saved: CallLog[];
  /** Calls it was told of, as they were last. */
  readonly calls: ReadonlyMap<string, Call>;
  /** Commands it was offered last. */
  readonly served: () => Parameters<CrmConnection['serve']>[0];
  /** What it was told besides calls and agent. */
  readonly told: { name: 'message' | 'assistance' | 'vendorEvent'; event: unknown }[];
}

export const createSmallCrm = (matches: readonly RecordMatch[] = []): SmallCrm => {
  const searched: string[] = [];
  const popped: ScreenPopTarget[] = [];
  const saved: CallLog[] = [];
  const told: SmallCrm['told'] = [];
  const calls = new Map<string, Call>();
  let served: Parameters<CrmConnection['serve']>[0] = {};
  const nothing = async () => {};
  const crm: Partial<CrmConnection> = {
    status: { state: 'ready', session: 'session-1', grants: ['search', 'screenPop', 'saveLog'] },
    grants: (name) => name === 'search' || name === 'screenPop' || name === 'saveLog',
    async search({ number = '' }) {
      searched.push(number);
      return [...matches];
    },
    screenPop: async (target) => void popped.push(target),
    async saveLog(log) {
      saved.push(log as CallLog);
      return { status: 'saved' };
    },
    enableClickToDial: nothing,
    disableClickToDial: nothing,
    serve: (commands) => {
      served = commands;
    },
    publishCall: ({ call }) => void calls.set(call.id, call),
    publishAgent: () => {},
    publishMessage: (event) => void told.push({ name: 'message', event }),
    publishAssistance: (event) => void told.push({ name: 'assistance', event }),
    publishVendorEvent: (event) => void told.push({ name: 'vendorEvent', event }),
    requestPanel: () => {},
    on: () => () => {},
  };
  return { crm: crm as CrmConnection, searched, popped, saved, calls, told, served: () => served };
};
