/** Sends the record and the notes along with a call that is handed on. */
import type { Phone } from '../phone/phone.ts';
import type { Call } from '../protocol/call.ts';
import { CtiError, isCtiError } from '../protocol/error.ts';
import { MAX_SENT_TRANSFERS } from '../protocol/limits.ts';
import type { PreparedTransfer, TransferKind } from '../protocol/screen-transfer.ts';
import type { CrmConnection } from './crm-connection.ts';
import type { CallContext } from './desktop.ts';
import { narrowed, TRANSFER_DATA, type TransferData, writeTransfer } from './screen-transfer-data.ts';
import { createTransferQuestion } from './screen-transfer-question.ts';

export interface TransferSenderOptions {
  phone: Phone;
  crm: CrmConnection;
  /** The phone's commands, and nothing else. */
  isOff: boolean;
  /** The agent's own address. */
  address(): string;
  contextOf(callId: string): CallContext;
  update(callId: string, change: Partial<CallContext>): void;
  onProblem(error: unknown, callId: string): void;
}

/** Which call goes where, and by which command of the phone. */
interface HandingOn {
  kind: TransferKind;
  callId: string;
  to: string;
  consultationCallId?: string | undefined;
  run(): Promise<void>;
}

/** What leaves, in the order of what is left out where a phone system carries little. The work itself is never left out. */
const versions = ({ transferId, record, draft }: PreparedTransfer, context: CallContext, from: string): readonly TransferData[] => {
  const work = { look: false, record: record ?? context.record, notes: context.notes, draft };
  if (transferId === undefined) return work.record || work.notes || draft ? [{ ...work, from }, work] : [];
  return [
    { look: false, transferId, record: work.record, from },
    { look: false, transferId, from },
    { look: false, transferId },
  ];
};

