/** The settings an administrator makes for a softphone, in the form softphones of Open CTI read. */
import * as z from 'zod/mini';
import { isMap, type MapCaps } from './is-map.ts';
import { MAX_SETTING_LENGTH, MAX_SETTING_PATH_LENGTH, MAX_SETTINGS, MAX_SETTINGS_LENGTH } from './limits.ts';
import { schemaOf } from './schema.ts';

/**
 * Texts by slash path, as `getCallCenterSettings` of Open CTI gives them: `/<section>/<item>` holds a value, `…/label` and
 * `…/sortOrder` (`"1.0"`) what the administrator sees of it. At most 2,000 of them, of 120,000 characters together.
 *
 * @example
 * { '/label': 'Support', '/reqGeneralInfo/reqAdapterUrl': 'https://phone.vendor.example/', '/account/region': 'north', '/account/region/label': 'Region' }
 */
export type CallCenterSettings = Record<string, string>;

const caps: MapCaps = { names: MAX_SETTINGS, nameLength: MAX_SETTING_PATH_LENGTH, length: MAX_SETTINGS_LENGTH };

export const isCallCenterSettings = (value: unknown): value is CallCenterSettings =>
  isMap(value, caps, (setting) => typeof setting === 'string' && setting.length <= MAX_SETTING_LENGTH);

export const callCenterSettingsSchema = schemaOf<CallCenterSettings>()(() =>
  z.custom<CallCenterSettings>(isCallCenterSettings, `must hold at most ${MAX_SETTINGS} texts by path, of ${MAX_SETTINGS_LENGTH} characters together`),
);
