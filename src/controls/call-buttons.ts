/** The buttons of a call: one for each thing in `Call.actions`, and none besides. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CallAction } from '../protocol/call.ts';
import type { DesktopCall } from '../softphone/desktop.ts';
import { button } from './button.ts';
import type { Consultation } from './consultation.ts';
import type { StringKey } from './control-strings.ts';
import type { IconName } from './icons.ts';

type Switch = 'hold' | 'retrieve' | 'mute' | 'unmute';
type Leave = 'answer' | 'reject' | 'hangUp';

interface CallButtonsOptions {
  words(key: StringKey): string;
  runs(name: string): boolean;
  open: 'keypad' | 'transfer' | undefined;
  consultation: Consultation | undefined;
  toggle(panel: 'keypad' | 'transfer'): void;
  do(action: Switch): void;
  /** What makes this set of buttons disappear. */
  leave(action: Leave): void;
  completeTransfer(primaryId: string, consultationId: string | undefined): void;
  conference(consultationId: string | undefined): void;
  /** Goes back to the caller, where the phone does that in one. */
  cancelConsult(consultation: DesktopCall): void;
  /** Ends the consultation, where it does not. */
  cancelTransfer(consultation: DesktopCall): void;
}

export const callButtons = (call: DesktopCall, options: CallButtonsOptions): TemplateResult | typeof nothing => {
  const { words, runs, consultation } = options;
  const can = (action: CallAction) => call.actions.includes(action);

  /** Two actions that take turns share one place, so that the focus stays on it when one becomes the other. */
  const toggle = (off: Switch, on: Switch, iconName: IconName) => {
    const action = can(on) ? on : off;
    if (!can(action)) return nothing;
    const look = action === on ? 'tile on' : 'tile';
    return button({ action, label: words(`action.${action}`), icon: iconName, look, busy: runs(off) || runs(on), onClick: () => options.do(action) });
  };
  const panel = (name: 'keypad' | 'transfer', offered: boolean) =>
    offered
      ? button({ action: name, label: words(`action.${name}`), icon: name, look: 'tile', expanded: options.open === name, onClick: () => options.toggle(name) })
      : nothing;
  const leave = (action: Leave, look: string, iconName: IconName) =>
    can(action)
      ? button({ action, label: words(`action.${action}`), icon: iconName, look: `${look} grow`, busy: runs(action), onClick: () => options.leave(action) })
      : nothing;

  const tiles = [
    toggle('mute', 'unmute', can('unmute') ? 'unmute' : 'mute'),
    toggle('hold', 'retrieve', can('retrieve') ? 'retrieve' : 'hold'),
    panel('keypad', can('sendDtmf')),
    panel('transfer', can('blindTransfer') || can('consult')),
  ].filter((tile) => tile !== nothing);
  const join = () => options.completeTransfer(consultation?.primary.id ?? call.id, consultation?.consultation.id);
  const asked = consultation?.primary.id === call.id ? consultation.consultation : undefined;
  const about = (action: 'conference' | 'cancelConsult' | 'cancelTransfer', iconName: IconName | undefined, onClick: () => void) =>
    button({ action, label: words(`action.${action}`), icon: iconName, look: 'grow', busy: runs(action), onClick });

  return html`${tiles.length > 0 ? html`<div class="toolbar">${tiles}</div>` : nothing}
    <div class="row">
      ${
        can('completeTransfer')
          ? button({
              action: 'completeTransfer',
              label: words('action.completeTransfer'),
              icon: 'completeTransfer',
              look: 'primary grow',
              busy: runs('completeTransfer'),
              onClick: join,
            })
          : nothing
      }
      ${can('conference') ? about('conference', 'conference', () => options.conference(asked?.id)) : nothing}
      ${asked && can('cancelConsult') ? about('cancelConsult', 'back', () => options.cancelConsult(asked)) : nothing}
      ${asked?.actions.includes('hangUp') && !can('cancelConsult') ? about('cancelTransfer', undefined, () => options.cancelTransfer(asked)) : nothing}
      ${leave('answer', 'answer', 'answer')} ${leave('reject', 'refuse', 'hangUp')}
      ${
        // On a ringing call both mean the same.
        can('hangUp') && !can('reject') ? leave('hangUp', call.state === 'held' || can('completeTransfer') ? 'refuse' : 'danger', 'hangUp') : nothing
      }
    </div>`;
};
