import type { PopRule, RuleAction, RuleSearch } from '../../protocol/pop-rules.ts';

/** What the request asks for, whichever it has. A request without either, such as a withheld number, is no search, and so no match is not concluded from it. */
export const requestedSearch: RuleSearch = { number: '[[pop.number]+]', text: '[[pop.text]+]' };

export const searchPage: RuleAction = { type: 'screenPop', target: { type: 'search', searchString: '[[pop.searchString]]' } };

/** Without a layout and without rules: the only strong match opens, several or weak ones are listed, none leaves the agent where they are. */
export const defaultRules: readonly PopRule[] = [
  {
    name: 'default',
    searches: [requestedSearch],
    branches: { none: { decision: 'doAction' }, one: { decision: 'createSessionAndLoadMatch' }, many: { decision: 'doAction', action: searchPage } },
  },
];
