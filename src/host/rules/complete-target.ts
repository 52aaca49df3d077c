import type { ScreenPopTarget } from '../../protocol/screen-pop.ts';
import type { SearchAndPop } from '../../protocol/search-and-pop.ts';

const withQuery = (url: string, queryParams: NonNullable<SearchAndPop['queryParams']>): string => {
  const query = new URLSearchParams(queryParams).toString();
  if (query === '') return url;
  const [, base = '', fragment = ''] = /^([^#]*)(#.*)?$/s.exec(url) ?? [];
  const joint = !base.includes('?') ? '?' : /[?&]$/.test(base) ? '' : '&';
  return `${base}${joint}${query}${fragment}`;
};

/** Adds what the softphone gave along to a target: query parameters for a page, field values for a new record, arguments for a flow. The CRM's own values go first. */
export const completeTarget = (target: ScreenPopTarget, { queryParams, defaultFieldValues, flowArguments }: SearchAndPop): ScreenPopTarget => {
  if (target.type === 'url' && queryParams) return { ...target, url: withQuery(target.url, queryParams) };
  if (target.type === 'newRecord' && defaultFieldValues) return { ...target, defaultFieldValues: { ...defaultFieldValues, ...target.defaultFieldValues } };
  if (target.type !== 'flow' || !flowArguments) return target;
  const own = target.flowArguments ?? [];
  return { ...target, flowArguments: [...own, ...flowArguments.filter(({ name }) => !own.some((argument) => argument.name === name))] };
};
