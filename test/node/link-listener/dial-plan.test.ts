/** A dial plan between a phone system and everybody else at the link. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { checkConfig } from '../../../src/link/config.ts';
import { withDialPlan } from '../../../src/link/dial-plan/index.ts';
import type { RouteRequest } from '../../../src/link/switch.ts';
import { createNoPhoneSystem } from '../../../src/link/switches/none/index.ts';
import { createSimulator, type Simulator } from '../../../src/link/switches/simulator/index.ts';
import { createDialPlan, type DialPlanDefinition } from '../../../src/numbers/index.ts';
import type { LinkPhone } from '../../../src/phone/link/index.ts';
import { tokenConfig } from '../link-gateway/tokens.ts';
import { until } from '../link-gateway/until.ts';
import { type AnnouncingLink, startAnnouncingLink } from './announcing-link.ts';

/** An exchange with 9 for an outside line, which tells numbers of its own country without their prefix. */
const dialPlan: DialPlanDefinition = {
  defaultCountry: 'SE',
  incoming: [{ prefix: '9', minDigits: 8 }],
  outgoing: [
    { prefix: '+46', replaceWith: '90' },
    { prefix: '+', replaceWith: '900' },
  ],
};
const agents = ['anna', 'bert'].map((id, index) => ({ id, extension: `10${index + 1}`, loggedIn: true }));

describe('row 78: prefix rules are applied both ways, between the phone system and its softphones', () => {
  let simulator: Simulator;
  let own: AnnouncingLink;
  let phone: LinkPhone;
  before(async () => {
    simulator = createSimulator({ agents, otherwiseOutside: { does: 'answer', afterMs: 0 } });
    own = await startAnnouncingLink({ dialPlan }, simulator);
    phone = await own.softphone('anna', simulator.capabilities);
  });
  after(() => own.stop());

  /** The numbers as the phone system has them. */
  const inside = () =>
    simulator
      .snapshotAll()
      .agents.find(({ agentId }) => agentId === 'anna')
      ?.calls.map(({ remote, called }) => [remote.number, called?.number]);
  const calls = () => phone.calls.map(({ remote, called }) => [remote.number, called?.number]);
  const untilCalls = (count: number) => until(`${count} calls`, () => phone.calls.length === count || undefined);

  test('a caller is told as the CRM searches for them, and colleagues as they are', async () => {
    const callId = simulator.placeCall({ from: '90702007722', to: '101' });
    await untilCalls(1);
    assert.deepEqual([inside(), calls()], [[['90702007722', '101']], [['+46702007722', '101']]]);
    await phone.hangUp(callId);
  });

  test('a number is dialled as the phone system takes it, and shown as the agent wrote it', async () => {
    const call = await phone.dial({ number: '+46 8-123 456 78' });
    assert.equal(call.remote.number, '+46 8-123 456 78');
    assert.deepEqual([inside()?.[0]?.[0], calls()[0]?.[0]], ['90812345678', '+46 8-123 456 78']);
    await phone.hangUp(call.id);
    const abroad = await phone.dial({ number: '+442079460000' });
    assert.equal(inside()?.[0]?.[0], '900442079460000');
    await phone.hangUp(abroad.id);
    const colleague = await phone.dial({ number: '102' });
    assert.equal(inside()?.[0]?.[0], '102');
    await phone.hangUp(colleague.id);
  });

  test('what was dialled at the phone itself is told as the CRM searches for it', async () => {
    const { id } = simulator.atPhone('anna', 'dial', { number: '90812345678' });
    await untilCalls(1);
    // The same number was dialled here before, and written otherwise.
    assert.match(calls()[0]?.[0] ?? '', /^\+46/);
    await phone.hangUp(id);
  });

  test('consultations, transfers and parties of a conference go by the plan too', async () => {
    simulator.placeCall({ from: '90702007722', to: '101' });
    await untilCalls(1);
    const [{ id } = { id: '' }] = phone.calls;
    await phone.answer(id);
    const consultation = await phone.consult(id, '08-123 456 78');
    assert.equal(consultation.remote.number, '08-123 456 78');
    await until('the answer', () => phone.calls.find((call) => call.id === consultation.id)?.state === 'connected' || undefined);
    await phone.conference(id);
    assert.deepEqual(
      phone.calls[0]?.parties?.map(({ number }) => number),
      ['+46702007722', '+46812345678'],
    );
    await phone.dropParty(id, '+46812345678');
    assert.equal(phone.calls[0]?.parties, undefined);
    await phone.blindTransfer(id, '+46812345678');
    assert.deepEqual(
      simulator
        .snapshotAll()
        .calls[0]?.parties.map(({ number }) => number)
        .sort(),
      ['90702007722', '90812345678'],
    );
  });

  test('announced calls go by it as well', async () => {
    await own.send('/?ani=0702007722&dnis=4355');
    await untilCalls(1);
    assert.deepEqual(calls(), [['+46702007722', '4355']]);
  });
});

test('row 78: a route point is asked with numbers of the CRM, and its answer is dialled by the plan', async () => {
  const simulator = createSimulator({ agents, routePoints: [{ first: '6486', otherwise: '101' }], otherwiseOutside: { does: 'ring' } });
  const subject = withDialPlan(simulator, createDialPlan(dialPlan));
  await subject.start();
  const asked = new Promise<RouteRequest>((resolve) => subject.on('route', resolve));
  simulator.placeCall({ from: '90702007722', to: '6486' });
  const { routeId, calling, called } = await asked;
  assert.deepEqual([calling, called], ['+46702007722', '6486']);
  const rang = new Promise<string>((resolve) =>
    simulator.onOutside((event) => event.type === 'call' && event.event.type === 'delivered' && resolve(event.number)),
  );
  assert.equal(await subject.route(routeId, '+46812345678'), true);
  assert.equal(await rang, '90812345678');
  await subject.stop();
});

test('a dial plan in the configuration that is wrong is refused with the key', () => {
  const config = (plan: unknown) => ({ switch: createNoPhoneSystem(), gateway: { origins: [], tokens: tokenConfig }, dialPlan: plan });
  for (const [plan, problem] of [
    [[], 'dialPlan must be an object'],
    [{ incomming: [] }, 'dialPlan.incomming is no key of a dial plan'],
    [{ defaultCountry: 'SE', outgoing: [{ prefix: '+' }, { prefix: 'x' }] }, 'dialPlan.outgoing[1].prefix must be digits'],
  ] as const)
    assert.throws(
      () => checkConfig(config(plan)),
      (error: Error & { code?: string }) => error.code === 'INVALID_ARGUMENT' && error.message.includes(problem),
      problem,
    );
  assert.ok(checkConfig(config(dialPlan)));
});
