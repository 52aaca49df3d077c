/** What whoever drives the simulator has set for all clients. */
import type { Span } from '../../simulator/index.ts';
import type { Hush } from './dispatch.ts';

export interface Switches {
  hush: Hush;
  /** Instead of the option of this name. */
  answerMs: Span | undefined;
  openRefusal: number | undefined;
  maintenance: boolean;
}
