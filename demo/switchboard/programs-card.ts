/** Other clients of the CTI Server, each with the application service it is for. Stopped and started here, by the switchboard's own server. */
import type { SiteProgram } from '../call-centre/site-program.ts';
import { h } from '../crm/page/dom.ts';
import { createKeyedList } from './keyed-list.ts';

interface Programs {
  programs: SiteProgram[];
}

const read = async (response: Response): Promise<Programs> => {
  const answer = (await response.json().catch(() => undefined)) as (Programs & { message?: string }) | undefined;
  if (!response.ok || !answer) throw new Error(answer?.message ?? `The switchboard’s server answered ${response.status}.`);
  return answer;
};

/** @param path of the switchboard's server */
export const putOwn = async (path: string, body: object): Promise<Programs> =>
  read(await fetch(path, { method: 'PUT', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }));

const listPrograms = async (): Promise<Programs> => read(await fetch('/programs'));

export const createProgramsCard = async (report: (error: unknown) => void) => {
  const list = h('ul', { class: 'lines' });
  const programLine = ({ id, name, service, isRunning, note }: SiteProgram): HTMLElement => {
    const box = h('input', { type: 'checkbox', id: `program-${id}`, checked: isRunning });
    box.addEventListener('change', async () => {
      const { checked } = box;
      const hadFocus = document.activeElement === box;
      box.disabled = true;
      try {
        show(await putOwn(`/programs/${encodeURIComponent(id)}`, { isRunning: checked }));
        // It is drawn anew, with what is true now.
        if (hadFocus) document.getElementById(box.id)?.focus();
      } catch (error) {
        report(error);
        box.checked = !checked;
        box.disabled = false;
      }
    });
    const label = h('label', { for: `program-${id}` }, name, ' ', h('span', { class: 'chip' }, service));
    return h('li', { class: 'program' }, box, h('div', {}, label, note !== undefined && h('p', { class: 'muted' }, note)));
  };
  const showList = createKeyedList<SiteProgram>(list, ({ id }) => id, programLine);
  const show = ({ programs }: Programs): void => showList(programs);
  const refresh = (): Promise<void> => listPrograms().then(show);
  await refresh();
  const element = h(
    'section',
    { class: 'card stack', 'aria-labelledby': 'programs-title' },
    h('h2', { id: 'programs-title' }, 'Other programs at the CTI Server'),
    h('p', { class: 'muted' }, 'Each is a client of its own, by one application service of GED-188.'),
    list,
  );
  return { element, refresh };
};
