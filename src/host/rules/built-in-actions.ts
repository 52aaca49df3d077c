/** What rules may run without the CRM's help. */
import type { PhoneActions } from '../phone-actions.ts';
import type { BuiltInName } from './built-in-names.ts';

type BuiltIn = (params: Readonly<Record<string, string>>) => Promise<unknown>;

/** `copyToContext` sets values in the session in which the rule's actions run. */
export const builtInActions = (
  phone: PhoneActions,
  copyToContext: (values: Readonly<Record<string, string>>) => Promise<void>,
): Readonly<Record<BuiltInName, BuiltIn>> => ({
  Dial: ({ number }) => phone.dial(number),
  Transfer: ({ number, ...data }) => phone.transfer(number, { data }),
  Conference: ({ number, ...data }) => phone.conference(number, { data }),
  Hangup: () => phone.hangUp(),
  CopyToContext: copyToContext,
});
