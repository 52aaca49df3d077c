import { CtiError } from 'ringframe';
import type { Crm } from 'ringframe/host';
import { contactIdOf } from '../../record-id.ts';
import { api, isFinal } from '../api.ts';
import { changes } from '../changes.ts';

/** Saves what softphones of Open CTI give to `saveLog`: a task, or fields of a contact. What is wrong with a field reaches the softphone. */
export const saveRecord: NonNullable<Crm['saveRecord']> = async (log, { signal }) => {
  try {
    const { recordId, contactId } = await api.saveRecord(log, signal);
    changes.publish({ contactId, fields: contactIdOf(recordId) !== undefined });
    return { recordId };
  } catch (error) {
    if (isFinal(error)) throw new CtiError('LOG_REFUSED', error.message, { details: { ...(error.fieldErrors && { fieldErrors: error.fieldErrors }) } });
    throw error;
  }
};
