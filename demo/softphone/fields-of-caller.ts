import type { DesktopCall } from 'ringframe/softphone';

/** For somebody the CRM does not know: what its form for a new contact is opened with. */
export const fieldsOfCaller = ({ context, remote }: DesktopCall): Record<string, string> => ({
  number: context.e164 ?? remote.number,
  ...(remote.name && { lastName: remote.name }),
});
