/** From a launch and what was found to what opens. Pure: nothing here looks at the page. */
import type { LaunchRequest } from '../../numbers/parse-launch-url.ts';
import type { RecordMatch } from '../../protocol/record.ts';
import type { ScreenPopTarget } from '../../protocol/screen-pop.ts';
import type { LaunchOptions, LaunchOutcome } from './launch-options.ts';

/** The one record it must be, if there is one. */
const theRecord = (matches: readonly RecordMatch[]): RecordMatch | undefined => {
  const strong = matches.filter(({ confidence }) => confidence !== 'weak');
  return strong.length === 1 ? strong[0] : undefined;
};

export const decideLaunch = (launch: LaunchRequest, matches: readonly RecordMatch[], defaultTemplateId?: string): LaunchOutcome => {
  const { number, templateId = defaultTemplateId } = launch;
  const template = templateId === undefined ? {} : { templateId };
  if (number === undefined) return { type: 'form', ...template };
  const record = theRecord(matches);
  if (record) return templateId === undefined ? { type: 'record', number, record } : { type: 'form', number, ...template, record };
  return matches.length > 0 ? { type: 'list', number, matches: [...matches], ...template } : { type: 'form', number, ...template };
};

export const searchPage = (number: string): ScreenPopTarget => ({ type: 'search', searchString: number });

export const targetOf = (outcome: LaunchOutcome, { form, list }: Pick<LaunchOptions, 'form' | 'list'>): ScreenPopTarget => {
  if (outcome.type === 'form') return form(outcome);
  if (outcome.type === 'list') return list ? list(outcome) : searchPage(outcome.number);
  const { recordId, objectType } = outcome.record;
  return { type: 'record', recordId, objectType };
};
