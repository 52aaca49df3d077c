/** Accept and Decline, for a call on which no work begins before the agent says so. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DesktopCall } from '../softphone/desktop.ts';
import { button } from './button.ts';
import type { StringKey } from './control-strings.ts';

interface OfferButtonsOptions {
  words(key: StringKey): string;
  runs(name: 'accept' | 'decline'): boolean;
  accept(): void;
  decline(): void;
}

export const isOffered = ({ context }: DesktopCall): boolean => context.interaction === 'offered';

export const offerButtons = (call: DesktopCall, { words, runs, accept, decline }: OfferButtonsOptions): TemplateResult | typeof nothing =>
  isOffered(call)
    ? html`<div class="row">
        ${button({ action: 'accept', label: words('action.accept'), icon: 'completeTransfer', look: 'primary grow', busy: runs('accept'), onClick: accept })}
        ${button({ action: 'decline', label: words('action.decline'), icon: 'cancel', look: 'refuse grow', busy: runs('decline'), onClick: decline })}
      </div>`
    : nothing;
