/** A CRM that two agents have open: what its page shows to each of them, what they typed into its forms, and the logs. */
import { type Call, type CallLog, CtiError, type RecordMatch } from '../../../src/index.ts';
import type { CrmMethods } from '../../../src/protocol/crm-methods.ts';
import type { ConnectionStatus } from '../../../src/protocol/status.ts';
import type { CrmConnection } from '../../../src/softphone/index.ts';

type Preparation = Parameters<CrmMethods['prepareTransfer']>[0];
type Arrival = Parameters<CrmMethods['acceptTransfer']>[0];
type Answer = 'OK' | 'Cancel';

export interface CrmPage {
  readonly crm: CrmConnection;
  /** Records on the screen, the latest last. */
  readonly shown: string[];
  readonly searched: string[];
  readonly logs: Map<string, CallLog>;
  /** Calls as this CRM was told of them, each as often as it changed. */
  readonly told: Call[];
  /** What is typed into the form, and not saved. */
  draft: string;
  /** The question about it, while it is on the screen. */
  readonly question: { request: Preparation; answer(as: Answer): void } | undefined;
  /** Questions that went away unanswered. */
  readonly withdrawn: number;
  readonly prepared: Preparation[];
  readonly arrived: Arrival[];
  connect(status: ConnectionStatus['state']): void;
  /** What the next question comes to. */
  fail(error: CtiError): void;
}

export interface OneCrm {
  /** How this CRM hands work on: in its own keeping, by a text that travels, or not at all. */
  keeps: 'work' | 'draft' | 'nothing';
  contacts: Record<string, RecordMatch>;
  open(lacks?: readonly (keyof CrmMethods)[]): CrmPage;
}

const served: readonly (keyof CrmMethods)[] = ['search', 'screenPop', 'saveLog', 'claim', 'prepareTransfer', 'acceptTransfer'];

export const createOneCrm = (): OneCrm => {
  const kept = new Map<string, { recordId: string | undefined; notes: string; draft: string }>();
  const contacts: Record<string, RecordMatch> = {};

  const open = (lacks: readonly (keyof CrmMethods)[] = []): CrmPage => {
    const shown: string[] = [];
    const searched: string[] = [];
    const logs = new Map<string, CallLog>();
    const told: Call[] = [];
    const prepared: Preparation[] = [];
    const arrived: Arrival[] = [];
    const claimed = new Set<string>();
    const listeners = new Set<(status: ConnectionStatus) => void>();
    let status = { state: 'ready', session: 's', grants: [] } as ConnectionStatus;
    let question: CrmPage['question'];
    let withdrawn = 0;
    let failure: CtiError | undefined;

    /** Asks only who has something to lose. */
    const confirm = (request: Preparation, signal: AbortSignal | undefined): Promise<void> =>
      new Promise((resolve, reject) => {
        if (page.draft === '') return resolve();
        const close = (): void => {
          question = undefined;
        };
        signal?.addEventListener('abort', () => {
          close();
          withdrawn += 1;
          reject(new CtiError('ABORTED', 'The softphone waits no longer.'));
        });
        const answer = (as: Answer): void => {
          close();
          if (as === 'OK') resolve();
          else reject(new CtiError('ABORTED', 'The agent cancelled.'));
        };
        question = { request, answer };
      });

    const page: CrmPage = {
      shown,
      searched,
      logs,
      told,
      draft: '',
      get question() {
        return question;
      },
      get withdrawn() {
        return withdrawn;
      },
      prepared,
      arrived,
      connect(state) {
        status = { ...status, state } as ConnectionStatus;
        for (const listener of [...listeners]) listener(status);
      },
      fail(error) {
        failure = error;
      },
      crm: {
        get status() {
          return status;
        },
        grants: (name) => status.state === 'ready' && served.includes(name) && !lacks.includes(name),
        async search({ number = '' }) {
          searched.push(number);
          return contacts[number] ? [contacts[number]] : [];
        },
        async screenPop(target) {
          shown.push(target.type === 'record' ? target.recordId : JSON.stringify(target));
        },
        async saveLog(log) {
          logs.set(log.id as string, log as CallLog);
          return { status: 'saved' };
        },
        claim: async (key) => !claimed.has(key) && Boolean(claimed.add(key)),
        async prepareTransfer(request, { signal } = {}) {
          prepared.push(request);
          const failed = failure;
          failure = undefined;
          if (failed) throw failed;
          await confirm(request, signal);
          const { draft } = page;
          if (request.kind !== 'conference') page.draft = '';
          if (crm.keeps === 'nothing') return {};
          if (crm.keeps === 'draft') return draft ? { draft } : {};
          const transferId = crypto.randomUUID();
          kept.set(transferId, { recordId: request.record?.recordId, notes: request.notes, draft });
          return { transferId };
        },
        async acceptTransfer(arrival) {
          arrived.push(arrival);
          if (arrival.transferId === undefined) {
            page.draft = arrival.draft ?? page.draft;
            return {};
          }
          const work = kept.get(arrival.transferId);
          if (!work) throw new CtiError('REFUSED', 'This CRM has handed on nothing of that name.');
          page.draft = work.draft;
          const record = Object.values(contacts).find(({ recordId }) => recordId === work.recordId);
          return { record: record && { recordId: record.recordId, recordName: record.recordName, objectType: record.objectType }, notes: work.notes };
        },
        enableClickToDial: async () => {},
        disableClickToDial: async () => {},
        serve: () => {},
        publishCall: ({ call }) => void told.push(call),
        publishAgent: () => {},
        requestPanel: () => {},
        on(name, listener) {
          const heard = listener as (event: ConnectionStatus) => void;
          if (name === 'status') {
            listeners.add(heard);
            heard(status);
          }
          return () => void listeners.delete(heard);
        },
      } satisfies Partial<CrmConnection> as unknown as CrmConnection,
    };
    return page;
  };

  const crm: OneCrm = { keeps: 'work', contacts, open };
  return crm;
};
