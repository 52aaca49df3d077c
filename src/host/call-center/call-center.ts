/** A call center: what one definition file says, and what was noticed while it was read. */
import type { CallCenterSettings } from '../../protocol/call-center.ts';

/** A call center definition of Open CTI, read. Source: Open CTI Developer Guide, "Call Center Definition Files". */
export interface CallCenter {
  /** Everything in the file as the flat map that `getCallCenterSettings` gives to the softphone, sections of the vendor included. */
  settings: CallCenterSettings;
  /** Unique among the call centers of a CRM: letters and digits, a letter first, at most 40. */
  internalName: string;
  displayName: string;
  /** The softphone page, absolute. https, or http on loopback. */
  adapterUrl: string;
  /** Whether the page is written for Open CTI at all. */
  useApi: boolean;
  /** CSS pixels, as the file has them: those of Salesforce Classic may lie outside of 240 to 2560. */
  height?: number | undefined;
  /** CSS pixels, as the file has them: those of Salesforce Classic may lie outside of 200 to 1920. */
  width?: number | undefined;
  compatibilityMode?: CompatibilityMode | undefined;
  /** The page to show instead when the first has not called `notifyInitializationComplete` in time. */
  standby?: { url: string; timeoutMs: number } | undefined;
  /** For the softphone to apply; the CRM dials numbers as they are. `''` where the file says nothing. */
  dialing?: { outsidePrefix: string; longDistancePrefix: string; internationalPrefix: string } | undefined;
  /** What an administrator should look at, although the definition can be used. In the order of the file, at most 100. */
  warnings: readonly CallCenterNote[];
}

export const compatibilityModes = ['Classic', 'Lightning', 'Classic_and_Lightning'] as const;
export type CompatibilityMode = (typeof compatibilityModes)[number];

/** A remark about one place of a definition. Never holds a value of an item: those may be secrets. */
export interface CallCenterNote {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** Name of the section, and of the item in it. */
  section?: string | undefined;
  item?: string | undefined;
  /** What is wrong and what to do. */
  message: string;
}

export interface CallCenterOptions {
  /** Where a relative adapter or standby URL belongs to, such as `location.href`. Without it relative URLs are refused. */
  baseUrl?: string | undefined;
}
