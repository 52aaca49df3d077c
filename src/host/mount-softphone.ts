/**
 * The first stage of the host: what is there the moment `mountSoftphone` returns. The second, which connects, is
 * `softphone-connection.ts`.
 */
import { expectPart, onePart } from '../bridge/load-part.ts';
import { originOf } from '../bridge/origin.ts';
import { CtiError } from '../protocol/error.ts';
import { CONNECT_TIMEOUT_MS } from '../protocol/limits.ts';
import { absoluteUrl } from './absolute-url.ts';
import { createChannels } from './channels.ts';
import { createCommands } from './commands.ts';
import { createFrame } from './frame.ts';
import { loadPanel } from './load-panel.ts';
import { loadPopPart } from './load-pop-part.ts';
import { createPanelPlace } from './panel/panel-place.ts';
import type { MountOptions, Softphone } from './softphone.ts';
import type { SoftphoneConnection } from './softphone-connection.ts';
import { createSoftphoneState } from './softphone-state.ts';
import { checkStandby, watchStandby } from './standby.ts';
import { whenReady } from './when-ready.ts';

const loadConnection = onePart(() => import('./softphone-connection.ts'));

/**
 * Puts a softphone page into the CRM page and connects the two. Returns at once; `status` tells how it goes on.
 *
 * What connects is a chunk of its own, which is loaded from now on, beside the page in the frame. If it does not come, the
 * status is `failed` with `LOAD_FAILED`; mounting again asks for it again (in Firefox only a page that was reloaded does).
 *
 * @throws CtiError `INVALID_ARGUMENT` when `src` or `standby.src` is not https (or http on loopback), `standby.timeoutMs` no time, or `container` not in
 * the document. Then nothing of it is in the page.
 * @example
 * const softphone = mountSoftphone({
 *   src: 'https://phone.vendor.example/',
 *   container: document.querySelector('#phone'),
 *   crm: { search: ({ number }) => contactsByNumber(number), screenPop: (target) => router.open(target), saveLog: (log) => upsertActivity(log) },
 * });
 * softphone.on('call', ({ call }) => badge.show(call));
 */
export const mountSoftphone = (options: MountOptions): Softphone => {
  const { connectTimeoutMs = CONNECT_TIMEOUT_MS, logger = console } = options;
  const origin = originOf(options.src, document.baseURI);
  const container = options.container ?? (options.panel ? document.body : undefined);
  if (!container?.isConnected) throw new CtiError('INVALID_ARGUMENT', 'container must be an element of the document.');
  const standbyPage = options.standby && { ...options.standby, ...checkStandby(options.standby), openCti: options.openCti };

  const mountedAt = performance.now();
  let connection: SoftphoneConnection | undefined;
  const commands = createCommands((name, request, callOptions) =>
    connection ? connection.command(name, request, callOptions) : Promise.reject(state.unavailable),
  );
  const state = createSoftphoneState({
    clickToDial: options.clickToDial,
    onClick: (click) => connection?.send('clickToDial', click),
    sessions: () => pops.face.sessions.list,
  });
  const channels = createChannels((message) => connection?.send('message', message));
  const setCallRecord: Softphone['setCallRecord'] = (callId, record) => connection?.send('callRecord', { callId, record });
  const pops = loadPopPart({
    ...options,
    ...{ crm: options.crm ?? {}, state, commands, logger, setCallRecord },
    onDialPad(callId) {
      state.emit('dialPad', { callId });
      panel?.set({ visible: true }).catch(() => {});
    },
  });
  const stopWaiting = expectPart(loadConnection(), {
    timeoutMs: connectTimeoutMs,
    onPart({ openSoftphoneConnection }) {
      const open = (pageOrigin: string, elapsedMs: number): void => {
        connection?.dispose();
        connection = openSoftphoneConnection({
          ...options,
          ...{ frame, origin: pageOrigin, connectTimeoutMs, elapsedMs, state, channels, panel, pops },
        });
      };
      open(origin, performance.now() - mountedAt);
      standby?.onShown((standbyOrigin) => {
        // What was connected is gone with its page.
        state.setStatus({ state: 'connecting' });
        open(standbyOrigin, 0);
      });
    },
    onFailure: (error) => state.setStatus({ state: 'failed', error }),
  });
  const place = options.panel ? createPanelPlace(container) : undefined;
  const frame = createFrame(place ?? container, options);
  const panel = place && loadPanel({ place, options: options.panel === true ? {} : options.panel || {}, state, logger });
  const standby = standbyPage && watchStandby(standbyPage, frame, state);

  return {
    ...commands,
    frame,
    get status() {
      return state.status;
    },
    get calls() {
      return state.calls;
    },
    get agent() {
      return state.agent;
    },
    get capabilities() {
      return state.capabilities;
    },
    get pendingLogs() {
      return connection?.pendingLogs ?? [];
    },
    ready: ({ signal } = {}) => whenReady(state, signal),
    setAppView: (view) => connection?.send('navigation', { ...view, url: absoluteUrl(view.url) }),
    publish: channels.tell,
    subscribe: channels.listen,
    startWork: (work) => connection?.send('workStart', work),
    setCallRecord,
    notifyObjectUpdate: (update) => connection?.send('objectUpdate', update),
    ...pops.face,
    get panel() {
      return panel?.panel;
    },
    retryLogs: () => connection?.retryLogs(),
    on: state.on,
    dispose() {
      if (state.status.state === 'disposed') return;
      stopWaiting();
      connection?.dispose();
      pops.dispose();
      state.setStatus({ state: 'disposed' });
      state.dispose();
      channels.dispose();
      standby?.dispose();
      panel?.dispose();
      frame.remove();
    },
  };
};
