import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import { type Message, NEWEST_VERSION } from '../../../src/link/switches/cisco/codec/index.ts';
import { runCiscoSimulator, startCiscoSimulator } from '../../../src/link/switches/cisco/simulator/index.ts';
import { connectRaw } from './raw-client.ts';

const agents = [{ id: '1001' }];

describe('the configuration', () => {
  const wrong: [config: unknown, key: RegExp][] = [
    [undefined, /the configuration must be an object/],
    [{}, /agents is missing/],
    [{ agents: {} }, /agents must be a list/],
    [{ agents: [{}] }, /agents\[0\]\.id is missing/],
    [{ agents: [{ id: '123456789012' }] }, /agents\[0\]\.id must be a text of 1 to 11/],
    [{ agents, agent: [] }, /agent is no key/],
    [{ agents, ports: { a: 70_000, c: 1 } }, /ports\.a must be a whole number from 0 to 65535; ports\.c is no key/],
    [{ agents, devices: ['x'] }, /devices\[0\] must be a text of 1 to 15 digits/],
    [{ agents, times: { answerMs: [5, 1] } }, /times\.answerMs must be milliseconds, or a list of two/],
    [{ agents, outside: { 55501: { does: 'sing' } } }, /outside\.55501\.does must be one of answer, fail, ring/],
    [{ agents, services: ['EVERYTHING'] }, /services\[0\] must be one of CLIENT_EVENTS/],
    [{ agents, versions: { newest: 26 } }, /versions\.newest must be a whole number from 13 to 25/],
    [{ agents, clients: { bridge: 7 } }, /clients\.bridge must be a text/],
    [{ agents: [{ id: '1', skillGroups: [3] }] }, /agents\[0\]\.skillGroups\[0\]: the skill group is not in the configuration/],
    [{ agents, teams: [{ id: 1, supervisors: ['x'], members: [] }] }, /teams\[0\]\.supervisors\[0\]: the agent is not/],
    [{ agents: [...agents, ...agents] }, /agents\[1\]\.id: it is there twice/],
  ];
  test('what is wrong with it is said with its key, and values are not repeated', async () => {
    for (const [config, message] of wrong) await assert.rejects(runCiscoSimulator(config), { code: 'INVALID_ARGUMENT', message });
    await assert.rejects(runCiscoSimulator({ agents: [{ id: '1', password: 'hush'.repeat(20) }] }), (error: Error) => !error.message.includes('hush'));
  });

  test('versions can be limited', async () => {
    const simulator = await startCiscoSimulator({ agents, versions: { oldest: 15, newest: 20 } });
    for (const [version, name] of [
      [14, 'FAILURE_CONF'],
      [15, 'OPEN_CONF'],
      [20, 'OPEN_CONF'],
      [21, 'FAILURE_CONF'],
    ] as const) {
      const client = await connectRaw(simulator.ports.a, version);
      assert.equal((await client.open()).name, name);
      client.close();
    }
    await simulator.stop();
  });

  test('the peripheral’s configuration is told as records from version 19 on', async () => {
    const simulator = await startCiscoSimulator({
      agents: Array.from({ length: 45 }, (_, index) => ({ id: String(1001 + index), skillGroups: [1], firstName: 'A', lastName: 'B' })),
      skillGroups: [{ number: 1, name: 'sales' }],
      devices: ['2001'],
    });
    const client = await connectRaw(simulator.ports.a, NEWEST_VERSION);
    await client.open();
    client.send({ messageType: 'CONFIG_REQUEST_KEY_EVENT', peripheralId: 5000 });
    assert.equal((await client.event('CONFIG_KEY_EVENT')).configkeyStatus, 0);
    client.send({ messageType: 'CONFIG_REQUEST_EVENT', configInformation: 0x6e, configMsgMask: 0, peripheralId: 5000 });
    assert.equal((await client.event('CONFIG_END_EVENT')).configEndStatus, 0);
    const records = (name: string) =>
      client.events.flatMap((event) => (event.name === name ? [...((event as Message<'CONFIG_AGENT_EVENT'>).records ?? [])] : []));
    assert.deepEqual([records('CONFIG_AGENT_EVENT').length, records('CONFIG_SKILL_GROUP_EVENT').length, records('CONFIG_DEVICE_EVENT').length], [45, 1, 1]);
    assert.deepEqual(records('CONFIG_AGENT_EVENT')[44]?.skills, [{ fltSkillGroupNumber: 1, fltSkillGroupPriority: 0 }]);
    client.close();
    await simulator.stop();
  });
});

describe('as a process of its own', () => {
  test('it serves until it is asked to end', async () => {
    const module = new URL('../../../src/link/switches/cisco/simulator/index.ts', import.meta.url).href;
    const program = `const { runCiscoSimulator } = await import(${JSON.stringify(module)});
      const { ports } = await runCiscoSimulator(${JSON.stringify({ agents: [{ id: '1001', loggedInAt: '2001' }] })});
      console.log(JSON.stringify(ports));`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const client = await connectRaw((JSON.parse(line) as { a: number }).a);
    assert.equal((await client.open()).name, 'OPEN_CONF');
    child.kill('SIGTERM');
    await client.closed;
    assert.deepEqual(await ended, [0, null]);
  });
});
