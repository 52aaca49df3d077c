/** Where the panel will be. */
import { DEFAULT_PANEL_HEIGHT, DEFAULT_PANEL_WIDTH } from './limits.ts';

/**
 * An element for the softphone's frame, which `createPanel` makes a panel of once it is loaded. A frame that is moved
 * starts again, so the frame is put in here at once and stays. Until then it runs unseen, as in a minimised panel.
 */
export const createPanelPlace = (parent: Element): HTMLElement => {
  const place = document.createElement('div');
  place.setAttribute('data-ringframe-panel', '');
  place.inert = true;
  Object.assign(place.style, {
    position: 'fixed',
    insetBlockEnd: '0',
    insetInlineEnd: '0',
    blockSize: `${DEFAULT_PANEL_HEIGHT}px`,
    inlineSize: `${DEFAULT_PANEL_WIDTH}px`,
    opacity: '0',
    pointerEvents: 'none',
  });
  parent.append(place);
  return place;
};
