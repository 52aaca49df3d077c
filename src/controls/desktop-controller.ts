/** Ties a control to the desktop manager in its `desktop` property: set late, exchanged or taken away, it follows. */
import type { ReactiveControllerHost } from 'lit';
import type { Desktop } from '../softphone/desktop.ts';

export interface DesktopHost extends ReactiveControllerHost {
  readonly desktop: Desktop | undefined;
  readonly isConnected: boolean;
}

/**
 * Subscribes while the element is on the page, to whatever desktop manager it has at the time.
 * @param subscribe Subscribes to what is wanted and returns what ends it.
 * @param onExchange Told when another desktop manager, or none, takes the place; what the control remembered is of no use then.
 * @example followDesktop(this, (desktop) => desktop.on('change', () => this.requestUpdate()));
 */
export const followDesktop = (host: DesktopHost, subscribe: (desktop: Desktop) => () => void, onExchange?: () => void): void => {
  let followed: Desktop | undefined;
  let last: Desktop | undefined;
  let unsubscribe: (() => void) | undefined;

  const follow = (desktop: Desktop | undefined) => {
    if (desktop === followed) return;
    unsubscribe?.();
    followed = desktop;
    unsubscribe = desktop && subscribe(desktop);
  };

  host.addController({
    hostConnected: () => {
      follow(host.desktop);
      // Whatever changed while the element was off the page was not heard.
      host.requestUpdate();
    },
    hostUpdate: () => {
      if (host.isConnected) follow(host.desktop);
      if (host.desktop === last) return;
      if (last) onExchange?.();
      last = host.desktop;
    },
    hostDisconnected: () => follow(undefined),
  });
};
