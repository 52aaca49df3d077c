/** A telephone that only pretends: calls come from a text field, and whoever is called answers at once. */
import { element } from './element.js';

let last = 0;

const clock = (milliseconds) => {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/**
 * @param on what to do when the agent gets ready, and when a call rings, is answered, has ended, when one of several callers
 * is chosen, and when the outcome is saved
 */
export const createPhone = (on) => {
  let call;
  let ended;
  let isReady = false;

  const state = element('p', { class: 'state', role: 'status' }, 'Offline');
  const readyButton = element('button', { type: 'button', click: () => setReady(!isReady) }, 'Go online');
  const caller = element('input', { id: 'caller', type: 'tel', autocomplete: 'off', placeholder: '+44 …', required: true });
  const onRing = (event) => {
    event.preventDefault();
    if (isReady && !call) begin({ number: caller.value.trim(), direction: 'Inbound', record: undefined, isAnswered: false });
  };
  const ringForm = element(
    'form',
    { class: 'ring', submit: onRing },
    element('label', { for: 'caller' }, 'Incoming call from'),
    element('div', { class: 'row' }, caller, element('button', {}, 'Ring')),
  );

  const who = element('p', { class: 'who' });
  const details = element('p', { class: 'muted' });
  const time = element('p', { class: 'time' });
  const choices = element('div', { class: 'choices' });
  const answerButton = element('button', { type: 'button', class: 'good', click: () => answer() }, 'Answer');
  const endButton = element('button', { type: 'button', class: 'bad', click: () => end() }, 'Hang up');
  const callBox = element('section', { class: 'call', 'aria-label': 'Call', hidden: true }, who, time);
  // What the CRM finds comes later: under the buttons, which stay where they are.
  callBox.append(element('div', { class: 'row' }, answerButton, endButton), details, choices);

  const outcome = element('select', { id: 'outcome' });
  const notes = element('textarea', { id: 'notes', rows: '2' });
  const onWrapUp = (event) => {
    event.preventDefault();
    const finished = ended;
    wrapUp.hidden = true;
    on.wrapUp(finished, { outcome: outcome.value, notes: notes.value.trim() });
  };
  const wrapUp = element('form', { class: 'wrap-up', hidden: true, submit: onWrapUp });
  wrapUp.append(element('label', { for: 'outcome' }, 'Outcome'), outcome, element('label', { for: 'notes' }, 'Notes'), notes);
  wrapUp.append(element('div', { class: 'row' }, element('button', { class: 'good' }, 'Save')));

  const show = () => {
    callBox.hidden = !call;
    ringForm.hidden = Boolean(call);
    state.textContent = !isReady ? 'Offline' : !call ? 'Ready' : call.isAnswered ? 'On a call' : 'Ringing';
    readyButton.textContent = isReady ? 'Go offline' : 'Go online';
    readyButton.disabled = Boolean(call);
    if (!call) return;
    who.textContent = call.name || call.number;
    details.textContent = call.name ? [call.number, call.details].filter(Boolean).join(' · ') : '';
    answerButton.hidden = call.isAnswered;
    endButton.textContent = call.isAnswered ? 'Hang up' : 'Decline';
    time.textContent = call.isAnswered ? clock(Date.now() - call.answeredAt) : call.direction === 'Inbound' ? 'Incoming call' : 'Calling';
  };
  setInterval(() => call?.isAnswered && show(), 1000);

  const begin = (made) => {
    last += 1;
    call = Object.assign({ id: `demo-${Date.now()}-${last}` }, made);
    wrapUp.hidden = true;
    choices.replaceChildren();
    show();
    on.ringing(call);
  };
  const answer = () => {
    call.isAnswered = true;
    call.answeredAt = Date.now();
    show();
    on.answered(call);
  };
  const end = () => {
    const seconds = call.isAnswered ? Math.round((Date.now() - call.answeredAt) / 1000) : 0;
    ended = Object.assign(call, { durationSeconds: seconds });
    call = undefined;
    notes.value = '';
    wrapUp.hidden = outcome.options.length === 0 || !ended.isAnswered;
    show();
    on.ended(ended);
  };
  const setReady = (ready) => {
    isReady = ready;
    show();
    on.ready(ready);
  };

  return {
    element: element('section', { class: 'phone', 'aria-label': 'Phone' }, element('div', { class: 'bar' }, state, readyButton), ringForm, callBox, wrapUp),
    setReady,
    /** Somebody clicked a number in the CRM. False while there is another call. */
    dial: (number, record) => {
      if (!isReady || call) return false;
      begin({ number, direction: 'Outbound', record, isAnswered: false });
      answer();
      return true;
    },
    /** Who it may be: `{ id, name, details }` each. */
    setCallers: (records) => {
      if (!call) return;
      const [only] = records;
      if (records.length === 1) Object.assign(call, { record: call.record || only.id, name: only.name, details: only.details });
      const choose = (record) => () => {
        Object.assign(call, { record: record.id, name: record.name, details: record.details });
        choices.replaceChildren();
        show();
        on.chosen(record);
      };
      if (records.length > 1) choices.replaceChildren(...records.map((record) => element('button', { type: 'button', click: choose(record) }, record.name)));
      show();
    },
    setOutcomes: (outcomes) => outcome.replaceChildren(...outcomes.map((text) => element('option', {}, text))),
    get call() {
      return call;
    },
  };
};
