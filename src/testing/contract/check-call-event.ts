import type { Call, ConnectionState } from '../../index.ts';
import type { CallSighting } from './witness.ts';

/** The picture in `phone.ts`: where an event may lead from a state. Events that are not named leave the state as it is. */
const after = (from: ConnectionState | undefined, { event }: CallSighting): ConnectionState | undefined => {
  switch (event.type) {
    case 'originated':
      return from === undefined ? 'initiated' : undefined;
    case 'delivered':
      return from === undefined || from === 'queued' ? 'alerting' : from === 'initiated' ? from : undefined;
    case 'established':
      return from === 'initiated' || from === 'alerting' || from === 'queued' ? 'connected' : undefined;
    case 'held':
      return event.by === 'remote' ? from : from === 'connected' ? 'held' : undefined;
    case 'retrieved':
      return event.by === 'remote' ? from : from === 'held' ? 'connected' : undefined;
    case 'conferenced':
      return event.by === 'local' && from === 'held' ? 'connected' : from;
    case 'queued':
      return from === 'alerting' ? 'queued' : from;
    case 'failed':
      return from === 'initiated' || from === 'alerting' || from === 'queued' ? 'failed' : undefined;
    case 'cleared':
      return 'null';
    default:
      return from;
  }
};

/** Laws an event breaks, given what was heard before and the phone's calls at this moment. */
export const checkCallEvent = (sighting: CallSighting, earlier: readonly CallSighting[], calls: readonly Call[]): string[] => {
  const { event, call } = sighting;
  const past = earlier.filter((other) => other.call.id === call.id);
  const from = past.at(-1)?.call.state;
  const wrong: string[] = [];
  const demand = (holds: boolean, message: string) => void (holds || wrong.push(message));

  demand(event.callId === call.id, `law 4: the event ${event.type} and the call beside it have different ids`);
  demand(!past.some((other) => other.event.type === 'cleared'), `law 7: ${event.type} came after cleared`);
  demand(from !== undefined || event.type === 'originated' || event.type === 'delivered', `a call began with ${event.type}`);
  const expected = after(from, sighting);
  demand(expected === call.state, `the state machine: ${event.type} led from ${from ?? 'nothing'} to ${call.state}`);
  const listed = calls.some((other) => other.id === call.id);
  if (event.type === 'cleared') {
    demand(!listed, 'law 7: a call is still in calls when cleared is told');
    demand(call.clearedAt !== undefined && call.clearedAt >= call.createdAt, 'a cleared call has no clearedAt, or one before createdAt');
    demand(call.cause !== undefined, 'a cleared call has no cause');
    demand(call.actions.length === 0, 'law 5: a cleared call offers actions');
  }
  const { parties, remote } = call;
  const first = parties?.[0];
  const rightParties = parties === undefined || (parties.length > 1 && first?.number === remote.number && first.name === remote.name);
  demand(rightParties, 'law 12: the parties of a call are one only, or the far end is not the first of them');
  const begun = (call.state === 'connected' || call.state === 'held') && call.establishedAt === undefined;
  demand(!begun, `a call that is ${call.state} has no establishedAt`);
  return wrong;
};
