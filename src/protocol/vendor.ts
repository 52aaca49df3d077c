/** What one phone system can and no other: commands and events that pass as they are, whatever their names. */
import * as z from 'zod/mini';
import { MAX_NAME_LENGTH, MAX_VENDOR_DATA_LENGTH } from './limits.ts';
import { isPlainData, type PlainData } from './plain-data.ts';
import { schemaOf, text } from './schema.ts';

/** USD's `ExecuteGenericCommand`. */
export interface VendorCommand {
  /** As the phone system knows it, 1 to 500 characters. */
  name: string;
  /** At most 64 Ki characters as JSON. */
  params?: PlainData | undefined;
}

/** USD's `GeneralCtiEvent`. */
export interface VendorEvent {
  name: string;
  /** At most 64 Ki characters as JSON. Nothing in it is to be trusted or shown as HTML. */
  data?: PlainData | undefined;
}

export const isVendorName = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= MAX_NAME_LENGTH;

export const isVendorData = (value: unknown): value is PlainData | undefined =>
  value === undefined || (isPlainData(value) && JSON.stringify(value).length <= MAX_VENDOR_DATA_LENGTH);

const wanted = `must be what JSON can say, in at most ${MAX_VENDOR_DATA_LENGTH} characters`;
const data = () => z.optional(z.custom<PlainData | undefined>(isVendorData, wanted));

export const vendorCommandSchema = schemaOf<VendorCommand>()(() => z.object({ name: text(MAX_NAME_LENGTH, 1), params: data() }));
export const vendorEventSchema = schemaOf<VendorEvent>()(() => z.object({ name: text(MAX_NAME_LENGTH, 1), data: data() }));
export const vendorAnswerSchema = schemaOf<PlainData | undefined>()(() => z.custom<PlainData | undefined>(isVendorData, wanted));
