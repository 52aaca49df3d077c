import type { CallDirection } from '../../protocol/call.ts';
import type { ValueGroups } from './fill-template.ts';

/** What is known of a call when the rules run. */
export interface CallFacts {
  callId?: string | undefined;
  /** The event's type; an empty text when none was told. Default: `type` in `data`, else `phonecall`. */
  type?: string | undefined;
  /** Default: `direction` in `data`, where `incoming` and `outgoing` are understood too; else `inbound`. */
  direction?: CallDirection | undefined;
  /** The other party, as received. */
  number?: string | undefined;
  /** The same in E.164. */
  e164?: string | undefined;
  /** Free text to look for. */
  text?: string | undefined;
  /** The caller's number. Default: `ani` in `data`, else `number` unless the call is outbound. */
  ani?: string | undefined;
  /** The number that was dialled. Default: `dnis` in `data`, else `number` if the call is outbound. */
  dnis?: string | undefined;
  queue?: string | undefined;
  /** Values attached by the phone system, by name. */
  data?: Readonly<Record<string, string>> | undefined;
}

/** The same, ready for rules. */
export interface CallValues {
  facts: CallFacts;
  direction: CallDirection;
  /** What conditions ask for and `[[cti.…]]` stands for: what is told of the call, then what is attached to it. */
  values: Readonly<Record<string, string>>;
  /** The group above; and `[[pop.…]]`, what is looked for: `number`, `text`, and `searchString` for a search page. */
  groups: ValueGroups;
}

const directions: Readonly<Record<string, CallDirection>> = {
  inbound: 'inbound',
  incoming: 'inbound',
  outbound: 'outbound',
  outgoing: 'outbound',
  internal: 'internal',
};

/** These names a phone system may write in any case; all others are as they were sent. */
const caseless: ReadonlySet<string> = new Set(['ani', 'dnis', 'type', 'direction']);

const known = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));

export const callValues = (facts: CallFacts): CallValues => {
  const { callId, queue, number, e164, text, data = {} } = facts;
  const attached = Object.fromEntries(Object.entries(data).map(([name, value]) => [caseless.has(name.toLowerCase()) ? name.toLowerCase() : name, value]));
  const named = attached.direction?.toLowerCase() ?? '';
  const direction = facts.direction ?? (Object.hasOwn(directions, named) ? directions[named] : undefined) ?? 'inbound';
  const outbound = direction === 'outbound';
  const told = known({
    callId,
    queue,
    number,
    e164,
    direction,
    type: facts.type ?? attached.type ?? 'phonecall',
    ani: facts.ani ?? attached.ani ?? (outbound ? undefined : number),
    dnis: facts.dnis ?? attached.dnis ?? (outbound ? number : undefined),
  });
  const values = { ...attached, ...told };
  return { facts, direction, values, groups: { cti: values, pop: known({ number, text, searchString: e164 ?? number ?? text }) } };
};
