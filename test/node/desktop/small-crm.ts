/** A CRM that finds, opens and saves, and remembers what it was told, in order. */
import type { CallLog, RecordMatch, ScreenPopTarget } from '../../../src/index.ts';
import type { CrmConnection } from '../../../src/softphone/index.ts';

export interface SmallCrm {
  readonly crm: CrmConnection;
  readonly searched: string[];
  readonly popped: ScreenPopTarget[];
  readonly saved: CallLog[];
  /** Commands it was offered last. */
  readonly served: () => Parameters<CrmConnection['serve']>[0];
  /** What it was told besides calls and agent. */
  readonly told: { name: 'message' | 'vendorEvent'; event: unknown }[];
}

export const createSmallCrm = (matches: readonly RecordMatch[] = []): SmallCrm => {
  const searched: string[] = [];
  const popped: ScreenPopTarget[] = [];
  const saved: CallLog[] = [];
  const told: SmallCrm['told'] = [];
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
    publishCall: () => {},
    publishAgent: () => {},
    publishMessage: (event) => void told.push({ name: 'message', event }),
    publishVendorEvent: (event) => void told.push({ name: 'vendorEvent', event }),
    requestPanel: () => {},
    on: () => () => {},
  };
  return { crm: crm as CrmConnection, searched, popped, saved, told, served: () => served };
};
