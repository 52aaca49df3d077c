import type { Contender } from './contender.ts';
import { hubspot } from './hubspot.ts';
import { penpal } from './penpal.ts';
import { rawPort } from './raw-port.ts';
import { rawWindow } from './raw-window.ts';
import { ringframe } from './ringframe.ts';

/** The first is what the others are measured by. */
export const contenders: readonly Contender[] = [rawPort, ringframe, penpal, rawWindow, hubspot];
