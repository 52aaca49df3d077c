/** A form per finished call: outcome, record, notes, and what became of its log. */
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RecordReference } from '../protocol/record.ts';
import type { Desktop, WrapUp as FinishedCall } from '../softphone/desktop.ts';
import { button, errorNotice } from './button.ts';
import { buttonStyles } from './button-styles.ts';
import { referenceOf } from './call-label.ts';
import { cardStyles } from './card-styles.ts';
import { type Choice, choiceField, choiceStyles } from './choice-field.ts';
import { ControlElement } from './control-element.ts';
import { offerFocus, takeFocus } from './focus-handover.ts';
import { formStyles } from './form-styles.ts';
import { formatDuration } from './format-time.ts';
import { icon } from './icons.ts';
import { logNotice } from './log-notice.ts';
import { matchDetails } from './match-list.ts';
import { notesDraft } from './notes-draft.ts';
import { notesField } from './notes-field.ts';

/** An outcome to choose: `value` goes into the log, `label` is shown. */
export interface Disposition {
  value: string;
  label: string;
}

/**
 * With `callId` it shows that call's form; without, those of all finished calls, newest first. What is chosen and typed is
 * kept by the desktop manager as it happens, so nothing is lost when the page reloads before Save.
 *
 * @example html`<ringframe-wrap-up .desktop=${desktop} .dispositions=${[{ value: 'sold', label: 'Sold' }]}></ringframe-wrap-up>`
 */
export class WrapUp extends ControlElement {
  static override properties: PropertyDeclarations = {
    callId: { attribute: 'call-id' },
    dispositions: { attribute: false },
    saved: { state: true },
    incomplete: { state: true },
    whenSaved: { attribute: false },
  };
  static override styles = [...ControlElement.styles, buttonStyles, cardStyles, formStyles, choiceStyles];

  declare callId: string | undefined;
  /** Outcomes to choose from, where the phone system has no wrap-up codes of its own: those come first, since it refuses any other. */
  declare dispositions: readonly Disposition[] | undefined;
  /** Read out after Save, when the form itself is gone. */
  declare saved: string;
  /** Save was pressed without the outcome that the phone system wants. */
  declare incomplete: boolean;
  /** Called after Save. The form is gone by then, so an event of its own would reach nobody. */
  declare whenSaved: (() => void) | undefined;

  readonly #notes = notesDraft(this, (callId, notes) => this.commands.run('notes', 'notes', async () => this.desktop?.setContext(callId, { notes })));

  constructor() {
    super();
    this.saved = '';
    this.incomplete = false;
  }

