import type { PopRule, RuleSearch } from '../../protocol/pop-rules.ts';
import type { ScreenPopTarget } from '../../protocol/screen-pop.ts';

/** What the request asks for, whichever it has. A request without either, such as a withheld number, is no search, and so no match is not concluded from it. */
export const requestedSearch: RuleSearch = { number: '[[pop.number]+]', text: '[[pop.text]+]' };

export const searchPage: ScreenPopTarget = { type: 'search', searchString: '[[pop.searchString]]' };

/** Without a layout and without rules: the only strong match opens, several or weak ones are listed, none leaves the agent where they are. */
export const defaultRules: readonly PopRule[] = [
  {
    name: 'default',
    searches: [requestedSearch],
    branches: {
      none: { decision: 'doAction' },
      one: { decision: 'createSessionAndLoadMatch' },
      many: { decision: 'doAction', action: { type: 'screenPop', target: searchPage } },
    },
  },
];

/** The same for a CRM with sessions: each call gets its own, and several matches are listed there for the agent to choose. */
export const sessionRules: readonly PopRule[] = [
  {
    name: 'default',
    searches: [requestedSearch],
    branches: { none: { decision: 'createSession' }, one: { decision: 'createSessionAndLoadMatch' }, many: { decision: 'createSession' } },
  },
];
