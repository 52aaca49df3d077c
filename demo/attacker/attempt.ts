/** One way of attacking, tried and shown. */
export interface Outcome {
  /** True when the attacker got anything that it should not have. */
  succeeded: boolean;
  /** What happened, in words. */
  text: string;
}

export interface Attempt {
  title: string;
  /** What is done, for whoever reads along. */
  how: string;
  run: (stage: HTMLElement) => Promise<Outcome>;
}

const make = (tag: string, className: string, text = ''): HTMLElement => {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
};

/** Shows an attempt and carries it out. */
export const showAttempt = async (list: Element, { title, how, run }: Attempt): Promise<Outcome> => {
  const item = make('li', 'attempt');
  const badge = make('span', 'badge', 'Trying…');
  const result = make('p', 'result');
  const stage = make('div', 'stage');
  const head = make('div', 'head');
  head.append(make('h2', '', title), badge);
  item.append(head, make('p', 'how', how), result, stage);
  list.append(item);
  const outcome = await run(stage);
  badge.textContent = outcome.succeeded ? 'Succeeded' : 'Refused';
  badge.classList.add(outcome.succeeded ? 'bad' : 'good');
  result.textContent = outcome.text;
  return outcome;
};
