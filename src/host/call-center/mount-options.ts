/** From a call center to a softphone in the page. */
import type { CallCenterSettings } from '../../protocol/call-center.ts';
import { MAX_PANEL_HEIGHT, MAX_PANEL_WIDTH, MIN_PANEL_HEIGHT, MIN_PANEL_WIDTH } from '../../protocol/limits.ts';
import type { CallCenter } from './call-center.ts';

/** The part of `MountOptions` that a call center definition decides. */
export interface CallCenterMountOptions {
  src: string;
  openCti: boolean;
  callCenterSettings: CallCenterSettings;
  /** CSS pixels, within what a panel may have. */
  panel: { height?: number | undefined; width?: number | undefined };
  standby?: { src: string; timeoutMs: number } | undefined;
}

const within = (size: number | undefined, min: number, max: number): number | undefined => size && Math.min(Math.max(size, min), max);

/**
 * What `mountSoftphone` needs to know of a call center. Sizes of Salesforce Classic are brought into the range of a panel.
 *
 * @example
 * const callCenter = await importCallCenter(await response.text(), { baseUrl: location.href });
 * const softphone = mountSoftphone({ ...callCenterMountOptions(callCenter), crm });
 */
export const callCenterMountOptions = ({ adapterUrl, useApi, settings, height, width, standby }: CallCenter): CallCenterMountOptions => ({
  src: adapterUrl,
  openCti: useApi,
  callCenterSettings: settings,
  panel: { height: within(height, MIN_PANEL_HEIGHT, MAX_PANEL_HEIGHT), width: within(width, MIN_PANEL_WIDTH, MAX_PANEL_WIDTH) },
  standby: standby && { src: standby.url, timeoutMs: standby.timeoutMs },
});
