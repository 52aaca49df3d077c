/**
 * Receives the work that comes with a call. Its record is shown when the call rings; notes and drafts follow when the call is this agent's: answered,
 * or, after a consultation, transferred or conferenced. Work of this agent's own that nobody took comes back with its call, at once.
 */
import type { Call, CallEventName } from '../protocol/call.ts';
import { CtiError, isCtiError } from '../protocol/error.ts';
import type { RecordReference } from '../protocol/record.ts';
import type { AcceptedTransfer, ArrivedTransfer } from '../protocol/screen-transfer.ts';
import type { CrmConnection } from './crm-connection.ts';
import type { CallContext } from './desktop.ts';
import { mergeNotes } from './merge-notes.ts';
import { readTransfer, TRANSFER_DATA, type TransferData } from './screen-transfer-data.ts';

export interface TransferReceiverOptions {
  crm: CrmConnection;
  /** Only work for which the CRM answers by its `transferId` is believed. */
  vouchedOnly: boolean;
  address(): string;
  find(callId: string): Call | undefined;
  contextOf(callId: string): CallContext;
  update(callId: string, change: Partial<CallContext>): void;
  /** What this window has put on the call, which is no arrival. */
  isOwn(callId: string, text: string | undefined): boolean;
  /** The context of the call that left with this text, where it is still known. */
  left(call: Call, text: string | undefined): Partial<CallContext> | undefined;
  /** That call goes on as this one. */
  onReturn(text: string | undefined): void;
  takeOff(callId: string): Promise<void>;
  /** Opens a record for a call that is this window's. */
  open(callId: string, record: RecordReference): void;
  /** Treats the call as if nothing had come with it. */
  searchAgain(callId: string): void;
  onProblem(error: unknown, callId: string): void;
}

interface Arrival {
  data: TransferData | undefined;
  /** It was delivered to ask this agent, who gets it only if it is then handed on. */
  isConsulted: boolean;
  isHandedOn: boolean;
  isTaken: boolean;
  /** Nobody else took it. */
  isReturned: boolean;
  /** As it was left, with all that was written since: nothing of it is taken from elsewhere. */
  isWhole: boolean;
  /** The CRM was not there to be told. */
  isPending: boolean;
}

const isInterrupted = (error: unknown): boolean => isCtiError(error, 'NOT_READY') || isCtiError(error, 'SESSION_REPLACED');

export const createTransferReceiver = (options: TransferReceiverOptions) => {
  const { crm, find, contextOf, update, onProblem } = options;
  const arrivals = new Map<string, Arrival>();

  const textOf = (call: Call): string | undefined => call.data[TRANSFER_DATA];

  /** What is on the call and may be believed. */
  const read = (call: Call): TransferData | undefined => {
    const data = options.isOwn(call.id, textOf(call)) ? undefined : readTransfer(call.data);
    if (!data || !options.vouchedOnly || data.look || data.transferId !== undefined) return data;
    return options.left(call, textOf(call)) && data;
  };

  const isBack = (call: Call, { look, from }: TransferData): boolean =>
    !look && (call.cause === 'recall' || (from !== undefined && from === options.address()));

  /** What the call shows while it rings: where the CRM is to answer for it, that is the CRM's to say first. */
  const shownOf = ({ record }: TransferData): RecordReference | undefined => (options.vouchedOnly ? undefined : record);

  const tellCrm = async (arrived: ArrivedTransfer): Promise<AcceptedTransfer> => {
    if (crm.grants('acceptTransfer')) return crm.acceptTransfer(arrived);
    // Between two connections it is waited for; one that will not come is not.
    if (['connecting', 'reconnecting'].includes(crm.status.state)) throw new CtiError('NOT_READY', 'The CRM is not there yet.');
    if (arrived.transferId === undefined) return {};
    throw new CtiError('NOT_SUPPORTED', 'This CRM does not take the work of other agents, though it names it.');
  };

  const restore = (callId: string, arrival: Arrival, data: TransferData, answer: AcceptedTransfer): void => {
    const before = contextOf(callId);
    const record = answer.record ?? (arrival.isReturned ? before.record : undefined) ?? data.record ?? before.record;
    const notes = arrival.isWhole ? before.notes : mergeNotes(answer.notes ?? data.notes ?? '', before.notes);
    if (notes === undefined) onProblem(new CtiError('TRANSFER_TOO_LARGE', 'The notes that came with the call do not fit to those of this agent.'), callId);
    update(callId, { record, notes: notes ?? before.notes });
    if (record && (arrival.isHandedOn || record.recordId !== before.record?.recordId)) options.open(callId, record);
  };

  const accept = async (callId: string, arrival: Arrival, data: TransferData): Promise<void> => {
    const { record, notes, transferId, draft, from } = data;
    arrival.isPending = false;
    try {
      restore(callId, arrival, data, await tellCrm({ callId, returned: arrival.isReturned, transferId, record, notes, draft, from }));
    } catch (error) {
      if (isInterrupted(error)) {
        arrival.isPending = true;
        return;
      }
      onProblem(error, callId);
      if (!arrival.isWhole) options.searchAgain(callId);
    }
    // What comes back may yet go on to somebody else while it rings.
    if (!arrival.isReturned) await options.takeOff(callId);
  };

  /** The sender's own work, as it was left: in the form that was open for the first part of the call, or as it travelled. */
  const comeBack = (call: Call, arrival: Arrival, data: TransferData): void => {
    const left = options.left(call, textOf(call));
    arrival.isTaken = true;
    arrival.isReturned = true;
    arrival.isWhole = left !== undefined;
    update(call.id, left ?? { record: shownOf(data) });
    options.onReturn(textOf(call));
    void accept(call.id, arrival, data);
  };

  const begin = (call: Call, data: TransferData | undefined): Arrival => {
    const isConsulted = data?.look === true || call.cause === 'consultation';
    const arrival = { data, isConsulted, isHandedOn: false, isTaken: false, isReturned: false, isWhole: false, isPending: false };
    arrivals.set(call.id, arrival);
    if (data && isBack(call, data)) comeBack(call, arrival, data);
    return arrival;
  };

  return {
    /** Looks at a call after each of its events. Gives the record that it brings along, to be shown instead of a search. */
    see(type: CallEventName, call: Call): RecordReference | undefined {
      // Who has dialled may be handed on, but nobody's work comes with that.
      if (call.direction === 'outbound') return undefined;
      const data = read(call);
      const arrival = (type === 'delivered' ? undefined : arrivals.get(call.id)) ?? begin(call, data);
      arrival.data = data ?? arrival.data;
      if (arrival.isReturned) {
        if (type === 'established') void options.takeOff(call.id);
        return contextOf(call.id).record;
      }
      if (arrival.isConsulted && (type === 'transferred' || type === 'conferenced')) arrival.isHandedOn = true;
      const isTheirs = arrival.isConsulted ? arrival.isHandedOn : type === 'established';
      if (data && !data.look && isTheirs && !arrival.isTaken) {
        arrival.isTaken = true;
        void accept(call.id, arrival, data);
      }
      return arrival.data && shownOf(arrival.data);
    },
    /** The CRM is back: what it could not be told is told now. */
    resume(): void {
      for (const [callId, arrival] of arrivals) if (arrival.isPending && arrival.data && find(callId)) void accept(callId, arrival, arrival.data);
    },
    forget: (callId: string): void => void arrivals.delete(callId),
  };
};
