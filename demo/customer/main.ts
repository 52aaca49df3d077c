/** The customer's phone: a page that registers with the demo's SIP server under the number it is given, and calls the agent. */
import type { Call } from 'ringframe';
import type { PhoneStatus } from 'ringframe/phone';
import { sipPhone } from 'ringframe/phone/sip';
import { callText, durationText, endText, problemText } from './call-text.ts';
import { setUpCallerChoice } from './caller-choice.ts';
import { loadConfig } from './customer-config.ts';
import { button, element } from './element.ts';
import { setUpKeypad } from './keypad.ts';
import { createLine } from './line.ts';

const screen = element('screen', HTMLElement);
const [who, status, timer, problem, badge] = [
  element('who', HTMLParagraphElement),
  element('status', HTMLParagraphElement),
  element('timer', HTMLParagraphElement),
  element('problem', HTMLParagraphElement),
  element('line', HTMLParagraphElement),
];
const TITLE = document.title;
/** The clock shows seconds. */
const CLOCK_MS = 250;
const BADGES: Record<PhoneStatus['state'], string> = {
  disconnected: 'Offline',
  connecting: 'Connecting',
  ready: 'Ready',
  reconnecting: 'Reconnecting',
  failed: 'Not connected',
};

/** Writes only what has changed, so that a screen reader does not say it again. */
const write = (target: HTMLElement, text: string) => {
  if (target.textContent !== text) target.textContent = text;
};
const report = (error: unknown) => {
  problem.hidden = error === undefined;
  write(problem, error === undefined ? '' : problemText(error));
};

const start = async () => {
  const config = await loadConfig();
  element('crm', HTMLAnchorElement).href = config.crmUrl;
  let idleText = '';
  let dialling = false;

  const line = createLine(
    (number) => sipPhone({ server: config.sip.server, user: number, authorizationUser: config.sip.user, password: config.sip.password }),
    {
      change: () => render(),
      status: (now) => {
        badge.dataset.state = now.state;
        write(badge, BADGES[now.state]);
        if (now.state === 'ready') report(undefined);
        if (now.state === 'failed' || now.state === 'reconnecting') report(now.error);
        render();
      },
      ended: (call) => {
        idleText = endText(call.cause);
      },
    },
  );

  /** Runs a command and shows why it failed. */
  const command = (run: () => Promise<unknown> | undefined) => async () => {
    report(undefined);
    await Promise.resolve(run()).catch(report);
    render();
  };
  const withCall = (run: (call: Call) => Promise<unknown> | undefined) =>
    command(() => {
      // Any click may start sound that the browser has held back.
      if (line.phone?.audio?.blocked) void line.phone.audio.unlock().catch(() => {});
      return line.call && run(line.call);
    });
  button('call').addEventListener(
    'click',
    command(async () => {
      dialling = true;
      idleText = '';
      render();
      await line.phone?.dial({ number: config.agent.user }).finally(() => {
        dialling = false;
      });
    }),
  );
  button('answer').addEventListener(
    'click',
    withCall((call) => line.phone?.answer(call.id)),
  );
  button('reject').addEventListener(
    'click',
    withCall((call) => line.phone?.reject(call.id, 'declined')),
  );
  button('hang-up').addEventListener(
    'click',
    withCall((call) => line.phone?.hangUp(call.id)),
  );
  button('mute').addEventListener(
    'click',
    withCall((call) => (call.muted ? line.phone?.unmute(call.id) : line.phone?.mute(call.id))),
  );
  button('sound').addEventListener(
    'click',
    command(() => line.phone?.audio?.unlock()),
  );
  const keypad = setUpKeypad(async (digit) => {
    const { call } = line;
    if (call) await line.phone?.sendDtmf(call.id, digit).catch(report);
  });

  const render = () => {
    const { call } = line;
    const can = (action: Call['actions'][number]) => call?.actions.includes(action) ?? false;
    const incoming = call?.state === 'alerting';
    const hadFocus = document.activeElement instanceof HTMLButtonElement && screen.contains(document.activeElement) ? document.activeElement : undefined;

    button('call').hidden = call !== undefined;
    button('call').disabled = dialling || line.phone?.status.state !== 'ready';
    button('answer').hidden = !(incoming && can('answer'));
    button('reject').hidden = !(incoming && can('reject'));
    button('hang-up').hidden = incoming || !can('hangUp');
    const mute = button('mute');
    mute.hidden = !can('mute') && !can('unmute');
    mute.ariaPressed = String(call?.muted ?? false);
    button('sound').hidden = !(call && line.phone?.audio?.blocked);
    keypad.show(can('sendDtmf'));
    choice.disable(call !== undefined || dialling);

    screen.dataset.state = call ? (incoming ? 'ringing' : 'call') : 'idle';
    write(who, call ? 'The agent' : (line.number ?? 'No number yet'));
    const waiting = line.phone?.status.state === 'ready' ? 'Ready: call, or wait to be called back.' : '';
    write(status, call ? callText(call) : dialling ? 'Waiting for the microphone …' : idleText || waiting);
    const since = call?.establishedAt;
    timer.hidden = since === undefined;
    if (since !== undefined) write(timer, durationText(Date.now() - since));
    document.title = incoming ? 'Incoming call' : call ? `In a call – ${TITLE}` : TITLE;

    // A button that disappears must not take the keyboard with it.
    if (hadFocus?.hidden)
      [...screen.querySelectorAll('button')].find((other) => !other.hidden && !other.disabled && other.closest('[hidden]') === null)?.focus();
  };
  setInterval(() => line.call?.establishedAt !== undefined && render(), CLOCK_MS);
  addEventListener('pagehide', () => void line.phone?.dispose());

  const choice = setUpCallerChoice(config.callers ?? [], (number) => {
    if (number === line.number) return;
    idleText = '';
    report(undefined);
    void line.use(number).catch(report);
  });
  choice.begin();
  render();
};

start().catch(report);
