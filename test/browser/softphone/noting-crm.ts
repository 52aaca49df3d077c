/** A CRM that notes what it is told, in order, and whose logs go as the test says. */
import type { CallLog, SaveLogResult } from '../../../src/index.ts';
import type { CrmConnection } from '../../../src/softphone/index.ts';

type Listener = (event: never) => void;

export const createNotingCrm = (saveLog: (log: CallLog) => Promise<SaveLogResult> = async () => ({ status: 'saved' })) => {
  const noted: string[] = [];
  const listeners = new Set<{ name: string; listener: Listener }>();
  const crm: Partial<CrmConnection> = {
    status: { state: 'ready', session: 'session-1', grants: [] },
    grants: () => false,
    saveLog,
    enableClickToDial: async () => {},
    disableClickToDial: async () => {},
    serve: (commands) => void noted.push(`serves ${Object.keys(commands).length ? 'commands' : 'nothing'}`),
    publishCall: ({ event, call }) => void noted.push(`${event} ${call.id}`),
    publishAgent: () => {},
    requestPanel: () => {},
    on(name, listener) {
      const entry = { name, listener: listener as Listener };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    onClickToDial: (listener) => crm.on?.('clickToDial', listener) ?? (() => {}),
  };
  return {
    crm: crm as CrmConnection,
    noted,
    listens: () => [...listeners].map(({ name }) => name).sort(),
    tell(name: string, event: object): void {
      for (const entry of [...listeners]) if (entry.name === name) entry.listener(event as never);
    },
  };
};
