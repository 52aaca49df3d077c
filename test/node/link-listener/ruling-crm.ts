/** A CRM as the desktop manager has it, with the host's own rules behind it and no bridge between: what is tested here is who pops what. */
import { createPops } from '../../../src/host/pops.ts';
import { createRuleBook } from '../../../src/host/rules/index.ts';
import type { AgentStatus, CallLog, PopRule, ScreenPopTarget } from '../../../src/index.ts';
import type { Phone } from '../../../src/phone/index.ts';
import { createEmitter } from '../../../src/protocol/emitter.ts';
import type { CallMessage } from '../../../src/protocol/events.ts';
import { attachPhone, type CrmConnection, type Desktop, type DesktopOptions } from '../../../src/softphone/index.ts';
import { until } from '../link-gateway/until.ts';
import { type StoredRecord, smallCrm } from '../rules/small-crm.ts';

export interface Ruled {
  readonly desktop: Desktop;
  /** What was opened, and what actions ran, in order. */
  readonly done: readonly (ScreenPopTarget | { action: string; params: unknown })[];
  /** Names of rules that decided. */
  readonly decisions: readonly (string | undefined)[];
  readonly logs: readonly CallLog[];
  readonly agents: readonly AgentStatus[];
  readonly calls: readonly CallMessage[];
  /** Whether numbers can be clicked, and what stands there otherwise. */
  readonly clickToDial: { enabled: boolean; reason?: string | undefined };
  /** Commands the CRM may give. */
  readonly served: readonly string[];
  untilDone(count: number): Promise<void>;
}

export const openRuled = (
  phone: Phone,
  { rules, records = [], desktop: options = {} }: { rules: PopRule[]; records?: StoredRecord[]; desktop?: DesktopOptions },
): Ruled => {
  const done: (ScreenPopTarget | { action: string; params: unknown })[] = [];
  const decisions: (string | undefined)[] = [];
  const logs: CallLog[] = [];
  const agents: AgentStatus[] = [];
  const calls: CallMessage[] = [];
  let clickToDial: Ruled['clickToDial'] = { enabled: false };
  let served: string[] = [];
  const emitter = createEmitter<Record<string, never>>();
  const act = (action: string) => async (params: unknown) => void done.push({ action, params });
  const pops = createPops({
    crm: {
      search: smallCrm(records).search,
      screenPop: async (target) => void done.push(target),
      actions: { note: act('note'), other: act('other') },
    },
    rules: createRuleBook({ popRules: rules }),
    sessions: undefined,
    phoneActions: undefined as never,
    state: {
      calls: [],
      emit(name, event) {
        if (name === 'popDecision') decisions.push((event as { rule?: string }).rule);
      },
    },
    logger: console,
  });
  const granted = ['search', 'screenPop', 'searchAndScreenPop', 'saveLog'];
  const { signal } = new AbortController();
  const crm = {
    status: { state: 'ready' },
    grants: (name: string) => granted.includes(name),
    searchAndScreenPop: (request: Parameters<typeof pops>[0]) => pops(request, { signal } as never),
    screenPop: async (target: ScreenPopTarget) => void done.push(target),
    saveLog: async (log: CallLog) => {
      logs.push(log);
      return { status: 'saved' };
    },
    claim: async () => true,
    serve(commands: object) {
      served = Object.keys(commands);
    },
    publishCall: (message: CallMessage) => void calls.push(message),
    publishAgent: (agent: AgentStatus) => void agents.push(agent),
    requestPanel() {},
    async enableClickToDial() {
      clickToDial = { enabled: true };
    },
    async disableClickToDial(reason?: string) {
      clickToDial = { enabled: false, reason };
    },
    on: emitter.on,
  } as unknown as CrmConnection;
  const desktop = attachPhone(phone, crm, { defaultCountry: 'SE', ...options });
  return {
    desktop,
    done,
    decisions,
    logs,
    agents,
    calls,
    get clickToDial() {
      return clickToDial;
    },
    get served() {
      return served;
    },
    untilDone: async (count) => void (await until(`${count} things done`, () => done.length >= count || undefined)),
  };
};
