/** What this CRM says to calls that are handed on and to calls that come with a colleague's work. */
import { type Handlers, issuesOf } from '../bridge/index.ts';
import type { CrmMethods } from '../protocol/crm-methods.ts';
import type { Schema } from '../protocol/schema.ts';
import { acceptedTransferSchema, preparedTransferSchema } from '../protocol/screen-transfer.ts';
import type { Crm } from './softphone.ts';

/** The softphone checks again; this is for the CRM's developer, in whose console it must show. */
const checked = <Shape>(method: string, schema: Schema<Shape>, value: unknown): Shape => {
  const { success, data, error } = schema().safeParse(value ?? {});
  if (!success) throw new TypeError(`The CRM's ${method} gave something else than is documented: ${issuesOf(error).text}`);
  return data;
};

export const transferHandlers = (crm: Crm): Handlers<Pick<CrmMethods, 'prepareTransfer' | 'acceptTransfer'>> => {
  const { prepareTransfer, acceptTransfer } = crm;
  return {
    ...(prepareTransfer && {
      async prepareTransfer(request, context) {
        const prepared = checked('prepareTransfer', preparedTransferSchema, await prepareTransfer.call(crm, request, context));
        if (prepared.transferId !== undefined && !acceptTransfer)
          throw new TypeError("The CRM's prepareTransfer gave a transferId, and there is no acceptTransfer that would know it.");
        return prepared;
      },
    }),
    ...(acceptTransfer && {
      acceptTransfer: async (arrived, context) => checked('acceptTransfer', acceptedTransferSchema, await acceptTransfer.call(crm, arrived, context)),
    }),
  };
};
