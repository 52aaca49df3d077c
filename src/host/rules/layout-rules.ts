/** Open CTI's softphone layout as rules of the engine. */
import type { CallDirection } from '../../protocol/call.ts';
import type { PopRule, RuleBranch, RuleSearch } from '../../protocol/pop-rules.ts';
import type { ScreenPopTarget } from '../../protocol/screen-pop.ts';
import type { ScreenPopSetting, ScreenPopSettings, SoftphoneLayout, SoftphoneLayoutSection } from '../../protocol/softphone-layout.ts';
import { requestedSearch, searchPage } from './default-rules.ts';

export const sectionOf = { inbound: 'Inbound', outbound: 'Outbound', internal: 'Internal' } as const satisfies Record<CallDirection, keyof SoftphoneLayout>;

/** Pages are named as in Visualforce; whatever has a slash is an address already. */
const pageUrl = (page: string): string => (page.includes('/') ? page : `/apex/${page}`);

type MatchCount = 'NoMatch' | 'SingleMatch' | 'MultipleMatches';

const noPop: RuleBranch = { decision: 'doAction' };

/** What a setting opens; the record that was found is `match`. */
const pageOf = ({ screenPopType, screenPopData = '' }: ScreenPopSetting, match: MatchCount): ScreenPopTarget | 'match' | undefined => {
  if (screenPopType === 'PopToSearch') return searchPage;
  if (screenPopType === 'PopToEntity' && match === 'SingleMatch') return 'match';
  if (screenPopData === '') return undefined;
  if (screenPopType === 'PopToEntity' && match === 'NoMatch') return { type: 'newRecord', objectType: screenPopData };
  if (screenPopType === 'PopToVisualforce') return { type: 'url', url: pageUrl(screenPopData) };
  return screenPopType === 'PopToFlow' ? { type: 'flow', flowName: screenPopData } : undefined;
};

const branchOf = (settings: ScreenPopSettings, match: MatchCount, decision: 'createSession' | 'doAction'): RuleBranch => {
  const setting = settings[match];
  const page = setting && pageOf(setting, match);
  if (!page) return noPop;
  return page === 'match' ? { decision: 'createSessionAndLoadMatch' } : { decision, action: { type: 'screenPop', target: page } };
};

/** One search over all kinds of records; none when the layout has no kind, for then nothing may be found. */
const searchesOf = ({ objects }: SoftphoneLayoutSection): RuleSearch[] => {
  const objectTypes = Object.keys(objects);
  const fields = Object.fromEntries(Object.entries(objects).map(([type, chosen]) => [type, chosen.map(({ apiName }) => apiName)]));
  return objectTypes.length ? [{ ...requestedSearch, objectTypes, fields }] : [];
};

/** A layout as rules: one for each type of call. What the softphone sends along comes in later. With sessions, whatever opens does so in the call's own. */
export const layoutRules = (layout: SoftphoneLayout, { sessions = false } = {}): PopRule[] =>
  (['inbound', 'outbound', 'internal'] as const).map((direction) => {
    const section = layout[sectionOf[direction]];
    const branch = (match: MatchCount) => branchOf(section.screenPopSettings, match, sessions ? 'createSession' : 'doAction');
    return {
      name: `softphone layout, ${sectionOf[direction]}`,
      direction,
      searches: searchesOf(section),
      branches: { none: branch('NoMatch'), one: branch('SingleMatch'), many: branch('MultipleMatches') },
    };
  });
