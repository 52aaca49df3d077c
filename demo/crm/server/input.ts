/** What the API accepts. Everything a browser sends is checked here and typed from here on. */
import { isSupportedCountry } from 'libphonenumber-js/max';
import * as z from 'zod/mini';
import type { CallLogInput, NewContact, RecordLogInput, TransferWork } from '../api-types.ts';
import type { Cursor } from '../database/contacts.ts';
import { MAX_HITS, MAX_PAGE } from '../database/limits.ts';
import { invalidInput } from './api-problem.ts';
import { MAX_DIRECTORY_PAGE, MAX_DRAFT_FIELDS, MAX_NOTES_LENGTH, MAX_RULES_LENGTH, MAX_TRANSFER_PAGES } from './limits.ts';

/** PostgreSQL has no room for NUL in a text. */
const text = (max: number) =>
  z.string().check(
    z.maxLength(max),
    z.refine((value) => !value.includes('\u0000'), 'must not contain NUL'),
  );
const required = (max: number) => text(max).check(z.minLength(1));
const trimmed = (max: number) =>
  z.pipe(
    text(max),
    z.transform((value) => value.trim()),
  );
/** Until the year 9999: what both Date and PostgreSQL hold. */
const time = () => z.number().check(z.minimum(0), z.maximum(253_402_300_799_000));
const phoneNumber = () => trimmed(60).check(z.refine((value) => /\d/.test(value), 'must contain a digit'));
const wholeNumber = (min: number, max: number) =>
  z
    .pipe(z.string().check(z.regex(/^\d{1,9}$/, 'must be a whole number')), z.transform(Number))
    .check(z.refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`));

const encodedCursor = z.pipe(
  text(1_000),
  z.transform((encoded, context): Cursor => {
    try {
      const decoded: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
      const [sortName, id] = z.parse(z.tuple([text(500), z.int()]), decoded);
      return { sortName, id };
    } catch {
      context.issues.push({ code: 'custom', message: 'must be the `next` of an earlier page', input: encoded });
      return { sortName: '', id: 0 };
    }
  }),
);

export const encodeCursor = ({ sortName, id }: Cursor): string => Buffer.from(JSON.stringify([sortName, id])).toString('base64url');

export const idInput = z.object({ id: wholeNumber(1, 999_999_999) });
export const activityIdInput = z.object({ id: required(511) });
/** A number as it was written, its end or the whole of it: what launch URLs ask for. Left out: whoever has this number, however it is written. */
const numberMatch = () => z.optional(z.enum(['suffix', 'exact']));
export const listInput = z.object({
  query: z.optional(text(200)),
  match: numberMatch(),
  limit: z.optional(wholeNumber(1, MAX_PAGE)),
  after: z.optional(encodedCursor),
});

export const searchInput = z
  .object({
    number: z.optional(text(250)),
    e164: z.optional(z.string().check(z.regex(/^\+\d{3,15}$/, 'must be a plus and 3 to 15 digits'))),
    text: z.optional(text(500)),
    id: z.optional(text(250)),
    email: z.optional(text(320)),
    match: numberMatch(),
    limit: z.optional(wholeNumber(1, MAX_HITS)),
  })
  .check(
    z.refine(
      ({ number, e164, text: words, id, email }) => [number, e164, words, id, email].some((sought) => sought !== undefined),
      'needs number, e164, text, id or email',
    ),
  );

export const newContactInput = z.object({
  firstName: z._default(trimmed(200), ''),
  lastName: trimmed(200).check(z.minLength(1, 'must not be empty')),
  company: z.optional(trimmed(200)),
  title: z.optional(trimmed(200)),
  email: z.optional(trimmed(320)),
  country: z.optional(z.string().check(z.refine(isSupportedCountry, 'must be an ISO 3166-1 alpha-2 country, such as SE'))),
  city: z.optional(trimmed(200)),
  notes: z.optional(text(32_000)),
  numbers: z.array(z.object({ label: z._default(trimmed(40), 'work'), number: phoneNumber() })).check(z.maxLength(20)),
});

export const notesInput = z.object({ notes: text(32_000) });
export const activityChangeInput = z
  .object({ notes: z.optional(text(32_000)), disposition: z.optional(text(500)) })
  .check(z.refine(({ notes, disposition }) => notes !== undefined || disposition !== undefined, 'needs notes or disposition'));

const recordInput = z.object({ recordId: required(255), objectType: z.optional(text(500)), recordName: z.optional(text(500)) });

export const callLogInput = z.object({
  id: required(511),
  callId: required(255),
  direction: z.enum(['inbound', 'outbound', 'internal']),
  number: text(250),
  e164: z.optional(text(250)),
  name: z.optional(text(500)),
  called: z.optional(text(250)),
  agent: text(255),
  startedAt: time(),
  answeredAt: z.optional(time()),
  endedAt: time(),
  durationSeconds: z.number().check(z.minimum(0), z.maximum(31_536_000)),
  answered: z.boolean(),
  cause: required(64),
  notes: z.optional(text(32_000)),
  disposition: z.optional(text(500)),
  record: z.optional(recordInput),
  data: z.optional(z.record(text(500), text(4_000))),
});

/** As long as an id of the protocol. */
export const recordIdInput = z.object({ id: required(255) });
const recordLogInput = z.object({
  id: required(255),
  objectType: z.optional(required(500)),
  recordId: z.optional(required(255)),
  fields: z.record(text(500), z.union([z.string().check(z.maxLength(32_000)), z.number(), z.boolean(), z.null()])),
});

/** `null`: the default rules. */
export const rulesInput = z.object({ text: z.nullable(text(MAX_RULES_LENGTH)) });

const transferPageInput = z.object({
  path: required(4_000).check(z.regex(/^\/(?!\/)/, 'must be a path of this CRM')),
  record: z.optional(recordInput),
  draft: z.optional(
    z
      .record(required(250), text(MAX_NOTES_LENGTH))
      .check(z.refine((draft) => Object.keys(draft).length <= MAX_DRAFT_FIELDS, `must have ${MAX_DRAFT_FIELDS} fields at most`)),
  ),
});
const transferInput = z.object({
  record: z.optional(recordInput),
  notes: text(MAX_NOTES_LENGTH),
  pages: z.array(transferPageInput).check(z.maxLength(MAX_TRANSFER_PAGES)),
});
export const transferIdInput = z.object({ id: required(255) });
export const takeTransferInput = z.object({ callId: required(255) });

export const directoryInput = z.object({ page: z.optional(wholeNumber(0, 1_000_000)), size: z.optional(wholeNumber(1, MAX_DIRECTORY_PAGE)) });
export const companyInput = z.object({ company: required(500) });

/** @throws ApiProblem `INVALID_INPUT`. */
export const check = <Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const result = schema.safeParse(value);
  if (!result.success) throw invalidInput(result.error);
  return result.data;
};

// The compiler's proof that what passes is what the rest of the server is written for.
export const checkNewContact = (value: unknown): NewContact => check(newContactInput, value);
export const checkCallLog = (value: unknown): CallLogInput => check(callLogInput, value) as CallLogInput;
export const checkRecordLog = (value: unknown): RecordLogInput => check(recordLogInput, value) as RecordLogInput;
export const checkTransferWork = (value: unknown): TransferWork => check(transferInput, value) as TransferWork;
