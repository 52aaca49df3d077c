/** Shows how the rules came to what they decided about the last call. */
import { h, replaceChildren } from '../dom.ts';
import { formatMoment } from '../format.ts';
import { type IconName, icon } from '../icon.ts';
import type { Decisions, LastDecision } from './last-decision.ts';

const steps: Record<LastDecision['trace'][number]['step'], { text: string; icon: IconName }> = {
  skipped: { text: 'does not apply', icon: 'close' },
  failed: { text: 'could not search', icon: 'warning' },
  nextRule: { text: 'next rule', icon: 'collapse' },
  decided: { text: 'decided', icon: 'check' },
};

const decisions: Record<NonNullable<LastDecision['decision']>, string> = {
  createSession: 'A session for the call.',
  createSessionAndLoadMatch: 'A session for the call, and in it the record that was found.',
  doAction: 'Its action, where the agent was.',
};

const traceOf = (trace: LastDecision['trace']): HTMLElement =>
  h(
    'ol',
    { class: 'trace' },
    ...trace.map(({ rule, step, why }) =>
      h(
        'li',
        { class: `trace-step trace-${step}` },
        h('span', { class: 'trace-mark' }, icon(steps[step].icon)),
        h('div', {}, h('strong', {}, rule), h('p', { class: 'muted' }, `${steps[step].text}: ${why}`)),
      ),
    ),
  );

const contentOf = ({ at, rule, decision, trace, problems }: LastDecision): Node[] => [
  h('p', { class: 'muted' }, formatMoment(at)),
  h('p', {}, decision && rule !== undefined ? decisions[decision] : 'No rule decided: the agent stayed where they were.'),
  traceOf(trace),
  ...problems.map(({ place, message }) => h('p', { class: 'field-problem' }, `${place}: ${message}`)),
];

export const createDecisionCard = (source: Decisions) => {
  const content = h('div', { class: 'stack', 'aria-live': 'polite' });
  const show = (): void => {
    const { last } = source;
    replaceChildren(
      content,
      ...(last ? contentOf(last) : [h('p', { class: 'muted' }, 'No call yet. Place one at the switchboard, and see which rule takes it.')]),
    );
  };
  show();
  return {
    element: h('section', { class: 'card decision', 'aria-labelledby': 'decision-title' }, h('h2', { id: 'decision-title' }, 'Last decision'), content),
    dispose: source.onDecision(show),
  };
};
