/** Follows every line of a switch by its events alone, and checks each against the phone's own state machine. */
import assert from 'node:assert/strict';
import { type Call, isCtiError } from '../../../src/index.ts';
import type { Switch } from '../../../src/link/switch.ts';
import { allowedActions, applyCallEvent } from '../../../src/phone/index.ts';
import type { LineSnapshot } from '../../../src/phone/link/wire.ts';
import { everyCommand } from '../phone/every-command.ts';

const withoutActions = ({ actions: _actions, ...call }: Call) => call;

export interface LineWitness {
  /** What the events up to now add up to must be what `snapshot` says. */
  check(): void;
  readonly count: number;
  /** Ids that were cleared, by agent. */
  cleared(agentId: string): ReadonlySet<string>;
  /** Types of call events seen. */
  readonly types: ReadonlySet<string>;
}

export const watchLines = (subject: Switch, agentIds: readonly string[]): LineWitness => {
  const lines = new Map<string, { snapshot: LineSnapshot; calls: readonly Call[]; begun: Set<string>; cleared: Set<string> }>();
  const types = new Set<string>();
  const problems: string[] = [];
  let count = 0;
  for (const agentId of agentIds) {
    const snapshot = subject.snapshot(agentId);
    assert.ok(snapshot, `the switch does not know ${agentId}`);
    lines.set(agentId, { snapshot, calls: snapshot.calls, begun: new Set(snapshot.calls.map(({ id }) => id)), cleared: new Set() });
  }
  const demand = (holds: boolean, problem: string) => void (holds || problems.push(problem));

  subject.on('line', ({ agentId, event }) => {
    count++;
    const line = lines.get(agentId);
    if (!line) return;
    if (event.type === 'agent') line.snapshot = { ...line.snapshot, agent: event.agent };
    if (event.type === 'snapshot') {
      line.snapshot = event.snapshot;
      line.calls = event.snapshot.calls;
    }
    if (event.type !== 'call') return;
    const { event: happened, call } = event;
    const what = `${agentId}: ${happened.type}`;
    types.add(happened.type);
    demand(happened.callId === call.id, `${what}: event and call have different ids`);
    demand(!line.cleared.has(call.id), `${what} after cleared`);
    if (happened.type === 'originated' || (happened.type === 'delivered' && call.direction !== 'outbound')) {
      demand(!line.begun.has(call.id), `${what}: the id was used before`);
      line.begun.add(call.id);
    }
    if (happened.type === 'cleared') line.cleared.add(call.id);
    const { calls, call: after } = applyCallEvent(line.calls, happened, everyCommand);
    // `updated` that says nothing tells of actions, which the phone's state machine has found by itself.
    const isOfActions = happened.type === 'updated' && Object.keys(happened).length === 3;
    const expected = after ?? (isOfActions ? line.calls.find(({ id }) => id === call.id) : undefined);
    if (!expected) {
      problems.push(`${what} cannot apply to a call that is ${line.calls.find(({ id }) => id === call.id)?.state ?? 'not there'}`);
      return;
    }
    try {
      assert.deepEqual(withoutActions(call), withoutActions(expected));
    } catch (error) {
      problems.push(`${what} leads elsewhere: ${(error as Error).message}`);
    }
    // Of each call what was told last, its actions with it: those of other calls are not to change without a word.
    const told = [...line.calls.filter(({ id }) => id !== call.id), call];
    line.calls = calls.map((one) => told.find(({ id }) => id === one.id) ?? one);
  });

  return {
    check() {
      assert.deepEqual(problems, []);
      for (const [agentId, { snapshot, calls }] of lines) {
        const actual = subject.snapshot(agentId);
        assert.ok(actual);
        assert.deepEqual([actual.address, actual.agent], [snapshot.address, snapshot.agent], agentId);
        assert.deepEqual(actual.calls.map(withoutActions), calls.map(withoutActions), `${agentId}: the snapshot is not the sum of the events`);
        for (const [index, call] of actual.calls.entries()) {
          assert.deepEqual(call.actions, calls[index]?.actions, `${agentId}: actions that changed without an event`);
          const most = allowedActions(call, actual.calls, everyCommand);
          assert.deepEqual(
            call.actions.filter((action) => !most.includes(action)),
            [],
            `${agentId}: offers of a call that is ${call.state}`,
          );
        }
      }
    },
    get count() {
      return count;
    },
    cleared: (agentId) => lines.get(agentId)?.cleared ?? new Set(),
    types,
  };
};

/** The code a command is refused with, or undefined when it is carried out. */
export const outcomeOf = async (command: Promise<unknown>): Promise<string | undefined> => {
  try {
    await command;
    return undefined;
  } catch (error) {
    assert.ok(isCtiError(error), `a command has to reject with a CtiError, not with ${String(error)}`);
    return error.code;
  }
};
