/** The docked panel that holds the softphone, and the item in the bar that opens it. */
import { createEmitter } from '../../protocol/emitter.ts';
import { guardFocus } from './guard-focus.ts';
import { DEFAULT_PANEL_HEIGHT, DEFAULT_PANEL_WIDTH } from './limits.ts';
import type { Panel, PanelAppearance, PanelChanges, PanelOptions } from './panel.ts';
import { createPanelMemory } from './panel-memory.ts';
import { english } from './panel-strings.ts';
import { createPanelView } from './panel-view.ts';
import { panelRange, resizePanel } from './resize-panel.ts';

const initial: PanelAppearance = {
  visible: false,
  height: DEFAULT_PANEL_HEIGHT,
  width: DEFAULT_PANEL_WIDTH,
  icon: 'call',
  label: 'Phone',
  itemIcon: 'call',
  itemLabel: 'Phone',
  badge: '',
  attention: false,
};

const names = Object.keys(initial) as (keyof PanelAppearance)[];

/** A size outside its range is refused where it comes from; what slips through is held to the range, and what is no size left out. */
const inRange = (axis: keyof typeof panelRange, size: number | undefined): number | undefined =>
  size === undefined || !Number.isFinite(size) ? undefined : Math.min(panelRange[axis][1], Math.max(panelRange[axis][0], size));

const tidy = (changes: PanelChanges): PanelChanges => ({ ...changes, height: inRange('height', changes.height), width: inRange('width', changes.width) });

/**
 * Makes a panel of a place and the frame in it.
 *
 * @param place What `createPanelPlace` made. The frame in it neither moves nor loads again.
 * @example
 * const place = createPanelPlace(document.body);
 * place.append(frame);
 * const panel = createPanel(place, { label: 'Phone', width: 400, remember: 'phone' });
 * panel.set({ visible: true, badge: '1', attention: 'Incoming call' });
 */
export const createPanel = (place: HTMLElement, options: PanelOptions = {}): Panel => {
  const strings = { ...english, ...options.strings };
  const memory = createPanelMemory(options.remember);
  const emitter = createEmitter<{ change: Readonly<PanelAppearance> }>();
  const disposing = new AbortController();
  const { signal } = disposing;
  const view = createPanelView(place, options.dock, strings);
  const { shadow, item, panel, minimise } = view;

  let state: Readonly<PanelAppearance> = initial;

  const differing = (changes: PanelChanges): Partial<PanelAppearance> =>
    Object.fromEntries(names.filter((name) => changes[name] !== undefined && changes[name] !== state[name]).map((name) => [name, changes[name]]));

  const draw = <Name extends keyof PanelAppearance>(name: Name): void => view.show[name](state[name]);

  /** In the panel, or in the frame, which for this page is one element of it. */
  const isFocusWithin = (): boolean => place.contains((place.getRootNode() as Document | ShadowRoot).activeElement) && shadow.activeElement !== item;

  const change = (changes: PanelChanges): void => {
    const changed = differing(tidy(changes));
    if (signal.aborted || Object.keys(changed).length === 0) return;
    // What becomes inert loses the focus, and a keyboard its place.
    const refocus = changed.visible === false && isFocusWithin();
    state = { ...state, ...changed };
    for (const name of names) if (name in changed) draw(name);
    if (refocus) item.focus({ preventScroll: true });
    emitter.emit('change', state);
  };
  const set = (changes: PanelChanges): void => {
    change(changes);
    keep();
  };

  for (const name of names) draw(name);
  change(options);
  change(memory.recall());
  let kept = state;
  const keep = (): void => {
    memory.keep(state, kept);
    kept = state;
  };

  const resizing = resizePanel(view, strings, { size: () => state, onSize: change, onSettled: keep, signal });

  guardFocus(place, () => !state.visible, signal);

  item.addEventListener(
    'click',
    ({ detail }) => {
      set({ visible: !state.visible });
      // No clicks in it: a key, or a screen reader, which wants to go where it opened.
      if (state.visible && detail === 0) minimise.focus();
    },
    { signal },
  );
  const close = (): void => {
    set({ visible: false });
    item.focus({ preventScroll: true });
  };
  minimise.addEventListener('click', close, { signal });
  panel.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      // Ours: a dialog of the CRM is not to close too.
      event.stopPropagation();
      if (!resizing.cancel()) close();
    },
    { signal },
  );

  return {
    get state() {
      return state;
    },
    set,
    onChange: (listener) => emitter.on('change', listener),
    dispose() {
      disposing.abort();
      emitter.dispose();
      place.remove();
    },
  };
};
