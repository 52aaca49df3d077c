/** What the CRM's page and its server say to each other. Times are milliseconds since 1970. */
import type { CallLog, FieldError, RecordLog } from '../../src/index.ts';

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

/** What is wrong, by field of a record. */
export type FieldErrors = Record<string, FieldError[]>;

export interface ApiError {
  error: { code: string; message: string; issues?: string[] | undefined; fieldErrors?: FieldErrors | undefined };
}

/** `/config.json` of the CRM: where the others are. */
export interface CrmConfig {
  softphoneUrl: string;
  customerUrl: string;
  attackerUrl: string;
  database: string;
  /** The database can be switched off for tests. */
  faults: boolean;
}
