/** Asks the CRM before a call is handed on. While it is asked nothing happens to the call, and the agent can take the question back. */
import type { CtiError } from '../protocol/error.ts';
import type { PreparedTransfer, TransferPreparation } from '../protocol/screen-transfer.ts';
import type { CrmConnection } from './crm-connection.ts';
import type { CallContext } from './desktop.ts';

export interface QuestionOptions {
  crm: CrmConnection;
  update(callId: string, change: Partial<CallContext>): void;
}

export const createTransferQuestion = ({ crm, update }: QuestionOptions) => {
  /** By the call that is to be handed on. `also`: the consultation it is to be joined with. */
  const open = new Map<string, { abort: AbortController; also: string | undefined }>();

  return {
    /** Rejects with what the CRM refused with, with `TIMEOUT`, and with what the question was ended with. A CRM without this method has nothing to say. */
    async ask(request: TransferPreparation, also: string | undefined): Promise<PreparedTransfer> {
      const { callId, kind, to } = request;
      if (!crm.grants('prepareTransfer')) return {};
      const abort = new AbortController();
      const { signal } = abort;
      open.set(callId, { abort, also });
      update(callId, { preparing: { kind, to } });
      try {
        const prepared = await crm.prepareTransfer(request, { signal });
        // The answer and the end may have crossed.
        signal.throwIfAborted();
        return prepared;
      } catch (error) {
        throw signal.aborted ? signal.reason : error;
      } finally {
        open.delete(callId);
        update(callId, { preparing: undefined });
      }
    },
    /** Ends the question about a call, or about its consultation, if one is open. */
    end(callId: string, error: CtiError): void {
      for (const [id, { abort, also }] of open) if (id === callId || also === callId) abort.abort(error);
    },
    endAll(error: CtiError): void {
      for (const { abort } of open.values()) abort.abort(error);
    },
  };
};
