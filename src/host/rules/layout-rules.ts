/** Open CTI's softphone layout as rules of the engine. */
import type { CallDirection } from '../../protocol/call.ts';
import type { PopRule, RuleBranch, RuleSearch } from '../../protocol/pop-rules.ts';
import type { ScreenPopTarget } from '../../protocol/screen-pop.ts';
import type { ScreenPopSetting, SoftphoneLayout, SoftphoneLayoutSection } from '../../protocol/softphone-layout.ts';
import { requestedSearch, searchPage } from './default-rules.ts';

export const sectionOf = { inbound: 'Inbound', outbound: 'Outbound', internal: 'Internal' } as const satisfies Record<CallDirection, keyof SoftphoneLayout>;

/** Pages are named as in Visualforce; whatever has a slash is an address already. */
const pageUrl = (page: string): string => (page.includes('/') ? page : `/apex/${page}`);

const pop = (target: ScreenPopTarget): RuleBranch => ({ decision: 'doAction', action: { type: 'screenPop', target } });
const noPop: RuleBranch = { decision: 'doAction' };

const branchOf = (setting: ScreenPopSetting | undefined, toEntity: (data: string) => RuleBranch): RuleBranch => {
  const { screenPopType, screenPopData = '' } = setting ?? {};
  if (screenPopType === 'PopToSearch') return { decision: 'doAction', action: searchPage };
  if (screenPopType === 'PopToEntity') return toEntity(screenPopData);
  if (screenPopData === '') return noPop;
  if (screenPopType === 'PopToVisualforce') return pop({ type: 'url', url: pageUrl(screenPopData) });
  return screenPopType === 'PopToFlow' ? pop({ type: 'flow', flowName: screenPopData }) : noPop;
};

/** One search over all kinds of records; none when the layout has no kind, for then nothing may be found. */
const searchesOf = ({ objects }: SoftphoneLayoutSection): RuleSearch[] => {
  const objectTypes = Object.keys(objects);
  const fields = Object.fromEntries(Object.entries(objects).map(([type, chosen]) => [type, chosen.map(({ apiName }) => apiName)]));
  return objectTypes.length ? [{ ...requestedSearch, objectTypes, fields }] : [];
};

/** A layout as rules: one for each type of call. What the softphone sends along comes in later. */
export const layoutRules = (layout: SoftphoneLayout): PopRule[] =>
  (['inbound', 'outbound', 'internal'] as const).map((direction) => {
    const section = layout[sectionOf[direction]];
    const { NoMatch, SingleMatch, MultipleMatches } = section.screenPopSettings;
    return {
      name: `softphone layout, ${sectionOf[direction]}`,
      direction,
      searches: searchesOf(section),
      branches: {
        none: branchOf(NoMatch, (objectType) => (objectType ? pop({ type: 'newRecord', objectType }) : noPop)),
        one: branchOf(SingleMatch, () => ({ decision: 'createSessionAndLoadMatch' })),
        many: branchOf(MultipleMatches, () => noPop),
      },
    };
  });
