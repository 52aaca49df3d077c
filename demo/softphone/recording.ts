/** Has the call recorded by whoever serves that at the phone system: a request of GED-188, which no command of a phone stands for. */
import type { Desktop, DesktopCall } from 'ringframe/softphone';

/** Of the voice: in the demo there is none in this page, and the recorder keeps nothing. */
const noVoice = { clientPort: 0, direction: 0 };
const noStream = { bitRate: 0, packetSize: 0, rtpType: 0, payloadType: 0, echoCancellation: 0 };

/** The recorder marks the call with its number for the recording, so that this page knows it after a reload, and a colleague's too. */
const recordingOf = (call: DesktopCall): string | undefined => call.data.recording || undefined;

const toggle = async (desktop: Desktop, call: DesktopCall): Promise<void> => {
  const recording = recordingOf(call);
  const params = { callId: call.id, ...noVoice };
  if (recording === undefined) await desktop.vendorCommand({ name: 'START_RECORDING_REQ', params: { ...params, ...noStream } });
  else await desktop.vendorCommand({ name: 'STOP_RECORDING_REQ', params: { ...params, sessionId: Number(recording), serverData: 0 } });
};

export const createRecording = (desktop: Desktop): HTMLElement => {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'record';
  button.textContent = 'Record the call';
  const hint = document.createElement('span');
  hint.className = 'hint';
  hint.textContent = 'Simulated: nothing is kept';
  const problem = document.createElement('p');
  problem.className = 'problem';
  problem.setAttribute('role', 'alert');
  const element = document.createElement('div');
  element.className = 'recording';
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', 'Recording');
  element.append(button, hint, problem);

  let isBusy = false;
  let shownFor: string | undefined;
  /** The one that is talked in; a supervisor's part in an agent's call is the agent's to record. */
  const current = (): DesktopCall | undefined =>
    desktop.capabilities.includes('vendorCommand') ? desktop.calls.find(({ state, supervision }) => state === 'connected' && !supervision) : undefined;
  const canPress = (): boolean => !isBusy && desktop.status.state === 'ready';
  const show = (): void => {
    const call = current();
    element.hidden = call === undefined;
    button.setAttribute('aria-pressed', String(call !== undefined && recordingOf(call) !== undefined));
    // The focus stays on it meanwhile.
    button.setAttribute('aria-disabled', String(!canPress()));
    if (call?.id !== shownFor) problem.textContent = '';
    shownFor = call?.id;
  };
  button.addEventListener('click', async () => {
    const call = current();
    if (!call || !canPress()) return;
    isBusy = true;
    problem.textContent = '';
    show();
    try {
      await toggle(desktop, call);
    } catch (error) {
      problem.textContent = `Recording did not change: ${error instanceof Error ? error.message : 'something unexpected went wrong.'}`;
    }
    isBusy = false;
    show();
  });
  desktop.on('change', show);
  show();
  return element;
};
