/** The field for notes: one line that grows with what is written. */
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { MAX_NOTES_LENGTH } from '../protocol/limits.ts';

interface NotesFieldOptions {
  label: string;
  hint: string;
  value: string;
  /** Shown lines of an empty field. Default 1. */
  rows?: number | undefined;
  onInput(text: string): void;
  onLeave?: (() => void) | undefined;
}

export const notesField = ({ label, hint, value, rows = 1, onInput, onLeave }: NotesFieldOptions): TemplateResult =>
  html`<textarea
    class="input notes"
    rows=${rows}
    maxlength=${MAX_NOTES_LENGTH}
    aria-label=${label}
    placeholder=${hint}
    .value=${live(value)}
    @input=${(event: Event) => onInput((event.target as HTMLTextAreaElement).value)}
    @blur=${() => onLeave?.()}
  ></textarea>`;
