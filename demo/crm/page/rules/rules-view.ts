/** The page on which an administrator writes what becomes of a call. */
import type { RulesText } from '../../api-types.ts';
import { ApiFailure } from '../api.ts';
import { ask } from '../ask.ts';
import { h, replaceChildren } from '../dom.ts';
import { icon } from '../icon.ts';
import { MAX_RULES_LENGTH } from '../limits.ts';
import type { View } from '../view.ts';
import { createDecisionCard } from './decision-card.ts';
import type { Decisions } from './last-decision.ts';
import type { PopRules } from './pop-rules.ts';
import { type Range, readJson } from './read-json.ts';

const ROOT = 'rules';

interface Problem extends Range {
  place: string;
  message: string;
}

/** `line 4, column 7` */
const positionOf = (text: string, offset: number): string => {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
};

/** What the server refused, by place, and where that stands in the text. */
const problemsOf = (text: string, failure: ApiFailure): Problem[] => {
  const read = readJson(text, ROOT);
  const rangeOf = (place: string): Range => ('rangeOf' in read ? read.rangeOf(place) : { start: 0, end: 0 });
  return Object.entries(failure.fieldErrors ?? {}).flatMap(([place, errors]) => errors.map(({ message }) => ({ place, message, ...rangeOf(place) })));
};

export const rulesView = (first: RulesText, { rules, decisions }: { rules: PopRules; decisions: Decisions }): View => {
  let saved = first;
  const area = h('textarea', {
    ...{ id: 'rules-text', class: 'input rules-text', rows: 24, spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off' },
    ...{ maxlength: MAX_RULES_LENGTH, 'aria-describedby': 'rules-state rules-problems' },
  });
  const state = h('p', { class: 'muted', id: 'rules-state', role: 'status' });
  const problems = h('ul', { class: 'rules-problems', id: 'rules-problems', 'aria-label': 'What is wrong' });
  const alert = h('div', { role: 'alert' }, problems);
  const save = h('button', { type: 'submit', class: 'button button-primary' }, 'Save rules');
  const reset = h('button', { type: 'button', class: 'button' }, 'Use the default rules');
  const card = createDecisionCard(decisions);
  const isDirty = () => area.value !== saved.text;

  const select = ({ start, end }: Range): void => {
    area.focus();
    area.setSelectionRange(start, end);
    // Browsers scroll a selection into view only when something is typed: so by the share of the text above it.
    const lines = area.value.slice(0, start).split('\n').length - 1;
    const lineHeight = area.scrollHeight / Math.max(1, area.value.split('\n').length);
    area.scrollTop = Math.max(0, (lines - 3) * lineHeight);
  };
  const showProblems = (found: readonly Problem[]): void => {
    if (found.length > 0) area.setAttribute('aria-invalid', 'true');
    else area.removeAttribute('aria-invalid');
    const itemOf = (problem: Problem): HTMLElement =>
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', class: 'rules-problem', on: { click: () => select(problem) } },
          h('code', {}, problem.place),
          h('span', {}, problem.message),
          h('span', { class: 'muted' }, positionOf(area.value, problem.start)),
        ),
      );
    replaceChildren(problems, ...found.map(itemOf));
    alert.hidden = found.length === 0;
  };
  const show = (next: RulesText): void => {
    saved = next;
    area.value = next.text;
    showProblems([]);
    showState();
  };
  const showState = (text = ''): void => {
    reset.disabled = saved.isDefault && !isDirty();
    save.disabled = !isDirty();
    state.textContent = text || (isDirty() ? 'Not saved yet.' : saved.isDefault ? 'These are the default rules.' : 'These rules are in force.');
  };

  const keep = async (change: () => Promise<RulesText>, done: string): Promise<void> => {
    const { value: text } = area;
    save.disabled = true;
    try {
      show(await change());
      showState(done);
    } catch (error) {
      const found = error instanceof ApiFailure ? problemsOf(text, error) : [];
      showProblems(found);
      showState(found.length > 0 ? `Not saved: ${found.length === 1 ? 'one thing is' : `${found.length} things are`} wrong.` : messageOf(error));
    }
  };
  const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'The rules could not be saved.');
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const read = readJson(area.value, ROOT);
    if ('value' in read) return keep(() => rules.save(area.value), 'Saved. The next call goes by these rules, in every window.');
    showProblems([{ place: 'JSON', message: read.problem, start: read.start, end: read.end }]);
    showState('Not saved: this is not JSON yet.');
  };
  const toDefault = async (): Promise<void> => {
    const agreed = await ask({ title: 'Use the default rules?', text: [h('p', {}, 'The rules as they are now are not kept.')] });
    if (agreed) await keep(() => rules.save(null), 'The default rules are in force, in every window.');
  };
  reset.addEventListener('click', () => void toDefault());
  area.addEventListener('input', () => showState());

  const stop = rules.onChange((next) => {
    // As this page has just saved them.
    if (next.text === area.value) return;
    if (isDirty()) showState('Somebody else has changed the rules meanwhile. Saving replaces theirs.');
    else show(next);
  });
  show(first);

  return {
    title: 'Rules',
    element: h(
      'div',
      { class: 'view' },
      h(
        'div',
        { class: 'view-head' },
        h(
          'div',
          {},
          h('h1', { tabindex: '-1' }, 'Rules'),
          h(
            'p',
            { class: 'muted' },
            'What opens for a call of the call centre. Lower orders are tried first; one that says nextRule, or that does not apply, leaves the call to those after it.',
          ),
        ),
      ),
      h(
        'div',
        { class: 'rules-columns' },
        h(
          'form',
          { class: 'card stack', on: { submit: (event) => void submit(event) } },
          h('label', { class: 'rules-label', for: 'rules-text' }, icon('note'), 'Pop rules, as JSON'),
          area,
          alert,
          h('div', { class: 'buttons' }, save, reset, state),
        ),
        card.element,
      ),
    ),
    refresh: async () => {
      const next = await rules.read();
      if (!isDirty()) show(next);
    },
    isDirty,
    dispose: () => {
      stop();
      card.dispose();
    },
  };
};
