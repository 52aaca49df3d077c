import type { Flow } from './flow.ts';
import { parseUri, type SipUri, sameAddress } from './uri.ts';

/** Where a device of a user can be reached. */
export interface Binding {
  /** The user part of the address it is registered for. */
  user: string;
  /** Whose password registered it. */
  account: string;
  /** The contact URI, as given. */
  uri: string;
  parsed: SipUri;
  flow: Flow;
  /** Milliseconds since 1970. */
  expiresAt: number;
  callId: string;
  cseq: number;
  /** `+sip.instance` and `reg-id` of RFC 5626: the same device on a new socket. */
  instance: string | undefined;
}

/** The location service (RFC 3261 §10): contacts live in memory, and no longer than their socket. */
export interface Location {
  bindingsOf(user: string): readonly Binding[];
  /** Replaces all contacts of a user. */
  set(user: string, bindings: readonly Binding[]): void;
  /** A contact by its own URI, as in a REFER to a device. */
  findContact(uri: string): Binding | undefined;
  usersOn(flow: Flow): string[];
  removeFlow(flow: Flow): void;
  removeExpired(now: number): void;
}

export const createLocation = (onChange: (change: { user: string; registered: boolean }) => void): Location => {
  const byUser = new Map<string, readonly Binding[]>();
  const set = (user: string, bindings: readonly Binding[]) => {
    const before = byUser.has(user);
    if (bindings.length > 0) byUser.set(user, bindings);
    else byUser.delete(user);
    if (before !== bindings.length > 0) onChange({ user, registered: !before });
  };
  const keep = (wanted: (binding: Binding) => boolean) => {
    for (const [user, bindings] of [...byUser]) {
      const kept = bindings.filter(wanted);
      if (kept.length !== bindings.length) set(user, kept);
    }
  };
  return {
    bindingsOf: (user) => (byUser.get(user) ?? []).filter((binding) => binding.flow.open && binding.expiresAt > Date.now()),
    set,
    findContact: (uri) => {
      const wanted = parseUri(uri);
      if (!wanted) return undefined;
      for (const bindings of byUser.values()) {
        const found = bindings.find((binding) => sameAddress(binding.parsed, wanted) && binding.flow.open && binding.expiresAt > Date.now());
        if (found) return found;
      }
      return undefined;
    },
    usersOn: (flow) => [...byUser].filter(([, bindings]) => bindings.some((binding) => binding.flow === flow)).map(([user]) => user),
    removeFlow: (flow) => keep((binding) => binding.flow !== flow),
    removeExpired: (now) => keep((binding) => binding.expiresAt > now),
  };
};
