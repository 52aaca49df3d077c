/** The softphone's controls, in the order in which an agent needs them. */
import type { Disposition } from 'ringframe/controls';
import type { Desktop } from 'ringframe/softphone';

const dispositions: Disposition[] = [
  { value: 'Solved', label: 'Solved' },
  { value: 'Call back', label: 'Call back' },
  { value: 'Order', label: 'Order' },
  { value: 'Complaint', label: 'Complaint' },
  { value: 'Wrong number', label: 'Wrong number' },
];

/** Every control takes `.desktop`; that is all there is to binding one. */
type Control = HTMLElement & { desktop?: Desktop | undefined; dispositions?: Disposition[] };

const control = (tag: string): Control => document.createElement(tag);

const fold = (title: string, ...content: Node[]): HTMLDetailsElement => {
  const summary = document.createElement('summary');
  summary.textContent = title;
  const details = document.createElement('details');
  details.append(summary, ...content);
  return details;
};

/** A control without anything to show takes no place in the row, and can still be heard by screen readers. */
const leaveOutEmpty = (controls: readonly HTMLElement[]): void => {
  const observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) target.classList.toggle('empty', contentRect.height === 0);
  });
  for (const item of controls) observer.observe(item);
};

const settingsButton = (onSettings: () => void): HTMLButtonElement => {
  const settings = document.createElement('button');
  settings.type = 'button';
  settings.className = 'plain';
  settings.textContent = 'Phone system…';
  settings.addEventListener('click', onSettings);
  return settings;
};

const problems: Record<string, string> = {
  search: 'The CRM could not be searched for this caller',
  pop: "The CRM did not open the caller's page",
  log: 'The call could not be logged',
  clickToDial: 'The number could not be dialled',
  connect: 'The phone could not connect',
};

export interface PanelOptions {
  /** Where the agent may choose the phone system, and has the sound in this page. */
  onSettings?: (() => void) | undefined;
  /** What there is for the call besides the controls. */
  recording?: HTMLElement | undefined;
}

export const createPanel = ({ onSettings, recording }: PanelOptions = {}) => {
  const wrapUp = control('ringframe-wrap-up');
  wrapUp.dispositions = dispositions;
  const dialPad = control('ringframe-dial-pad');
  const calls = [control('ringframe-incoming-call'), control('ringframe-call-bar'), wrapUp];
  // Shows something for a supervisor only.
  const team = control('ringframe-team');
  const agent = control('ringframe-agent-state');
  const devices = control('ringframe-device-picker');
  const controls = [agent, ...calls, team, dialPad, devices];
  const dial = fold('Dial a number', dialPad);

  const problem = document.createElement('p');
  problem.className = 'problem';
  problem.setAttribute('role', 'alert');
  const element = document.createElement('div');
  element.className = 'panel';
  element.append(problem, agent, ...calls, ...(recording ? [recording] : []), team, dial);
  if (onSettings) element.append(fold('Sound and settings', devices, settingsButton(onSettings)));
  leaveOutEmpty([...calls, team]);

  let wasIdle = false;
  const follow = (desktop: Desktop): void => {
    // Room for the calls while there are any. What the agent opens or closes meanwhile stays so.
    const isIdle = desktop.calls.length === 0 && desktop.wrapUps.length === 0;
    if (isIdle !== wasIdle) dial.open = isIdle;
    wasIdle = isIdle;
  };

  const showProblem = (text: string): void => {
    problem.textContent = text;
  };
  return {
    element,
    showProblem,
    setDesktop(desktop: Desktop | undefined): void {
      showProblem('');
      for (const item of controls) item.desktop = desktop;
      if (!desktop) return;
      follow(desktop);
      desktop.on('change', () => follow(desktop));
      // What no control reports: each stays until the next call or the next problem. `connect` is shown by the agent's state.
      desktop.on('problem', ({ during, error }) => during !== 'connect' && showProblem(`${problems[during] ?? 'Something went wrong'}: ${error.message}`));
      desktop.on('call', ({ event }) => (event === 'originated' || event === 'delivered') && showProblem(''));
    },
  };
};
