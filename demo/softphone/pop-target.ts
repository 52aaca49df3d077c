import type { ScreenPopTarget } from 'ringframe';
import type { DesktopCall } from 'ringframe/softphone';

/** What a call opens: the only certain contact; a list where it may be several; a new contact for a number nobody has. */
export const popTarget = ({ context, remote, direction }: DesktopCall): ScreenPopTarget | undefined => {
  const number = context.e164 ?? remote.number;
  const certain = context.matches.filter(({ confidence }) => confidence !== 'weak');
  const [only] = certain;
  if (certain.length === 1 && only) return { type: 'record', recordId: only.recordId, objectType: only.objectType };
  if (context.matches.length > 0) return { type: 'search', searchString: number };
  if (context.search !== 'done' || direction !== 'inbound' || !/\d{3}/.test(number)) return undefined;
  return { type: 'newRecord', objectType: 'Contact', defaultFieldValues: { number, ...(remote.name && { lastName: remote.name }) } };
};
