/** What the CRM's page and its server say to each other. Times are milliseconds since 1970. */
import type { CallLog, FieldError, RecordLog, RecordReference } from '../../src/index.ts';

export interface ContactSummary {
  id: number;
  name: string;
  company: string;
  title: string;
  country?: string | undefined;
  city: string;
  /** The first of its numbers, as somebody typed it. */
  number?: string | undefined;
}

export interface NumberEntry {
  label: string;
  number: string;
}

export interface Contact extends Omit<ContactSummary, 'number'> {
  firstName: string;
  lastName: string;
  email: string;
  notes: string;
  createdAt: number;
  numbers: (NumberEntry & { e164?: string | undefined })[];
}

export interface NewContact {
  firstName: string;
  lastName: string;
  company?: string | undefined;
  title?: string | undefined;
  email?: string | undefined;
  country?: string | undefined;
  city?: string | undefined;
  notes?: string | undefined;
  numbers: NumberEntry[];
}

export type CallLogInput = CallLog;
export type RecordLogInput = RecordLog;

/** What came of a record that a softphone saved. */
export interface SavedRecord {
  recordId: string;
  /** The contact it is, or belongs to. */
  contactId?: number | undefined;
}

export interface Activity {
  id: string;
  contactId?: number | undefined;
  /** Set in lists of several contacts' calls. */
  contactName?: string | undefined;
  direction: CallLog['direction'];
  number: string;
  name?: string | undefined;
  startedAt: number;
  endedAt: number;
  durationSeconds: number;
  answered: boolean;
  cause: string;
  notes: string;
  disposition?: string | undefined;
  /** Of what a softphone of Open CTI saved. */
  subject?: string | undefined;
}

export interface ContactPage {
  contact: Contact;
  activities: Activity[];
}

export interface ContactList {
  contacts: ContactSummary[];
  /** Contacts in all, whatever the query. */
  total: number;
  /** Give it as `after` for the next page. */
  next?: string | undefined;
}

/** How the text of a stored number is compared with what is looked for. */
export type NumberMatch = 'suffix' | 'exact';

export interface SearchHit {
  contact: ContactSummary;
  confidence: 'strong' | 'weak';
  /** The number that was found, as it stands in the CRM. */
  matched?: string | undefined;
}

/** The pop rules as an administrator has written them: JSON, with its line breaks. */
export interface RulesText {
  text: string;
  isDefault: boolean;
}

/** What was typed into a page and is not saved, by name of the field. */
export type Draft = Record<string, string>;

/** A page that goes along with a call, by its address in this CRM. */
export interface TransferPage {
  path: string;
  record?: RecordReference | undefined;
  draft?: Draft | undefined;
}

/** What an agent had on the screen for a call that is handed on. */
export interface TransferWork {
  record?: RecordReference | undefined;
  /** As written in the softphone. */
  notes: string;
  pages: TransferPage[];
}

/** What is wrong, by field of a record; for pop rules by place in them. */
export type FieldErrors = Record<string, FieldError[]>;

export interface ApiError {
  error: { code: string; message: string; issues?: string[] | undefined; fieldErrors?: FieldErrors | undefined };
}

/** `/config.json` of the CRM: where the others are. */
export interface CrmConfig {
  softphoneUrl: string;
  customerUrl: string;
  attackerUrl: string;
  /** Left out where the CRM runs without its call centre. */
  switchboardUrl?: string | undefined;
  database: string;
  /** The database can be switched off for tests. */
  faults: boolean;
}
