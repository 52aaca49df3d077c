/** The panel around the softphone. Its code comes as a chunk of its own; until then the softphone runs unseen in its place. */
import { CtiError } from '../protocol/error.ts';
import type { PanelRequest } from '../protocol/events.ts';
import type { PanelState } from '../protocol/panel.ts';
import type { Panel, PanelChanges, PanelOptions } from './panel/panel.ts';
import type { Logger } from './softphone.ts';
import type { SoftphoneState } from './softphone-state.ts';

export interface LoadPanelOptions {
  /** What `createPanelPlace` made, with the frame in it. */
  place: HTMLElement;
  options: PanelOptions;
  state: SoftphoneState;
  logger: Logger;
}

export const loadPanel = ({ place, options, state, logger }: LoadPanelOptions) => {
  let panel: Panel | undefined;
  let disposed = false;

  const open = async (): Promise<Panel> => {
    const { createPanel, followCalls } = await import('./panel/index.ts');
    if (disposed) throw new CtiError('DISPOSED', 'The softphone was removed from the page.');
    const opened = createPanel(place, options);
    const follow = followCalls(opened, options);
    state.on('call', () => follow(state.calls));
    panel = opened;
    opened.onChange((appearance) => state.emit('panelChange', appearance));
    state.emit('panelChange', opened.state);
    return opened;
  };
  const loading = open();
  loading.catch((error) => {
    if (disposed) return;
    // Better a softphone without a panel than none.
    place.removeAttribute('style');
    place.inert = false;
    logger.error('ringframe: the panel could not be loaded', error);
  });

  const set = async (changes: PanelChanges): Promise<void> => (await loading).set(changes);

  return {
    get panel() {
      return panel;
    },
    set,
    async get(): Promise<PanelState> {
      const { visible, height, width } = (await loading).state;
      return { visible, height, width };
    },
    /** What the softphone would like. Whoever tells of calls need not ask for attention: the panel sees them ring. */
    request({ attention, ...changes }: PanelRequest): void {
      set(state.calls.length ? changes : { ...changes, attention }).catch(() => {});
    },
    dispose(): void {
      disposed = true;
      panel?.dispose();
      place.remove();
    },
  };
};

export type LoadingPanel = ReturnType<typeof loadPanel>;
