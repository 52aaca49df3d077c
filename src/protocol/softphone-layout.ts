/** Open CTI's softphone layout: which records a number is looked for in, and which page opens, by type of call. */
import * as z from 'zod/mini';
import { MAX_NAME_LENGTH, MAX_URL_LENGTH } from './limits.ts';
import { mapOf } from './map-of.ts';
import { MAX_API_NAME_LENGTH, MAX_OBJECT_FIELDS, MAX_OBJECT_TYPES, MAX_OBJECTS_LENGTH } from './pop-limits.ts';
import { list, oneOf, schemaOf, text } from './schema.ts';

/** One field of a record that the softphone shows. */
export interface LayoutField {
  /** As people read it. */
  displayName: string;
  /** As the CRM stores it: the key in `RecordMatch.fields`. */
  apiName: string;
}

/** What opens for one number of matches. */
export interface ScreenPopSetting {
  /**
   * `PopToEntity`: the record found, or with no match the form for a new one of the kind `screenPopData`. `PopToSearch`: the search page.
   * `PopToVisualforce`: the page `screenPopData`, a path or the name of a page under `/apex/`. `PopToFlow`: the flow `screenPopData`.
   * Any other text opens nothing.
   */
  screenPopType: string;
  screenPopData?: string | undefined;
}

/** What is left out opens nothing. */
export interface ScreenPopSettings {
  /** Kept for softphones that read it; Ringframe opens within the page, as Lightning does. */
  screenPopsOpenWithin?: 'ExistingWindow' | 'NewWindow' | undefined;
  NoMatch?: ScreenPopSetting | undefined;
  SingleMatch?: ScreenPopSetting | undefined;
  MultipleMatches?: ScreenPopSetting | undefined;
}

/** The layout for one type of call. */
export interface SoftphoneLayoutSection {
  /** What the softphone shows of the call itself: `ANI`, `DNIS`, `SEGMENT`, `QUEUE`. At most 100. */
  callRelatedFields: string[];
  /** The kinds of records that are searched, at most 50, each with the fields that are shown, at most 100. One without fields is searched, but not shown. */
  objects: Record<string, LayoutField[]>;
  /** `{}` opens nothing. */
  screenPopSettings: ScreenPopSettings;
}

/**
 * The shape that Open CTI's `getSoftphoneLayout` answers, because softphones read it.
 *
 * @example
 * const nothing = { callRelatedFields: [], objects: {}, screenPopSettings: {} };
 * const layout: SoftphoneLayout = {
 *   Inbound: {
 *     callRelatedFields: ['ANI', 'DNIS'],
 *     objects: { Contact: [{ displayName: 'Company', apiName: 'Company' }] },
 *     screenPopSettings: {
 *       NoMatch: { screenPopType: 'PopToEntity', screenPopData: 'Contact' },
 *       SingleMatch: { screenPopType: 'PopToEntity' },
 *       MultipleMatches: { screenPopType: 'PopToSearch' },
 *     },
 *   },
 *   Outbound: nothing,
 *   Internal: nothing,
 * };
 */
export interface SoftphoneLayout {
  Internal: SoftphoneLayoutSection;
  Inbound: SoftphoneLayoutSection;
  Outbound: SoftphoneLayoutSection;
}

const apiName = () => text(MAX_API_NAME_LENGTH, 1);
const settingSchema = () => z.optional(z.object({ screenPopType: text(MAX_NAME_LENGTH, 1), screenPopData: z.optional(text(MAX_URL_LENGTH)) }));

const sectionSchema = schemaOf<SoftphoneLayoutSection>()(() =>
  z.object({
    callRelatedFields: list(apiName(), MAX_OBJECT_FIELDS),
    objects: mapOf(list(z.object({ displayName: text(MAX_API_NAME_LENGTH), apiName: apiName() }), MAX_OBJECT_FIELDS), MAX_OBJECT_TYPES).check(
      z.refine((objects) => JSON.stringify(objects).length <= MAX_OBJECTS_LENGTH, `must have at most ${MAX_OBJECTS_LENGTH} characters together`),
    ),
    screenPopSettings: z.object({
      screenPopsOpenWithin: z.optional(oneOf(['ExistingWindow', 'NewWindow'])),
      NoMatch: settingSchema(),
      SingleMatch: settingSchema(),
      MultipleMatches: settingSchema(),
    }),
  }),
);

export const softphoneLayoutSchema = schemaOf<SoftphoneLayout>()(() =>
  z.object({ Internal: sectionSchema(), Inbound: sectionSchema(), Outbound: sectionSchema() }),
);
