import { type ScreenPopSetting, type SoftphoneLayout, softphoneLayoutSchema } from '../../protocol/softphone-layout.ts';
import { refuse, refuseShape } from './refuse-shape.ts';

/** What the CRM has, where it can tell. Names outside of it are refused. */
export interface KnownNames {
  objectTypes?: readonly string[] | undefined;
  flows?: readonly string[] | undefined;
}

const settings = ['NoMatch', 'SingleMatch', 'MultipleMatches'] as const;

const checkSetting = (place: string, match: (typeof settings)[number], { screenPopType, screenPopData = '' }: ScreenPopSetting, known: KnownNames): void => {
  const isNewRecord = screenPopType === 'PopToEntity' && match === 'NoMatch';
  if (!isNewRecord && screenPopType !== 'PopToVisualforce' && screenPopType !== 'PopToFlow') return;
  if (screenPopData === '') refuse(`${place}.screenPopData`, `must name what ${screenPopType} opens`);
  if (isNewRecord && known.objectTypes?.includes(screenPopData) === false) refuse(`${place}.screenPopData`, 'is no kind of record of this CRM');
  if (screenPopType === 'PopToFlow' && known.flows?.includes(screenPopData) === false) refuse(`${place}.screenPopData`, 'is no flow of this CRM');
};

/**
 * A softphone layout from data. A `screenPopType` that is not known opens nothing and is no error: softphones have always read it so.
 *
 * @throws CtiError `INVALID_ARGUMENT`, which names the place: `layout.Inbound.screenPopSettings.NoMatch.screenPopData: is no kind of record of this CRM`.
 */
export const parseLayout = (value: unknown, known: KnownNames = {}): SoftphoneLayout => {
  const { data, error } = softphoneLayoutSchema().safeParse(value);
  if (error) return refuseShape('layout', error);
  for (const section of ['Internal', 'Inbound', 'Outbound'] as const) {
    const { objects, screenPopSettings } = data[section];
    for (const objectType of Object.keys(objects))
      if (known.objectTypes?.includes(objectType) === false) refuse(`layout.${section}.objects.${objectType}`, 'is no kind of record of this CRM');
    for (const match of settings) {
      const setting = screenPopSettings[match];
      if (setting) checkSetting(`layout.${section}.screenPopSettings.${match}`, match, setting, known);
    }
  }
  return data;
};
