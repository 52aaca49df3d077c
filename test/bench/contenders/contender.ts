/** One way to talk between two pages, in the form the duel needs. */
export interface HostSide {
  /** Sends the payload and gets it back. */
  call(payload: unknown): Promise<unknown>;
  /** Called once for each one-way event that has arrived and been checked as this way of talking checks it. */
  onEvent: () => void;
}

export interface GuestSide {
  /** Sends one event that nobody answers. */
  event(payload: unknown): void;
}

export interface Contender {
  name: string;
  /** Resolves when the first call can be made. `open` makes the frame; a library that makes its own does without. */
  host(page: { src: string; container: HTMLElement; open(): HTMLIFrameElement }): Promise<HostSide>;
  guest(): Promise<GuestSide>;
}
