/** A transfer that waits for the CRM, which may be asking the agent about unsaved work: how to take it back. */
import { nothing, type TemplateResult } from 'lit';
import type { DesktopCall } from '../softphone/desktop.ts';
import { button } from './button.ts';
import type { StringKey } from './control-strings.ts';

interface TransferQuestionOptions {
  words(key: StringKey): string;
  stop(): void;
}

export const transferQuestion = ({ context }: DesktopCall, { words, stop }: TransferQuestionOptions): TemplateResult | typeof nothing =>
  context.preparing ? button({ action: 'stopPreparing', label: words('action.stopPreparing'), look: 'grow', onClick: stop }) : nothing;
