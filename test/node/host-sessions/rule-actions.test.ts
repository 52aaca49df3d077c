/** Actions of a rule in a CRM without a page: handlers that hang and throw, and calls beside the one that the rule is about. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createPhoneActions } from '../../../src/host/phone-actions.ts';
import { createPops } from '../../../src/host/pops.ts';
import { createRuleBook, type RuleProblem } from '../../../src/host/rules/index.ts';
import type { Crm, Softphone } from '../../../src/host/softphone.ts';
import type { Call, PopRule, RuleAction } from '../../../src/index.ts';
import { CtiError } from '../../../src/index.ts';
import { ACTION_TIMEOUT_MS } from '../../../src/protocol/limits.ts';
import { until } from '../link-gateway/until.ts';

const callIn = (state: Call['state'], id: string, more: Partial<Call> = {}): Call => ({
  ...{ id, direction: 'inbound', state, remoteState: 'connected', remote: { number: id }, createdAt: 1, muted: false, signalling: 'up', actions: [], data: {} },
  ...more,
});

const run = (name: string, params?: Record<string, string>): RuleAction => ({ type: 'runAction', name, ...(params && { params }) });
const page = (objectType: string): RuleAction => ({ type: 'screenPop', target: { type: 'objectHome', objectType } });

const rule = (...actions: RuleAction[]): PopRule => ({ name: 'r', branches: { none: { decision: 'doAction' } }, actions });

const crmWith = (crm: Partial<Crm>, actions: RuleAction[], calls: Call[] = []) => {
  const done: unknown[] = [];
  const problems: RuleProblem[] = [];
  const note =
    (name: string) =>
    async (...args: unknown[]) =>
      void done.push([name, ...args]);
  const commands = Object.fromEntries(
    ['dial', 'sendDtmf', 'consult', 'completeTransfer', 'conference', 'setCallData', 'hangUp'].map((name) => [name, note(name)]),
  ) as unknown as Softphone;
  const state = { calls, capabilities: [], emit: (name: string, event: unknown) => void (name === 'popProblem' && problems.push(event as RuleProblem)) };
  const searchAndScreenPop = createPops({
    crm: { search: () => [], ...crm },
    rules: createRuleBook({ popRules: [rule(...actions)] }),
    sessions: undefined,
    phoneActions: createPhoneActions({ commands, state, onDialPad() {} }),
    state,
    logger: { warn() {}, error() {} },
  });
  return {
    done,
    problems,
    pop: (callId?: string) => searchAndScreenPop({ searchParams: '+4681', ...(callId && { callId }) }, { signal: new AbortController().signal }),
  };
};

describe('an action of a rule', () => {
  test('that hangs keeps none of the others from being done, and is told', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const ran: string[] = [];
    const actions = { hang: () => new Promise<void>(() => {}), next: () => void ran.push('next') };
    const { problems, pop } = crmWith({ actions }, [run('hang'), run('next')]);
    const popping = pop('one');
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    test.mock.timers.tick(ACTION_TIMEOUT_MS);
    await popping;
    assert.deepEqual(ran, ['next']);
    assert.deepEqual(
      problems.map(({ place, error }) => [place, error.code]),
      [['rule r: the action hang', 'TIMEOUT']],
    );
  });

  test('is done though the page before it is refused, which the softphone is told', async () => {
    const ran: string[] = [];
    const screenPop = () => {
      throw new CtiError('POP_REFUSED', 'There is no such page.');
    };
    const { pop, problems } = crmWith({ screenPop, actions: { next: () => void ran.push('next') } }, [page('Case'), run('next')]);
    await assert.rejects(pop('one'), { code: 'POP_REFUSED' });
    assert.deepEqual([ran, problems], [['next'], []]);
  });

  test('Hangup ends the call that the rule is about, and never the one the agent talks in', async () => {
    const calls = [callIn('connected', 'customer'), callIn('alerting', 'nuisance')];
    const { done, problems, pop } = crmWith({}, [run('Hangup')], calls);
    await pop('nuisance');
    assert.deepEqual([done, problems], [[['hangUp', 'nuisance']], []]);
    await pop('gone');
    assert.deepEqual([done.length, problems.map(({ error }) => error.code)], [1, ['INVALID_STATE']]);
  });

  test('Transfer and Conference hand on that call, and leave the others alone', async () => {
    const calls = [callIn('connected', 'customer'), callIn('alerting', 'other'), callIn('held', 'third')];
    for (const name of ['Transfer', 'Conference']) {
      const { done, problems, pop } = crmWith({}, [run(name, { number: '102' })], calls);
      await pop('other');
      assert.deepEqual([done, problems.map(({ error }) => error.code)], [[], ['INVALID_STATE']]);
      await pop('third');
      assert.deepEqual(done, [['consult', 'third', '102']]);
    }
    const asked = [...calls, callIn('connected', 'about the customer', { consultationFor: 'customer' })];
    const { done, pop } = crmWith({}, [run('Transfer', { number: '102' })], asked);
    await pop('third');
    assert.deepEqual(done, [['consult', 'third', '102']], 'a consultation about another call is not completed');
  });

  test('that is asked for without a call is about the current one', async () => {
    const { done, pop } = crmWith({}, [run('Hangup')], [callIn('held', 'one'), callIn('connected', 'two')]);
    await pop();
    assert.deepEqual(done, [['hangUp', 'two']]);
  });

  test('CopyToContext says so where there are no sessions', async () => {
    const { problems, pop } = crmWith({}, [run('CopyToContext', { order: '17' })]);
    await pop('one');
    await until('it is told', () => problems.length > 0);
    assert.deepEqual(
      problems.map(({ place, error }) => [place, error.code]),
      [['rule r: the action CopyToContext', 'NOT_SUPPORTED']],
    );
  });
});
