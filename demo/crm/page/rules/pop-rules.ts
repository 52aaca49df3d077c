/** The pop rules in force in this page: those of the database, which every window takes over at once. */
import type { PopRule } from 'ringframe';
import type { RulesText } from '../../api-types.ts';
import { defaultRules } from '../../default-rules.ts';
import { api } from '../api.ts';
import type { Phone } from '../phone/phone.ts';
import { agentOfKind } from '../phone/softphone-kinds.ts';

export interface PopRules {
  /** For a softphone that is about to be mounted. */
  load(): Promise<readonly PopRule[]>;
  /** For the editor. Rejects with `ApiFailure`; where the rules are wrong, `fieldErrors` says what, by place. */
  read(): Promise<RulesText>;
  /** `null`: the default rules from now on. */
  save(text: string | null): Promise<RulesText>;
  /** Somebody has changed them, in this window or another. Gives back its end. */
  onChange(listener: (rules: RulesText) => void): () => void;
}

const channel = new BroadcastChannel('demo-crm-rules');

/** The server has checked them. */
const rulesOf = ({ text }: RulesText): readonly PopRule[] => JSON.parse(text) as PopRule[];

export const createPopRules = (phone: () => Phone): PopRules => {
  const listeners = new Set<(rules: RulesText) => void>();

  const takeOver = async (rules: RulesText): Promise<void> => {
    for (const listener of listeners) listener(rules);
    const { kind, softphone } = phone();
    if (agentOfKind(kind) !== undefined) await softphone?.setPopRules(rulesOf(rules));
  };
  channel.onmessage = ({ data }: MessageEvent<RulesText>) => void takeOver(data);
  const save = async (text: string | null): Promise<RulesText> => {
    const rules = await api.saveRules(text);
    channel.postMessage(rules);
    await takeOver(rules);
    return rules;
  };

  return {
    load: () => api.rules().then(rulesOf, () => defaultRules),
    read: () => api.rules(),
    save,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
