/** Rules whose actions say which branch was taken. */

import { type Search } from '../../../src/host/rules/run-searches.ts';
import type { RecordMatch } from '../../../src/index.ts';
import type { PopRule, RuleBranch } from '../../../src/protocol/pop-rules.ts';

export const marker = (name: string): RuleBranch => ({ decision: 'doAction', action: { type: 'runAction', name } });
export const next: RuleBranch = { decision: 'nextRule' };
export const always = (name: string): PopRule['branches'] => ({ none: marker(`${name}:none`), one: marker(`${name}:one`), many: marker(`${name}:many`) });
export const rule = (name: string, more: Partial<PopRule> = {}): PopRule => ({ name, branches: always(name), ...more });
export const empty: Search = () => [];
export const person = (id: string, more: Partial<RecordMatch> = {}): RecordMatch => ({ recordId: id, objectType: 'Contact', recordName: id, ...more });
export const done = (outcome: { actions: { type: string; name?: string }[] }) => outcome.actions.map(({ name }) => name);
export const byAni = [{ number: '[[cti.ani]]' }];
