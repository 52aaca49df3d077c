/** The CRM's server as its page sees it. */

import type { CallLog, DirectoryNumber, RecordLog } from 'ringframe';
import type {
  Activity,
  ApiError,
  Contact,
  ContactList,
  ContactPage,
  CrmConfig,
  FieldErrors,
  NewContact,
  NumberMatch,
  RulesText,
  SavedRecord,
  SearchHit,
  TransferWork,
} from '../api-types.ts';

/** What the server refused, or that it could not be reached: `code` is its own, or `OFFLINE`. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly status: number;
  readonly code: string;
  readonly issues: readonly string[];
  readonly fieldErrors: FieldErrors | undefined;

  constructor(status: number, code: string, message: string, issues: readonly string[] = [], fieldErrors?: FieldErrors) {
    super(message);
    this.status = status;
    this.code = code;
    this.issues = issues;
    this.fieldErrors = fieldErrors;
  }
}

/** The request itself is wrong, so trying again cannot help. A session that ended, a limit or a timeout pass. */
const FINAL = [400, 404, 409, 413, 422];
export const isFinal = (error: unknown): error is ApiFailure => error instanceof ApiFailure && FINAL.includes(error.status);

const failureOf = async (response: Response): Promise<ApiFailure> => {
  const body: unknown = await response.json().catch(() => undefined);
  const error = typeof body === 'object' && body !== null && 'error' in body ? (body as ApiError).error : undefined;
  return new ApiFailure(
    response.status,
    error?.code ?? 'HTTP',
    error?.message ?? `The CRM's server answered ${response.status}.`,
    error?.issues,
    error?.fieldErrors,
  );
};

interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

const request = async <Result>(path: string, { method = 'GET', query = {}, body, signal }: Request = {}): Promise<Result> => {
  const params = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  const init: RequestInit = { method };
  if (body !== undefined) Object.assign(init, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  if (signal) init.signal = signal;
  let response: Response;
  try {
    response = await fetch(params.size > 0 ? `${path}?${params}` : path, init);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiFailure(0, 'OFFLINE', "The CRM's server cannot be reached. Is the demo still running?");
  }
  if (!response.ok) throw await failureOf(response);
  return (response.status === 204 ? undefined : await response.json()) as Result;
};

const activityPath = (id: string) => `/api/activities/${encodeURIComponent(id)}`;

export const api = {
  config: () => request<CrmConfig>('/config.json'),
  contacts: (query: { query?: string | undefined; match?: NumberMatch | undefined; limit?: number; after?: string | undefined }, signal?: AbortSignal) =>
    request<ContactList>('/api/contacts', { query, signal }),
  contact: (id: number, signal?: AbortSignal) => request<ContactPage>(`/api/contacts/${id}`, { signal }),
  createContact: (contact: NewContact) => request<{ contact: Contact }>('/api/contacts', { method: 'POST', body: contact }),
  setContactNotes: (id: number, notes: string) => request<void>(`/api/contacts/${id}`, { method: 'PATCH', body: { notes } }),
  search: (
    query: { [Name in 'number' | 'e164' | 'text' | 'id' | 'email']?: string | undefined } & { match?: NumberMatch | undefined; limit?: number | undefined },
    signal?: AbortSignal,
  ) => request<{ hits: SearchHit[] }>('/api/search', { query, signal }),
  latestActivities: (signal?: AbortSignal) => request<{ activities: Activity[] }>('/api/activities', { signal }),
  saveActivity: (log: CallLog, signal?: AbortSignal) => request<{ activity: Activity }>(activityPath(log.id), { method: 'PUT', body: log, signal }),
  activity: (id: string) => request<{ activity: Activity }>(activityPath(id)),
  saveRecord: ({ id, ...log }: RecordLog, signal?: AbortSignal) =>
    request<SavedRecord>(`/api/records/${encodeURIComponent(id)}`, { method: 'PUT', body: log, signal }),
  directory: (query: { page?: number | undefined; size?: number | undefined }) =>
    request<{ entries: Required<Pick<DirectoryNumber, 'name' | 'phone' | 'description'>>[]; hasNext: boolean }>('/api/directory', { query }),
  countByCompany: (company: string) => request<{ count: number }>('/api/contact-count', { query: { company } }),
  rules: () => request<RulesText>('/api/rules'),
  /** `null`: the default ones. */
  saveRules: (text: string | null) => request<RulesText>('/api/rules', { method: 'PUT', body: { text } }),
  keepTransfer: (work: TransferWork, signal?: AbortSignal) => request<{ id: string }>('/api/transfers', { method: 'POST', body: work, signal }),
  takeTransfer: (id: string, callId: string, signal?: AbortSignal) =>
    request<{ work: TransferWork }>(`/api/transfers/${encodeURIComponent(id)}/call`, { method: 'PUT', body: { callId }, signal }),
  setActivityNotes: (id: string, notes: string) => request<{ activity: Activity }>(activityPath(id), { method: 'PATCH', body: { notes } }),
};
