/** What a panel is told and tells. */
import type { PanelStrings } from './panel-strings.ts';

/** All that can be seen of the panel and its item. */
export interface PanelAppearance {
  /** False: minimised to its item. The softphone goes on running, out of sight and out of the tab order. */
  visible: boolean;
  /** The room the softphone page has, in CSS pixels; the header comes on top. 240 to 2560. Where the window is smaller, less is shown and the size is kept. */
  height: number;
  /** 200 to 1920. */
  width: number;
  /** In the header: a name such as `call`, `end_call`, `user`; what is not known becomes a plain mark. */
  icon: string;
  label: string;
  /** On the item in the bar. */
  itemIcon: string;
  itemLabel: string;
  /** A few characters on the item, such as the number of calls. Empty: none. */
  badge: string;
  /** The item pulses, and a screen reader says so once: the text, or for `true` the word for a call that comes in. */
  attention: boolean | string;
}

/** What is left out, or undefined, stays as it is. */
export type PanelChanges = { readonly [Name in keyof PanelAppearance]?: PanelAppearance[Name] | undefined };

export interface PanelOptions extends Omit<PanelChanges, 'badge' | 'attention'> {
  /** The corner it sits in. Default: where lines end, so at the right, or at the left of a page that is read from right to left. */
  dock?: 'bottom-right' | 'bottom-left' | undefined;
  /** Keeps the size in this browser and open or closed in this tab, by this name. What was kept goes before the options. */
  remember?: string | undefined;
  /** Whether a call that begins to ring opens the panel. Default true. The focus stays where it is either way. */
  raiseOnRing?: boolean | undefined;
  /** Words other than the English ones. */
  strings?: Partial<PanelStrings> | undefined;
}

export interface Panel {
  /** As asked for, by whoever asked last. A new object with each change. */
  readonly state: Readonly<PanelAppearance>;
  /** Sizes outside their range become its nearest end. Never moves the focus into the panel, and out of it only when it closes. */
  set(changes: PanelChanges): void;
  /** After every change, be it by `set` or by hand. Gives back its unsubscribe. */
  onChange(listener: (state: Readonly<PanelAppearance>) => void): () => void;
  /** Takes the panel off the page, and the softphone with it. May be called twice. */
  dispose(): void;
}
