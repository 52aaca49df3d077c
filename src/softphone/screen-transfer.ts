/**
 * Screen transfer: a call that is handed on carries the record and the notes in progress to whoever takes it. The CRM is asked first, since
 * its user may have unsaved work; what travels are call data of the phone system's (`screen-transfer-data.ts`). Nobody takes it: both come back.
 */
import type { Phone } from '../phone/phone.ts';
import type { Call, CallEventName } from '../protocol/call.ts';
import { MAX_NUMBER_LENGTH } from '../protocol/limits.ts';
import type { RecordReference } from '../protocol/record.ts';
import type { TransferKind } from '../protocol/screen-transfer.ts';
import type { CrmConnection } from './crm-connection.ts';
import type { CallContext, ScreenTransfer } from './desktop.ts';
import { createTransferReceiver } from './screen-transfer-receiver.ts';
import { createTransferSender } from './screen-transfer-sender.ts';

export interface ScreenTransfersOptions {
  mode: ScreenTransfer;
  phone: Phone;
  crm: CrmConnection;
  address(): string;
  contextOf(callId: string): CallContext;
  update(callId: string, change: Partial<CallContext>): void;
  /** The context of a call that was handed on and is being wrapped up. */
  left(callId: string, call: Call): Partial<CallContext> | undefined;
  /** A call that was handed on is back: its first part needs no wrapping up of its own. */
  onReturn(callId: string): void;
  open(callId: string, record: RecordReference): void;
  searchAgain(callId: string): void;
  onProblem(error: unknown, callId: string): void;
}

type Commands = Pick<Phone, TransferKind | 'consult'>;

export const createScreenTransfers = (options: ScreenTransfersOptions) => {
  const { mode, phone } = options;
  const isOff = mode === 'never';
  const sender = createTransferSender({ ...options, isOff });
  const receiver = createTransferReceiver({
    ...options,
    vouchedOnly: mode === 'vouched',
    find: (callId) => phone.calls.find(({ id }) => id === callId),
    isOwn: sender.isOwn,
    takeOff: sender.takeOffArrived,
    left(call, text) {
      const callId = sender.callOf(text);
      return callId === undefined ? undefined : options.left(callId, call);
    },
    onReturn(text) {
      const callId = sender.callOf(text);
      if (callId !== undefined) options.onReturn(callId);
    },
  });

  /** With a consultation that the phone would not take, the phone says so, and nobody is asked. */
  const joined = (kind: 'completeTransfer' | 'conference', callId: string, consultationCallId: string | undefined, run: () => Promise<void>): Promise<void> => {
    const consultations = phone.calls.filter(({ id, consultationFor }) => consultationFor === callId && (consultationCallId ?? id) === id);
    const [consultation, ...more] = consultations;
    if (!consultation || more.length > 0) return run();
    return sender.handOn({ kind, callId, to: consultation.remote.number, consultationCallId: consultation.id, run });
  };

  const commands: Commands = {
    blindTransfer(callId, number) {
      const run = () => phone.blindTransfer(callId, number);
      const isNumber = typeof number === 'string' && number.trim() !== '' && number.length <= MAX_NUMBER_LENGTH;
      return isNumber ? sender.handOn({ kind: 'blindTransfer', callId, to: number, run }) : run();
    },
    consult: (callId, number) => sender.consult(callId, () => phone.consult(callId, number)),
    completeTransfer: (callId, consultationCallId) =>
      joined('completeTransfer', callId, consultationCallId, () => phone.completeTransfer(callId, consultationCallId)),
    conference: (callId, consultationCallId) => joined('conference', callId, consultationCallId, () => phone.conference(callId, consultationCallId)),
  };

  return {
    /** As the phone's own, with what goes along. */
    commands,
    /** Looks at a call after each of its events. Gives the record that it brings along, to be shown instead of a search. */
    see(type: CallEventName, call: Call): RecordReference | undefined {
      if (type === 'cleared') sender.over(call);
      return isOff || type === 'cleared' ? undefined : receiver.see(type, call);
    },
    resume: receiver.resume,
    stopPreparing: sender.stopPreparing,
    forget: receiver.forget,
    dispose: sender.dispose,
  };
};
