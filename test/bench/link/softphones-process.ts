/** Softphones of all agents, in a process of their own: real `linkPhone`s over real sockets. */
import { WebSocket } from 'ws';
import type { Phone } from '../../../src/phone/index.ts';
import { linkPhone } from '../../../src/phone/link/index.ts';
import { signToken } from '../../node/link-gateway/tokens.ts';
import { agentId, monotonicMs, type SoftphonesReply, type SoftphonesRequest, timedEvents } from './messages.ts';

/** As many as come at once after a break are let in at once; here the first time is not what is measured. */
const AT_ONCE = 50;

const tell = (reply: SoftphonesReply) => process.send?.(reply);
const phones: Phone[] = [];
let heard: [string, number][] = [];
let bareHeard: [string, number][] = [];

const connect = async ({ port, barePort, agents }: Extract<SoftphonesRequest, { type: 'connect' }>) => {
  const waiting = Array.from({ length: agents }, (_, index) => index);
  const one = async (index: number) => {
    const id = agentId(index);
    const phone = linkPhone({ url: `ws://127.0.0.1:${port}/softphone`, agentId: id, token: () => signToken(id), WebSocket, transport: 'websocket' });
    phone.on('call', ({ event, call }) => {
      if (timedEvents.has(event.type)) heard.push([`${call.id} ${event.type}`, monotonicMs()]);
    });
    phones.push(phone);
    await phone.connect();
  };
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) await one(index);
    }),
  );
  const bare = new WebSocket(`ws://127.0.0.1:${barePort}`, { perMessageDeflate: false });
  bare.on('message', (text) => bareHeard.push([(JSON.parse(String(text)) as { key: string }).key, monotonicMs()]));
  bare.on('error', () => {});
  await new Promise((resolve) => bare.once('open', resolve));
  tell({ type: 'connected', at: monotonicMs() });
};

const isBack = (phone: Phone, state: string) => phone.status.state === 'ready' && phone.agent.state === state;

/** Resolves when the phone is ready again and knows what is true now. */
const back = (phone: Phone, state: string): Promise<number> =>
  new Promise((resolve) => {
    const look = () => {
      if (!isBack(phone, state)) return;
      for (const off of offs) off();
      resolve(monotonicMs());
    };
    const offs = [phone.on('status', look), phone.on('agent', look)];
    look();
  });

process.on('message', async (request: SoftphonesRequest) => {
  if (request.type === 'connect') return connect(request);
  if (request.type === 'heard') {
    tell({ type: 'heard', events: heard, bare: bareHeard });
    heard = [];
    bareHeard = [];
    return;
  }
  const times = await Promise.all(phones.map((phone) => back(phone, request.state)));
  tell({ type: 'back', at: Math.max(...times), slowestMs: Math.max(...times) - Math.min(...times) });
});
process.on('disconnect', () => process.exit());
tell({ type: 'connected', at: monotonicMs() });
