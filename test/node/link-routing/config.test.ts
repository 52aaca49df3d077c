import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isCtiError } from '../../../src/index.ts';
import { checkConfig } from '../../../src/link/config.ts';
import { createRoutePoints, overlap } from '../../../src/link/routing/route-points.ts';
import { createPhonesSwitch } from '../link-gateway/phones-switch.ts';
import { tokenConfig } from '../link-gateway/tokens.ts';

const config = (routing: unknown) => ({ switch: createPhonesSwitch(), gateway: { origins: [], tokens: tokenConfig }, routing });
const points = [{ first: '6486', last: '6488', default: '800' }];
const good = { points, decider: 'https://crm.example/route' };
const withPoint = (change: object) => config({ ...good, points: [{ ...points[0], ...change }] });

const bad: [unknown, string][] = [
  [config({}), 'routing.points must be a list'],
  [config({ ...good, points: [] }), 'routing.points must name a route point'],
  [config({ points }), 'routing.decider must be given, or one for each'],
  [config({ ...good, decider: 'http://crm.example/route' }), 'routing.decider must be an https address'],
  [config({ ...good, decider: 'http://localhost:80@crm.example/route' }), 'routing.decider must be an https address'],
  [config({ ...good, decider: 'https://user:hunter2@crm.example/route' }), 'routing.decider must have no user name'],
  [config({ ...good, decider: 7 }), 'routing.decider must be a function or an https address'],
  [config({ ...good, deadlineMs: 0 }), 'routing.deadlineMs must be a whole number'],
  [config({ ...good, secret: 'secret' }), 'routing.secret must be whsec_'],
  [config({ ...good, desider: '' }), 'routing.desider is no key'],
  [withPoint({ default: undefined }), 'routing.points[0].default must be a number'],
  [withPoint({ first: '' }), 'routing.points[0].first must be a number'],
  [withPoint({ last: '6485' }), 'routing.points[0].last must be of digits'],
  [withPoint({ last: '64880' }), 'routing.points[0].last must be of digits'],
  [withPoint({ first: 'sales', last: 'salez' }), 'routing.points[0].last must be of digits'],
  [withPoint({ deadlineMs: 60_000 }), 'routing.points[0].deadlineMs must be a whole number'],
  [config({ ...good, points: [...points, { first: '6487', default: '800' }] }), 'routing.points must not have the same number twice'],
  [
    config({
      ...good,
      points: [
        { first: '7', default: '8' },
        { first: '7', default: '9' },
      ],
    }),
    'routing.points must not have the same number twice',
  ],
];

describe('a configuration of routing that is wrong', () => {
  for (const [value, problem] of bad) {
    test(`is refused with the key: ${problem}`, () => {
      assert.throws(
        () => checkConfig(value),
        (error) => {
          assert.ok(isCtiError(error, 'INVALID_ARGUMENT'));
          assert.ok(error.message.includes(problem), error.message);
          return true;
        },
      );
    });
  }
});

test('one that is right is taken as it is', () => {
  for (const routing of [good, { ...good, decider: () => '1', deadlineMs: 500 }, { points: [{ ...points[0], decider: () => undefined }] }]) {
    const right = config(routing);
    assert.deepEqual(checkConfig(right), right);
  }
});

describe('route points', () => {
  test('are found by their number, leading zeros and all', () => {
    const find = createRoutePoints([{ first: '0098', last: '0102' }, { first: '6486' }, { first: 'sip:sales@pbx' }]);
    for (const number of ['0098', '0099', '0100', '0102']) assert.equal(find(number)?.first, '0098', number);
    assert.equal(find('6486')?.first, '6486');
    assert.equal(find('sip:sales@pbx')?.first, 'sip:sales@pbx');
    for (const number of ['', '98', '99', '0097', '0103', '00990', '009x', '+0099', '6487', 'constructor']) assert.equal(find(number), undefined, number);
  });

  test('of a range are those between, and two ranges overlap when some number is in both', () => {
    const range = fc.tuple(fc.nat(99), fc.nat(99)).map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);
    const text = (value: number) => String(value).padStart(2, '0');
    fc.assert(
      fc.property(range, range, fc.nat(99), ([first, last], [otherFirst, otherLast], number) => {
        const point = { first: text(first), last: text(last) };
        assert.equal(createRoutePoints([point])(text(number)) !== undefined, first <= number && number <= last);
        assert.equal(overlap([point, { first: text(otherFirst), last: text(otherLast) }]), first <= otherLast && otherFirst <= last);
      }),
    );
  });
});