export const createTransferSender = (options: TransferSenderOptions) => {
  const { phone, crm, contextOf, onProblem } = options;
  const question = createTransferQuestion(options);
  /** What this window has put on calls that it still has. */
  const own = new Map<string, string>();
  /** Calls that were handed on, by what went along: it is the same text that comes back. */
  const sent = new Map<string, string>();
  /** Calls that are being handed on, from the question to what the phone says. */
  const leaving = new Set<string>();

  const find = (callId: string): Call | undefined => phone.calls.find(({ id }) => id === callId);

  const put = async (callId: string, text: string): Promise<void> => {
    const before = own.get(callId);
    // Known first: the phone tells the change before it has answered.
    own.set(callId, text);
    try {
      await phone.setCallData(callId, { [TRANSFER_DATA]: text });
    } catch (error) {
      if (before === undefined) own.delete(callId);
      else own.set(callId, before);
      throw error;
    }
  };

  /** The first version that fits; undefined when none does. */
  const putFirst = async (callId: string, data: readonly TransferData[]): Promise<string | undefined> => {
    const texts = data.map(writeTransfer).flatMap((text) => [text, narrowed(text)]);
    for (const text of new Set(texts)) {
      try {
        await put(callId, text);
        return text;
      } catch (error) {
        // The phone has kept nothing of it: there may be a shorter one.
        if (!isCtiError(error, 'INVALID_ARGUMENT')) throw error;
      }
    }
    return undefined;
  };

  const carries = (callId: string): boolean => find(callId)?.actions.includes('setCallData') === true;

  /** Best effort: whoever reads what is left there finds the record of the call it is on. */
  const takeOff = async (callId: string): Promise<void> => {
    own.delete(callId);
    if (find(callId)?.data[TRANSFER_DATA] && carries(callId)) await phone.setCallData(callId, { [TRANSFER_DATA]: '' }).catch(() => {});
  };

  /** @throws CtiError `TRANSFER_TOO_LARGE` when the agent can do something about it */
  const attach = async (callId: string, prepared: PreparedTransfer): Promise<void> => {
    const context = contextOf(callId);
    const data = versions(prepared, context, options.address());
    if (data.length === 0) return takeOff(callId);
    if (!carries(callId))
      return onProblem(new CtiError('NOT_SUPPORTED', 'This phone carries no call data: the call goes without its record and notes.'), callId);
    const text = await putFirst(callId, data);
    if (text !== undefined) return remember(text, callId);
    const tooLarge = new CtiError('TRANSFER_TOO_LARGE', 'The phone system has no room in the call data for what is to go along with this call.');
    if (prepared.transferId === undefined && (context.notes || prepared.draft)) throw tooLarge;
    // Nothing is lost but the way to it, and nobody here can make it shorter: a call is not kept from going on for that.
    await takeOff(callId);
    onProblem(tooLarge, callId);
  };

  const remember = (text: string, callId: string): void => {
    sent.delete(text);
    sent.set(text, callId);
    const [oldest] = sent.keys();
    if (sent.size > MAX_SENT_TRANSFERS && oldest !== undefined) sent.delete(oldest);
  };

  /** A CRM that has put the work away gets it back. */
  const giveBack = async (callId: string, { transferId, record, draft }: PreparedTransfer): Promise<void> => {
    if (!crm.grants('acceptTransfer')) return;
    const context = contextOf(callId);
    const arrived = { callId, returned: true, transferId, record: record ?? context.record, notes: context.notes, draft, from: options.address() };
    await crm.acceptTransfer(arrived).catch((error) => onProblem(error, callId));
  };

  /** The phone did not do it. */
  const undo = async (callId: string, prepared: PreparedTransfer): Promise<void> => {
    // Without the call nobody can tell whether it did.
    if (!find(callId)) return;
    const text = own.get(callId);
    if (text !== undefined) sent.delete(text);
    await takeOff(callId);
    await giveBack(callId, prepared);
  };

  /** What is refused before `run` has changed nothing. */
  const handOnNow = async ({ kind, callId, to, consultationCallId, run }: HandingOn): Promise<void> => {
    const { record, notes } = contextOf(callId);
    const prepared = await question.ask({ callId, kind, to, record, notes }, consultationCallId);
    try {
      await attach(callId, prepared);
    } catch (error) {
      await giveBack(callId, prepared);
      throw error;
    }
    try {
      await run();
    } catch (error) {
      await undo(callId, prepared);
      throw error;
    }
  };

  return {
    /**
     * Runs the command once the CRM has agreed and what goes along is on the call.
     * @throws CtiError `INVALID_STATE` for a call that is being handed on already: a second click must not take off what the first has put on it
     */
    async handOn(handingOn: HandingOn): Promise<void> {
      const { kind, callId, run } = handingOn;
      // What the phone would refuse, it refuses before anybody is asked.
      if (options.isOff || !find(callId)?.actions.includes(kind)) return run();
      if (leaving.has(callId)) throw new CtiError('INVALID_STATE', 'This call is being handed on already.');
      leaving.add(callId);
      await handOnNow(handingOn).finally(() => leaving.delete(callId));
    },
    /** Somebody is asked about the call: the record goes along to look at, where it can. */
    async consult<Result>(callId: string, run: () => Promise<Result>): Promise<Result> {
      const wanted = !options.isOff && find(callId)?.actions.includes('consult') && carries(callId);
      const { record } = contextOf(callId);
      if (wanted) await putFirst(callId, [{ look: true, record }, { look: true }]).catch(() => undefined);
      try {
        return await run();
      } catch (error) {
        if (wanted) await takeOff(callId);
        throw error;
      }
    },
    /** A call of this window is over. */
    over({ id, consultationFor, cause }: Call): void {
      own.delete(id);
      question.end(id, new CtiError('NO_SUCH_CALL', 'The call ended while the CRM was asked.'));
      // Asked, and not joined: there is nothing to look at any more.
      if (consultationFor !== undefined && cause !== 'transfer' && cause !== 'conference' && own.has(consultationFor)) void takeOff(consultationFor);
    },
    stopPreparing: (callId: string): void => question.end(callId, new CtiError('ABORTED', 'The agent cancelled.')),
    /** Takes off what another agent has put there. What this window has put in its place since stays. */
    async takeOffArrived(callId: string): Promise<void> {
      if (!own.has(callId)) await takeOff(callId);
    },
    /** Whether this window has put that on the call itself. */
    isOwn: (callId: string, text: string | undefined): boolean => text !== undefined && own.get(callId) === text,
    /** The call that left with this text, if this window handed it on. */
    callOf: (text: string | undefined): string | undefined => (text === undefined ? undefined : sent.get(text)),
    dispose: (): void => question.endAll(new CtiError('DISPOSED', 'The softphone was closed.')),
  };
};
