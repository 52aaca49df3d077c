/** Keeps the size for this browser, and open or closed for this tab. Storage may be denied, full or written by somebody else: then nothing is kept. */
import type { PanelAppearance, PanelChanges } from './panel.ts';

const read = (storage: () => Storage, key: string): unknown => {
  try {
    return JSON.parse(storage().getItem(key) ?? 'null');
  } catch {
    return null;
  }
};

const write = (storage: () => Storage, key: string, value: unknown): void => {
  try {
    storage().setItem(key, JSON.stringify(value));
  } catch {
    // Not kept; the panel works without.
  }
};

// Where storage is denied, already looking at it throws.
const ofBrowser = () => localStorage;
const ofTab = () => sessionStorage;

export const createPanelMemory = (name: string | undefined) => {
  const key = `ringframe:panel:${name}`;
  return {
    recall(): PanelChanges {
      if (name === undefined) return {};
      // Sizes that are none are left out by whoever sets them.
      const size = read(ofBrowser, key);
      const [height, width] = Array.isArray(size) ? size : [];
      const visible = read(ofTab, key);
      return { height, width, visible: typeof visible === 'boolean' ? visible : undefined };
    },
    /** What has not changed since it was last kept is let be: another tab may have changed it. */
    keep({ height, width, visible }: PanelAppearance, before: PanelAppearance): void {
      if (name === undefined) return;
      if (height !== before.height || width !== before.width) write(ofBrowser, key, [height, width]);
      if (visible !== before.visible) write(ofTab, key, visible);
    },
  };
};
