/** One call in a timeline. */
import type { Activity } from '../../api-types.ts';
import { h, replaceChildren } from '../dom.ts';
import { formatDuration, formatMoment } from '../format.ts';
import { type IconName, icon } from '../icon.ts';
import { MAX_NOTES_LENGTH } from '../limits.ts';
import { phoneNumber } from '../phone-number.ts';

const kinds: Record<Activity['direction'], { label: string; icon: IconName }> = {
  inbound: { label: 'Incoming call', icon: 'inbound' },
  outbound: { label: 'Outgoing call', icon: 'outbound' },
  internal: { label: 'Internal call', icon: 'internal' },
};

/** Why a call was not answered, for people. The rest need no words. */
const causes: Record<string, string> = {
  busy: 'busy',
  doNotDisturb: 'declined',
  callCancelled: 'caller gave up',
  callNotAnswered: 'no answer',
  answeredElsewhere: 'answered elsewhere',
  destNotObtainable: 'not reachable',
  incompatibleDestination: 'not reachable',
  signallingLost: 'connection lost',
  mediaFailed: 'no audio',
};

const outcome = ({ answered, durationSeconds, direction, cause }: Activity): string => {
  if (answered) return formatDuration(durationSeconds);
  // The agent's own doing, whichever way the phone said no.
  if (direction === 'inbound' && cause === 'busy') return 'declined';
  return causes[cause] ?? (direction === 'inbound' ? 'missed' : 'not answered');
};

const notesEditor = (notes: string, save: (notes: string) => Promise<void>, done: () => void): HTMLElement => {
  const area = h('textarea', { class: 'input', rows: 3, 'aria-label': 'Notes of this call', maxlength: MAX_NOTES_LENGTH }, notes);
  const problem = h('p', { class: 'field-problem', role: 'alert' });
  const submit = h('button', { type: 'submit', class: 'button button-primary' }, 'Save');
  const form = h(
    'form',
    {
      class: 'notes-editor',
      on: {
        submit: (event) => {
          event.preventDefault();
          submit.disabled = true;
          save(area.value.trim()).then(done, (error: unknown) => {
            submit.disabled = false;
            problem.textContent = error instanceof Error ? error.message : 'The notes could not be saved.';
          });
        },
        keydown: (event) => event.key === 'Escape' && done(),
      },
    },
    area,
    problem,
    h('div', { class: 'buttons' }, submit, h('button', { type: 'button', class: 'button', on: { click: done } }, 'Cancel')),
  );
  return form;
};

export const activityItem = (
  activity: Activity,
  options: { contact?: { name: string; href: string } | undefined; saveNotes?: ((notes: string) => Promise<void>) | undefined },
): HTMLElement => {
  const { label, icon: kindIcon } = kinds[activity.direction];
  const missed = !activity.answered && activity.direction === 'inbound';
  const notes = h('div', { class: 'activity-notes' });
  const edit = options.saveNotes;

  const showNotes = (): void =>
    replaceChildren(
      notes,
      activity.notes !== '' && h('p', { class: 'note' }, activity.notes),
      edit &&
        h('button', { type: 'button', class: 'link-button', on: { click: editNotes } }, icon('pencil'), activity.notes === '' ? 'Add notes' : 'Edit notes'),
    );
  const editNotes = (): void => {
    if (!edit) return;
    const editor = notesEditor(activity.notes, edit, () => {
      showNotes();
      notes.querySelector('button')?.focus();
    });
    replaceChildren(notes, editor);
    editor.querySelector('textarea')?.focus();
  };
  showNotes();

  return h(
    'li',
    { class: `activity${missed ? ' activity-missed' : ''}`, 'data-activity-id': activity.id },
    h('span', { class: 'activity-icon' }, icon(missed ? 'missed' : kindIcon)),
    h(
      'div',
      { class: 'activity-body' },
      h(
        'div',
        { class: 'activity-head' },
        h('strong', {}, missed ? 'Missed call' : label),
        h('span', { class: 'chip activity-outcome' }, outcome(activity)),
        activity.disposition !== undefined && h('span', { class: 'chip chip-accent' }, activity.disposition),
        h('time', { class: 'muted', datetime: new Date(activity.startedAt).toISOString() }, formatMoment(activity.startedAt)),
      ),
      h(
        'div',
        { class: 'activity-line' },
        options.contact && h('a', { href: options.contact.href }, options.contact.name),
        activity.subject !== undefined && h('span', {}, activity.subject),
        activity.contactId === undefined && h('span', {}, activity.name ?? 'Unknown caller'),
        activity.number === '' ? h('span', { class: 'muted' }, 'Number withheld') : phoneNumber(activity.number),
      ),
      notes,
    ),
  );
};