  get #finished(): FinishedCall | undefined {
    return this.desktop?.wrapUps.find(({ callId }) => callId === this.callId);
  }

  protected override forget(): void {
    this.#notes.drop();
    this.saved = '';
    this.incomplete = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('callId') && changed.get('callId') !== undefined) this.#notes.flush();
  }

  protected override updated(): void {
    const { desktop, callId } = this;
    if (desktop && callId !== undefined && this.#finished)
      takeFocus(desktop, [callId], this, this.renderRoot.querySelector<HTMLElement>('input, select, textarea'));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { desktop } = this;
    if (!desktop) return nothing;
    if (this.callId !== undefined) return this.#finished ? this.#form(desktop, this.#finished) : nothing;
    return html`<div class="spoken" role="status">${this.saved}</div>
      <div class="cards">
        ${repeat(
          desktop.wrapUps,
          ({ callId }) => callId,
          ({ callId }) =>
            html`<ringframe-wrap-up .desktop=${desktop} .strings=${this.strings} .formatNumber=${this.formatNumber} .dispositions=${this.dispositions} .whenSaved=${this.#onSaved} .callId=${callId}></ringframe-wrap-up>`,
        )}
      </div>`;
  }

  readonly #onSaved = () => {
    this.saved = '';
    void this.updateComplete.then(() => {
      this.saved = this.words('wrapUp.done');
    });
  };

  #form(desktop: Desktop, finished: FinishedCall): TemplateResult {
    const { call, callId } = finished;
    const { context } = call;
    const name = this.nameOf(call);
    const number = this.numberOf(call);
    const error = ['save', 'choice', 'notes'].map((scope) => this.commands.error(scope)).find((found) => found !== undefined);
    const problem = this.incomplete ? this.words('wrapUp.needed') : error === undefined ? undefined : this.errorWords(error);
    const dismiss = () => {
      this.incomplete = false;
      for (const scope of ['save', 'choice', 'notes']) this.commands.dismiss(scope);
    };
    const length = call.establishedAt === undefined ? this.words('wrapUp.notAnswered') : formatDuration(finished.durationSeconds * 1_000, this.locale);
    const choose = (change: Parameters<Desktop['setContext']>[1]) => void this.commands.run('choice', 'choice', () => desktop.setContext(callId, change));
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      this.#save(desktop, finished);
    };
    return html`<form class="card" aria-label=${this.words('wrapUp.label', { name })} data-call=${callId} @submit=${submit}>
      <div class="head">
        <span class="badge">${icon(call.direction === 'inbound' ? 'incoming' : 'outgoing')}</span>
        <div class="who">
          <h2 class="name"><bdi>${name}</bdi></h2>
          <p class="sub"><span>${this.words(`wrapUp.${call.direction}`)}</span><span class="time">${length}</span>${number ? html`<bdi class="number">${number}</bdi>` : nothing}</p>
        </div>
      </div>
      ${choiceField({
        name: 'disposition',
        label: this.words('wrapUp.disposition'),
        placeholder: this.words('wrapUp.choose'),
        choices: this.#outcomes(desktop),
        chosen: context.disposition,
        onChoose: (disposition) => {
          this.incomplete = false;
          choose({ disposition });
        },
      })}
      ${choiceField({
        name: 'record',
        label: this.words('wrapUp.record'),
        choices: this.#recordChoices(finished),
        chosen: context.record?.recordId ?? '',
        onChoose: (recordId) => choose({ record: this.#record(finished, recordId) }),
      })}
      ${notesField({
        label: this.words('wrapUp.notes'),
        hint: this.words('call.notesHint'),
        value: this.#notes.value(callId, context.notes),
        rows: 3,
        onInput: (text) => this.#notes.input(callId, text),
        onLeave: () => this.#notes.flush(),
      })}
      ${logNotice(finished.log, {
        words: (key, values) => this.words(key, values),
        problem: (code) => this.findWords(`error.${code}`),
        locale: this.locale,
      })}
      ${button({ action: 'save', label: this.words('wrapUp.save'), icon: 'completeTransfer', look: 'primary', busy: this.commands.runs('save', 'save'), submit: true })}
      ${errorNotice(problem, { label: this.words('action.dismiss'), onClick: dismiss })}
    </form>`;
  }

  #outcomes({ capabilities, agent }: Desktop): readonly Disposition[] {
    const codes = capabilities.includes('wrapUp') ? (agent.reasons?.wrapUp ?? []) : [];
    return codes.length > 0 ? codes.map(({ code, label }) => ({ value: code, label })) : (this.dispositions ?? []);
  }

  /** The phone system wants an outcome, and there are some to choose from. Consultations have none. */
  #lacksOutcome(desktop: Desktop, { call }: FinishedCall): boolean {
    const wanted = desktop.capabilities.includes('wrapUp') && desktop.agent.reasons?.mandatory?.wrapUp && call.consultationFor === undefined;
    return wanted === true && !this.#outcomes(desktop).some(({ value }) => value === call.context.disposition);
  }

  /** Only where there is something to choose: what the CRM found, the record at hand, or none of them. */
  #recordChoices({ call }: FinishedCall): Choice[] {
    const { matches, record } = call.context;
    const known = matches.map((match) => ({ value: match.recordId, label: match.recordName, details: matchDetails(match, this.words('incoming.possible')) }));
    if (record && !matches.some(({ recordId }) => recordId === record.recordId)) {
      known.unshift({ value: record.recordId, label: record.recordName ?? record.recordId, details: record.objectType ?? '' });
    }
    return known.length === 0 ? [] : [...known, { value: '', label: this.words('wrapUp.noRecord') }];
  }

  #record({ call }: FinishedCall, recordId: string): RecordReference | undefined {
    const { matches, record } = call.context;
    const found = matches.find((match) => match.recordId === recordId) ?? (record?.recordId === recordId ? record : undefined);
    return found && referenceOf(found);
  }

  #save(desktop: Desktop, finished: FinishedCall): void {
    const { callId, call } = finished;
    this.incomplete = this.#lacksOutcome(desktop, finished);
    if (this.incomplete) {
      this.renderRoot.querySelector<HTMLElement>('[name=disposition]')?.focus();
      return;
    }
    const notes = this.#notes.value(callId, call.context.notes);
    const next = desktop.wrapUps.find((other) => other.callId !== callId);
    if (next) offerFocus(desktop, next.callId, this);
    void this.commands
      .run('save', 'save', async () => {
        // Outcome and record are already where they belong. Naming what did not change would send the log once more.
        await desktop.completeWrapUp(callId, notes === call.context.notes ? {} : { notes });
        this.#notes.drop();
      })
      .then((saved) => {
        if (saved) this.whenSaved?.();
      });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ringframe-wrap-up': WrapUp;
  }
}
