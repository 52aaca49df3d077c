/** What a phone can do is what its link grants, no more and no less, from when the link has said so. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { WebSocket } from 'ws';
import type { PhoneCommandName } from '../../../src/index.ts';
import { type LinkPhoneOptions, linkPhone } from '../../../src/phone/link/index.ts';
import { createPhonesSwitch } from './phones-switch.ts';
import { startGateway } from './start-gateway.ts';
import { signToken } from './tokens.ts';
import { until } from './until.ts';

const phoneAt = (url: string, options: Partial<LinkPhoneOptions> = {}) => {
  const phone = linkPhone({ url, token: () => signToken('anna'), reconnect: () => 20, WebSocket, ...options });
  const told: string[] = [];
  phone.on('status', ({ state }) => told.push(`${state} ${phone.capabilities.join()}`));
  return { phone, told };
};

describe('the capabilities of a phone behind a link', () => {
  test('are none before it has connected, then what is granted, and stay after it has disconnected', async () => {
    const gateway = await startGateway({ capabilities: ['answer', 'hangUp'] });
    const line = await gateway.addAgent('anna');
    const { phone, told } = phoneAt(gateway.socketUrl);
    assert.deepEqual(phone.capabilities, []);
    await assert.rejects(phone.answer('any'), { code: 'NOT_CONNECTED' });
    await phone.connect();
    assert.deepEqual(told, ['connecting ', 'ready answer,hangUp']);
    await assert.rejects(phone.dial({ number: '+46812345601' }), { code: 'NOT_SUPPORTED' });
    line.script.ring({ number: '+46812345601' });
    const [call] = await until('the call', () => phone.calls.length > 0 && phone.calls);
    assert.deepEqual(call?.actions, ['answer', 'hangUp']);
    await phone.disconnect();
    assert.deepEqual(phone.capabilities, ['answer', 'hangUp']);
    await phone.dispose();
    await gateway.link.stop();
  });

  test('may be promised by the page; what the link says holds', async () => {
    const gateway = await startGateway({ capabilities: ['answer', 'hangUp'] });
    await gateway.addAgent('anna');
    const { phone } = phoneAt(gateway.socketUrl, { capabilities: ['dial', 'answer'] });
    assert.deepEqual(phone.capabilities, ['dial', 'answer']);
    await assert.rejects(phone.dial({ number: '+46812345601' }), { code: 'NOT_CONNECTED' });
    await phone.connect();
    assert.deepEqual(phone.capabilities, ['answer', 'hangUp']);
    await phone.dispose();
    await gateway.link.stop();
  });

  test('follow a phone system that learns its own by connecting, and each change is told as a status', async () => {
    const capabilities: PhoneCommandName[] = [];
    const phoneSystem = createPhonesSwitch(capabilities);
    const gateway = await startGateway({}, { phoneSystem });
    const line = await gateway.addAgent('anna');
    phoneSystem.lose('not there yet');
    const { phone, told } = phoneAt(gateway.socketUrl);
    await assert.rejects(phone.connect(), { code: 'UNREACHABLE' });
    capabilities.push('answer', 'hangUp');
    phoneSystem.restore();
    await until('the phone to be ready', () => phone.status.state === 'ready');
    const { id } = line.script.ring({ number: '+46812345601' });
    await until('the call', () => phone.calls[0]?.actions.join() === 'answer,hangUp');
    capabilities.push('reject');
    phoneSystem.restore();
    await until('another command', () => phone.capabilities.includes('reject'));
    assert.deepEqual(told, ['connecting ', 'reconnecting ', 'ready answer,hangUp', 'ready answer,hangUp,reject']);
    assert.deepEqual(phone.calls[0]?.actions, ['answer', 'reject', 'hangUp']);
    await phone.reject(id);
    assert.deepEqual(phone.calls, []);
    await phone.dispose();
    await gateway.link.stop();
  });

  test('follow a link that is started anew with others', async () => {
    const phoneSystem = createPhonesSwitch();
    const first = await startGateway({ capabilities: ['dial', 'hangUp'] }, { phoneSystem });
    await first.addAgent('anna');
    const { phone } = phoneAt(first.socketUrl);
    await phone.connect();
    await first.link.stop();
    const second = await startGateway({ capabilities: ['hangUp'] }, { phoneSystem, port: first.link.port });
    await until('the phone to be ready', () => phone.status.state === 'ready' && phone.capabilities.length === 1);
    await assert.rejects(phone.dial({ number: '+46812345601' }), { code: 'NOT_SUPPORTED' });
    await phone.dispose();
    await second.link.stop();
  });
});
