/** What is known of a session's call: how it stands, who, whom, and what the phone system has told. Nothing of it is of any other call. */
import type { Session } from 'ringframe/host';
import { callText } from '../call-text.ts';
import { h, replaceChildren } from '../dom.ts';
import { icon } from '../icon.ts';
import { CLOCK_MS } from '../limits.ts';
import type { Phone } from '../phone/phone.ts';

/** Told already, or for softphones alone. */
const untold = new Set(['callId', 'number', 'e164', 'ani', 'dnis', 'direction', 'type', 'queue', 'recording', 'ringframe.transfer']);

const fact = (name: string, value: string | undefined) =>
  value !== undefined && value !== '' && h('div', { class: 'call-fact' }, h('dt', {}, name), h('dd', {}, value));

const factsOf = ({ call }: Session): HTMLElement => {
  const isOutbound = call.direction === 'outbound';
  return h(
    'dl',
    { class: 'call-facts' },
    fact(isOutbound ? 'To' : 'From', isOutbound ? call.dnis : (call.ani ?? 'number withheld')),
    fact('Called', isOutbound ? undefined : call.dnis),
    fact('Queue', call.queue),
    fact('Type', call.type === 'phonecall' ? undefined : call.type),
    ...Object.entries(call)
      .filter(([name]) => !untold.has(name))
      .map(([name, value]) => fact(name, value)),
  );
};

export const createSessionHead = (first: Session, { phone, onClose }: { phone: Phone; onClose: () => void }) => {
  let session = first;
  const state = h('p', { class: 'call-state' });
  const facts = h('div', { class: 'call-known' });
  const recorded = h('p', { class: 'chip chip-bad', role: 'status' });
  const showState = (): void => {
    const call = phone.calls.find(({ id }) => id === session.callId);
    state.textContent = call ? callText(call) : session.callActive ? 'On the phone' : 'The call is over';
    element.classList.toggle('session-over', !session.callActive);
  };
  const element = h(
    'header',
    { class: 'session-head' },
    icon('phone'),
    h('div', { class: 'session-call' }, h('div', { class: 'call-now' }, state, recorded), facts),
    h('button', { type: 'button', class: 'button', on: { click: onClose } }, icon('close'), 'Close session'),
  );
  const tick = setInterval(showState, CLOCK_MS);
  return {
    element,
    show(next: Session): void {
      session = next;
      recorded.textContent = session.callActive && session.call.recording ? 'Recorded (simulated: nothing is kept)' : '';
      replaceChildren(facts, factsOf(session));
      showState();
    },
    dispose: () => clearInterval(tick),
  };
};
