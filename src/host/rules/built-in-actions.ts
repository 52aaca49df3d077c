/** What rules may run without the CRM's help. */
import type { PhoneActions } from '../phone-actions.ts';
import type { BuiltInName } from './built-in-names.ts';

type BuiltIn = (params: Readonly<Record<string, string>>) => Promise<unknown>;

export interface BuiltInContext {
  /** Of the call that the rule is about: while the agent talks to somebody else, a rule must not end or hand on that call. */
  callId: string | undefined;
  /** Sets values in the session in which the rule's actions run. */
  copyToContext(values: Readonly<Record<string, string>>): Promise<void>;
}

export const builtInActions = (phone: PhoneActions, { callId, copyToContext }: BuiltInContext): Readonly<Record<BuiltInName, BuiltIn>> => ({
  Dial: ({ number }) => phone.dial(number),
  Transfer: ({ number, ...data }) => phone.transfer(number, { data, callId }),
  Conference: ({ number, ...data }) => phone.conference(number, { data, callId }),
  Hangup: () => phone.hangUp({ callId }),
  CopyToContext: copyToContext,
});
