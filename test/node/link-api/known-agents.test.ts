import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnnouncements } from '../../../src/link/announcements/index.ts';
import { createKnownAgents } from '../../../src/link/api/known-agents.ts';
import { MAX_KNOWN_AGENTS } from '../../../src/link/api/limits.ts';
import type { LinkNews } from '../../../src/link/news.ts';
import { createNoPhoneSystem } from '../../../src/link/switches/none/index.ts';
import { createEmitter } from '../../../src/protocol/emitter.ts';

test('who announces calls for ever new agents pushes out others of that kind, and nobody who is connected', async () => {
  const phoneSystem = createAnnouncements(createNoPhoneSystem());
  await phoneSystem.start();
  const news = createEmitter<LinkNews>();
  const agents = createKnownAgents(phoneSystem, news, []);
  for (const agentId of ['anna', 'bert', 'carl']) news.emit('connection', { what: 'softphone', state: 'connected', agentId });
  news.emit('connection', { what: 'softphone', state: 'disconnected', agentId: 'bert' });
  for (let number = 0; number < MAX_KNOWN_AGENTS + 10; number++) phoneSystem.announce({ agentIds: [`nobody${number}`], ani: '1' });
  const ids = agents.ids();
  assert.equal(ids.length, MAX_KNOWN_AGENTS);
  assert.deepEqual([ids[0], ids[1], ids.at(-1)], ['anna', 'carl', `nobody${MAX_KNOWN_AGENTS + 9}`]);
  assert.ok(!ids.includes('bert'));
  agents.stop();
  await phoneSystem.stop();
});
