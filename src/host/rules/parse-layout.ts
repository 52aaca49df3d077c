import { type ScreenPopSetting, type SoftphoneLayout, type SoftphoneLayoutSection, softphoneLayoutSchema } from '../../protocol/softphone-layout.ts';
import { type KnownNames, unknownName } from './known-names.ts';
import { type Problem, refuseProblems, shapeProblems } from './problems.ts';

const settings = ['NoMatch', 'SingleMatch', 'MultipleMatches'] as const;

const inSetting = (place: string, match: (typeof settings)[number], { screenPopType, screenPopData = '' }: ScreenPopSetting, known: KnownNames): Problem[] => {
  const isNewRecord = screenPopType === 'PopToEntity' && match === 'NoMatch';
  const isFlow = screenPopType === 'PopToFlow';
  if (!isNewRecord && !isFlow && screenPopType !== 'PopToVisualforce') return [];
  const path = `${place}.screenPopData`;
  if (screenPopData === '') return [{ path, problem: `must name what ${screenPopType} opens` }];
  if (isFlow) return unknownName(path, 'flows', screenPopData, known);
  return isNewRecord ? unknownName(path, 'objectTypes', screenPopData, known) : [];
};

const inSection = (place: string, { objects, screenPopSettings }: SoftphoneLayoutSection, known: KnownNames): Problem[] => [
  ...Object.keys(objects).flatMap((objectType) => unknownName(`${place}.objects.${objectType}`, 'objectTypes', objectType, known)),
  ...settings.flatMap((match) => {
    const setting = screenPopSettings[match];
    return setting ? inSetting(`${place}.screenPopSettings.${match}`, match, setting, known) : [];
  }),
];

/**
 * A softphone layout from data. A `screenPopType` that is not known opens nothing and is no error: softphones have always read it so.
 *
 * @throws CtiError `INVALID_ARGUMENT`, which names every place: `layout.Inbound.screenPopSettings.NoMatch.screenPopData: is no kind of record of this CRM`.
 */
export const parseLayout = (value: unknown, known: KnownNames = {}): SoftphoneLayout => {
  const { data, error } = softphoneLayoutSchema().safeParse(value);
  refuseProblems(
    error ? shapeProblems('layout', error) : (['Internal', 'Inbound', 'Outbound'] as const).flatMap((name) => inSection(`layout.${name}`, data[name], known)),
  );
  return data as SoftphoneLayout;
};
