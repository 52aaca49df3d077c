/** The part of the CRM page that holds the softphone: a docked panel, and the item in a bar that opens it. */
import * as z from 'zod/mini';
import { MAX_PANEL_HEIGHT, MAX_PANEL_WIDTH, MIN_PANEL_HEIGHT, MIN_PANEL_WIDTH } from './limits.ts';
import { amount, flag, schemaOf, text } from './schema.ts';

/** What is left out stays as it is. Sizes in CSS pixels, icons by name such as `call` or `end_call`. */
export interface PanelSettings {
  /** False: minimised to its item; the softphone goes on running. */
  visible?: boolean | undefined;
  /** 240 to 2560. */
  height?: number | undefined;
  /** 200 to 1920. */
  width?: number | undefined;
  /** In the panel's header. */
  icon?: string | undefined;
  label?: string | undefined;
  /** On the item, where phones show the agent's state. */
  itemIcon?: string | undefined;
  itemLabel?: string | undefined;
}

export interface PanelState {
  visible: boolean;
  height: number;
  width: number;
}

const name = () => z.optional(text(80));

export const panelSettingsSchema = schemaOf<PanelSettings>()(() =>
  z.object({
    visible: z.optional(flag()),
    height: z.optional(amount(MIN_PANEL_HEIGHT, MAX_PANEL_HEIGHT)),
    width: z.optional(amount(MIN_PANEL_WIDTH, MAX_PANEL_WIDTH)),
    icon: name(),
    label: name(),
    itemIcon: name(),
    itemLabel: name(),
  }),
);

export const panelStateSchema = schemaOf<PanelState>()(() => z.object({ visible: flag(), height: amount(0), width: amount(0) }));
