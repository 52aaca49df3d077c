/** What placeholders stand for, by who looks: one session's values are never another's. */
import { contextOf } from '../rules/context-of.ts';
import type { ValueGroups } from '../rules/fill-template.ts';
import type { Values } from './check-values.ts';
import type { Session } from './session.ts';

/** What every session has. */
export const sharedGroups = ({ user = {}, globals }: { user?: Values | undefined; globals: Values }): ValueGroups => ({ $Global: globals, $User: user });

/** A session's own: its call, its record under USD's names with its values over them, and what it is. */
export const ownGroups = ({ id, name, callId, call, record, values }: Session): ValueGroups => ({
  cti: call,
  $Context: { ...(record && contextOf(record)), ...values },
  $Session: { Id: id, Name: name, ...(callId !== undefined && { CallId: callId }) },
});
