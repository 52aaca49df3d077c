/** The README's measured figures are those of the last full `npm run bench`, which is kept in test/bench/results/latest.json. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Finding } from '../bench/report.ts';

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { parts } = JSON.parse(text('test/bench/results/latest.json')) as { parts: Record<string, Finding[]> };
const rows = text('README.md')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

const finding = (part: string, name: string, reference?: string): Finding => {
  const found = parts[part]?.find((one) => one.name.startsWith(name) && (reference === undefined || one.reference === reference));
  assert.ok(found, `latest.json has no ${part}: ${name}`);
  return found;
};

const CISCO_TITLE = 'cisco: 2000 agents, 100 calls/s, event from the CTI Server to the softphone, p50';

/** What the README says, as it is worded there, and where each figure in it comes from. */
const claims: [label: string, figures: () => Finding[]][] = [
  ['validated call of 1 KB, beside a raw MessagePort', () => [finding('bridge', 'ringframe: call, 1 KB, one after another')]],
  ['the same with 100 in flight', () => [finding('bridge', 'ringframe: call, 1 KB, 100 in flight')]],
  ['validated call of 10 KB, beside a raw MessagePort', () => [finding('bridge', 'ringframe: call, 10 KB, one after another')]],
  ['validated one-way event of 1 KB, beside a raw MessagePort', () => [finding('bridge', 'ringframe: event, 1 KB', 'raw MessagePort')]],
  ['the same, beside a penpal call', () => [finding('bridge', 'ringframe: event, 1 KB', 'penpal call')]],
  [
    'for comparison: window.postMessage bare, and the HubSpot SDK, per call of 1 KB',
    () => [finding('bridge', 'raw-window: call, 1 KB, one after another'), finding('bridge', 'hubspot: call, 1 KB, one after another')],
  ],
  ["frame's `load` to `ready`", () => [finding('lifecycle', 'iframe load to ready')]],
  ['the same, with the second stage preloaded', () => [finding('lifecycle', 'the same, with the second stage preloaded')]],
  ['held per connect cycle, over 1,000', () => [finding('lifecycle', 'held per connect cycle')]],
  ['CSP violations', () => [finding('lifecycle', 'CSP violations')]],
  ['`sforce.opencti.screenPop`, beside the typed `crm.screenPop`', () => [finding('opencti', 'sforce.opencti.screenPop', 'crm.screenPop')]],
  ["the drop-in's script: load to first call answered", () => [finding('opencti', 'drop-in: script load to first call answered')]],
  [
    'SIP call setup, dialling to talking, beside JsSIP alone',
    () => [finding('sip', 'sipPhone: call setup', 'JsSIP alone'), finding('sip', 'sipPhone: call setup, median')],
  ],
  [
    'CTI link, 2,000 agents, 30 calls a second: event from switch to softphone, p50 and p99',
    () => [
      finding('link', 'link: 2000 agents, 30 calls/s, event from switch to softphone, p50'),
      finding('link', 'link: 2000 agents, 30 calls/s, event from switch to softphone, p99'),
    ],
  ],
  ['the same, p50 beside a bare WebSocket', () => [finding('link', 'link: 2000 agents, 30 calls/s, event from switch to softphone, p50', 'bare WebSocket')]],
  [
    'processor time of an event with 500, 1,000 and 2,000 agents',
    () => [500, 1_000, 2_000].map((agents) => finding('link', `link: ${agents} agents, processor time of an event`)),
  ],
  ['memory per connected agent', () => [finding('link', 'link: 2000 agents, memory per agent')]],
  ['link restarted: all 2,000 back with a true snapshot', () => [finding('link', 'link: 2000 agents back with a true snapshot, since the new link listens')]],
  [
    'Cisco, 2,000 agents, 100 calls a second: CTI Server to softphone, p50 and p99',
    () => [finding('ciscoLink', CISCO_TITLE), finding('ciscoLink', CISCO_TITLE.replace('p50', 'p99'))],
  ],
  ['side A falls silent: all 2,000 true again by side B', () => [finding('ciscoLink', 'cisco: side A falls silent, 2000 softphones true again by side B')]],
];

describe('the README', () => {
  for (const [label, figuresOf] of claims) {
    it(`says of "${label}" what was measured`, () => {
      const figures = figuresOf();
      const cell = rows.find(([, name]) => name === label)?.[2];
      assert.ok(cell, `README.md has no row "${label}"`);
      const said = [...cell.matchAll(/-?[\d.]+/g)].map(([figure]) => Number(figure));
      assert.equal(said.length, figures.length, cell);
      for (const [index, { name, value }] of figures.entries()) {
        // As exact as it is written: 1.33 is anything that rounds to it.
        const written: string = cell.match(/-?[\d.]+/g)?.[index] ?? '';
        assert.equal(Number(value.toFixed(written.split('.')[1]?.length ?? 0)), said[index], `${name} is ${value}`);
      }
    });
  }

  it('says where calls in flight are rejected', () => {
    assert.match(rows.find(([, name]) => name === "calls in flight rejected after a reloaded page's hello")?.[2] ?? '', /^before it$/);
    assert.ok(finding('lifecycle', 'calls in flight rejected').value < 0);
  });
});
