/** The ways to take part in an agent's call; the present one is pressed, and pressing it again ends it. */
import { html, type TemplateResult } from 'lit';
import type { SupervisionMode } from '../protocol/supervision.ts';
import { button } from './button.ts';
import type { StringKey } from './control-strings.ts';
import type { IconName } from './icons.ts';

const ways: readonly (readonly [SupervisionMode, IconName])[] = [
  ['silentMonitor', 'listen'],
  ['whisper', 'chat'],
  ['bargeIn', 'conference'],
  ['intercept', 'transfer'],
];

interface SupervisionButtonsOptions {
  words(key: StringKey): string;
  runs(what: string): boolean;
  present: SupervisionMode | undefined;
  supervise(how: SupervisionMode): void;
  /** Undefined while the supervisor takes no part. */
  end: (() => void) | undefined;
}

export const supervisionButtons = ({ words, runs, present, supervise, end }: SupervisionButtonsOptions): TemplateResult =>
  html`<div class="ways">
    ${ways.map(([how, iconName]) =>
      button({
        action: how,
        label: words(`action.${how}`),
        icon: iconName,
        look: 'tile',
        // Who has taken a call has it: there is nothing to press again.
        pressed: how === 'intercept' ? undefined : present === how,
        busy: runs(how) || (present === how && runs('hangUp')),
        onClick: () => (present === how && end ? end() : supervise(how)),
      }),
    )}
  </div>`;
