/** Notes of single calls that are being edited in a timeline, by `call ID`: what goes along with a call that is handed on. */
import type { Draft } from '../../api-types.ts';

const PREFIX = 'call ';

export const draftsOfCalls = (timeline: HTMLElement): Draft =>
  Object.fromEntries(
    [...timeline.querySelectorAll<HTMLElement>('[data-activity-id]')].flatMap((item) => {
      const area = item.querySelector('textarea');
      return area ? [[`${PREFIX}${item.dataset.activityId ?? ''}`, area.value]] : [];
    }),
  );

/** Opens the editors again. A call that is not in the timeline any more has none. */
export const restoreDraftsOfCalls = (timeline: HTMLElement, draft: Draft): void => {
  for (const [name, text] of Object.entries(draft)) {
    if (!name.startsWith(PREFIX)) continue;
    const item = timeline.querySelector(`[data-activity-id="${CSS.escape(name.slice(PREFIX.length))}"]`);
    item?.querySelector<HTMLButtonElement>('button.link-button')?.click();
    const area = item?.querySelector('textarea');
    if (area) area.value = text;
  }
};
