/** Moving the panel's edges: by pointer, and by the keys of a window splitter (WAI-ARIA practices). */
import { MAX_PANEL_HEIGHT, MAX_PANEL_WIDTH, MIN_PANEL_HEIGHT, MIN_PANEL_WIDTH } from '../../protocol/limits.ts';
import { RESIZE_LARGE_STEP, RESIZE_STEP } from './limits.ts';
import { fill, type PanelStrings } from './panel-strings.ts';
import type { PanelView } from './panel-view.ts';

export type PanelSize = { height: number; width: number };
type Axis = keyof PanelSize;

export const panelRange = {
  height: [MIN_PANEL_HEIGHT, MAX_PANEL_HEIGHT],
  width: [MIN_PANEL_WIDTH, MAX_PANEL_WIDTH],
} as const satisfies Record<Axis, readonly [number, number]>;

interface ResizeOptions {
  /** As asked for. */
  size(): PanelSize;
  /** With each move. */
  onSize(size: Partial<PanelSize>): void;
  /** The hand, or the key, is done. */
  onSettled(): void;
  signal: AbortSignal;
}

export const resizePanel = (
  view: PanelView,
  strings: PanelStrings,
  { size, onSize, onSettled, signal }: ResizeOptions,
): { /** Takes back a drag that is going on; false when there is none. */ cancel(): boolean } => {
  const { dock, item, panel, content } = view;
  const edges = { height: view.heightEdge, width: view.widthEdge };

  /** What is shown, which the window may have cut short; and what the window has room for. */
  const measure = (axis: Axis): { shown: number; min: number; max: number } => {
    const [min, most] = panelRange[axis];
    const shown = axis === 'height' ? content.clientHeight : content.clientWidth;
    const free = axis === 'height' ? dock.clientHeight - item.offsetHeight - panel.offsetHeight : dock.clientWidth - panel.offsetWidth;
    const max = Math.max(0, Math.min(most, shown + free));
    return { shown, min: Math.min(min, max), max };
  };

  const fit = (axis: Axis, value: number): number => {
    const { min, max } = measure(axis);
    return Math.round(Math.min(max, Math.max(min, value)));
  };

  const describe = (): void => {
    for (const axis of ['height', 'width'] as const) {
      const { shown, min, max } = measure(axis);
      const edge = edges[axis];
      edge.setAttribute('aria-valuenow', String(shown));
      edge.setAttribute('aria-valuemin', String(min));
      edge.setAttribute('aria-valuemax', String(max));
      edge.setAttribute('aria-valuetext', fill(strings.pixels, shown));
    }
  };
  const observer = new ResizeObserver(describe);
  observer.observe(content);
  observer.observe(dock);
  signal.addEventListener('abort', () => observer.disconnect());
  describe();

  /** 1 where the panel grows to the right, -1 where it grows to the left: on the side of the edge. */
  const outward = (): 1 | -1 => {
    const [edge, whole] = [edges.width.getBoundingClientRect(), panel.getBoundingClientRect()];
    return edge.left + edge.right < whole.left + whole.right ? -1 : 1;
  };

  let undo: (() => void) | undefined;

  const drag = (handle: HTMLElement, axes: readonly [Axis, ...Axis[]], start: PointerEvent): void => {
    // The mark of a drag is the primary button; a second finger is not a second drag.
    if (start.button !== 0 || undo) return;
    start.preventDefault();
    // Where Escape is heard. The corner, which keys cannot move, has no place of its own in the tab order.
    edges[axes[0]].focus({ preventScroll: true });
    handle.setPointerCapture(start.pointerId);
    const asked = size();
    const before = { height: measure('height').shown, width: measure('width').shown };
    const side = outward();
    const dragging = new AbortController();
    const end = (): void => {
      dragging.abort();
      undo = undefined;
      panel.classList.remove('resizing');
      onSettled();
    };
    undo = () => {
      onSize({ height: asked.height, width: asked.width });
      end();
      handle.releasePointerCapture(start.pointerId);
    };
    panel.classList.add('resizing');
    const move = ({ clientX, clientY }: PointerEvent): void => {
      const wanted = { height: before.height + start.clientY - clientY, width: before.width + side * (clientX - start.clientX) };
      onSize(Object.fromEntries(axes.map((axis) => [axis, fit(axis, wanted[axis])])));
    };
    handle.addEventListener('pointermove', move, { signal: dragging.signal });
    // Comes after pointerup and pointercancel, and whenever else the pointer is lost.
    handle.addEventListener('lostpointercapture', end, { signal: dragging.signal });
  };

  const onKey = (axis: Axis, event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { shown, min, max } = measure(axis);
    const step = event.shiftKey ? RESIZE_LARGE_STEP : RESIZE_STEP;
    const horizontal = step * outward();
    const wanted = { height: { ArrowUp: shown + step, ArrowDown: shown - step }, width: { ArrowRight: shown + horizontal, ArrowLeft: shown - horizontal } };
    const sizes: Readonly<Record<string, number>> = { ...wanted[axis], Home: min, End: max };
    const asked = Object.hasOwn(sizes, event.key) ? sizes[event.key] : undefined;
    if (asked === undefined) return;
    event.preventDefault();
    onSize({ [axis]: fit(axis, asked) });
    onSettled();
  };

  for (const axis of ['height', 'width'] as const) {
    edges[axis].addEventListener('pointerdown', (event) => drag(edges[axis], [axis], event), { signal });
    edges[axis].addEventListener('keydown', (event) => onKey(axis, event), { signal });
  }
  view.corner.addEventListener('pointerdown', (event) => drag(view.corner, ['height', 'width'], event), { signal });

  return {
    cancel() {
      const cancelled = undo !== undefined;
      undo?.();
      return cancelled;
    },
  };
};
