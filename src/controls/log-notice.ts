/** What became of a call's log, in words. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LogStatus } from '../protocol/call-log.ts';
import type { StringKey, StringValues } from './control-strings.ts';
import { formatTime } from './format-time.ts';
import { type IconName, icon } from './icons.ts';

interface LogNoticeOptions {
  words(key: StringKey, values?: StringValues): string;
  /** Words for the code of an error. */
  problem(code: string): string | undefined;
  locale: string | undefined;
}

const looks: Record<LogStatus['state'], { look: string; icon: IconName }> = {
  saving: { look: 'hint', icon: 'completeTransfer' },
  saved: { look: 'hint', icon: 'completeTransfer' },
  retrying: { look: 'notice warning', icon: 'warning' },
  refused: { look: 'notice negative', icon: 'warning' },
};

const logWords = (log: LogStatus, { words, problem, locale }: LogNoticeOptions): string => {
  switch (log.state) {
    case 'retrying':
      return log.retryAt === undefined ? words('log.retryingSoon') : words('log.retrying', { time: formatTime(log.retryAt, locale, true) });
    case 'refused':
      // The CRM's own words say more than ours can: which field it wants, for example.
      return words('log.refused', { reason: log.error?.message || problem(log.error?.code ?? 'LOG_REFUSED') || '' });
    default:
      return words(`log.${log.state}`);
  }
};

/** Always in the DOM, since a screen reader announces only what changes in a region it knows. */
export const logNotice = (log: LogStatus | undefined, options: LogNoticeOptions): TemplateResult => {
  const look = log && looks[log.state];
  return html`<div class="region" role="status">
    ${log && look ? html`<p class="log ${look.look}" data-log=${log.state}>${icon(look.icon)}<span class="words">${logWords(log, options)}</span></p>` : nothing}
  </div>`;
};
