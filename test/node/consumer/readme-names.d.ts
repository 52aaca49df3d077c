/** What the README's examples take for granted: a CRM with a database and a router, a softphone page that draws. */
import type { CallLog, RecordMatch, ScreenPopTarget } from 'ringframe';

declare global {
  const db: {
    contactsByNumber(number: string | undefined): Promise<RecordMatch[]>;
    contactsLike(number: string | undefined, match?: 'suffix' | 'exact'): Promise<RecordMatch[]>;
    upsertActivity(log: CallLog): Promise<{ recordId: string }>;
  };
  const router: { open(target: ScreenPopTarget): Promise<void> };
  const badge: { show(call: unknown): void };
  const tenant: { crmOrigins: string[] };
  const password: string;
  const render: (event: unknown) => void;
  const answer: (request: Request) => Promise<Response>;
}
