/** Sessions without a page: a CRM that notes what it is asked to open, and calls that the test makes up. */

import type { SessionMessage } from '../../../src/host/sessions/session.ts';
import { createSessionBook } from '../../../src/host/sessions/session-book.ts';
import type { Crm, HandlerContext, SoftphoneHostEvents } from '../../../src/host/softphone.ts';
import type { SoftphoneState } from '../../../src/host/softphone-state.ts';
import type { Call, ScreenPopTarget } from '../../../src/index.ts';
import { createEmitter } from '../../../src/protocol/emitter.ts';

export const sessionWorld = (crm: Pick<Crm, 'screenPop' | 'beforeSessionClose'> = {}, phone: { state?: string; hangUp?: () => Promise<void> } = {}) => {
  const calls: Call[] = [];
  const emitter = createEmitter<SoftphoneHostEvents>({ call: () => calls.map((call) => ({ event: 'updated', call })) });
  const told: SessionMessage[] = [];
  const opened: { target: ScreenPopTarget; session: HandlerContext['session'] }[] = [];
  const hungUp: string[] = [];
  emitter.on('session', (message) => told.push(message));
  const { state: status = 'ready', hangUp = async () => {} } = phone;
  const state = { calls, capabilities: status === 'ready' ? ['hangUp'] : [], status: { state: status }, on: emitter.on, emit: emitter.emit };
  const book = createSessionBook({
    options: {},
    crm: { screenPop: (target, { session }) => void opened.push({ target, session }), ...crm },
    state: state as unknown as SoftphoneState,
    hangUp: async (callId) => {
      hungUp.push(callId);
      await hangUp();
    },
    setCallRecord() {},
    logger: console,
  });
  return { book, sessions: book.face, calls, told, opened, hungUp };
};
