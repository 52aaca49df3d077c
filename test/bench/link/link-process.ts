/** The link and its simulator, in a process of their own. */
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { createSimulator, startLink } from '../../../src/link/index.ts';
import { tokenConfig } from '../../node/link-gateway/tokens.ts';
import { agentId, extension, type LinkReply, type LinkRequest, monotonicMs, timedEvents } from './messages.ts';

const [agents = 0, port = 0] = process.argv.slice(2, 4).map(Number);
const areReady = process.argv[4] === 'ready';
const tell = (reply: LinkReply) => process.send?.(reply);

const simulator = createSimulator({
  agents: Array.from({ length: agents }, (_, index) => ({ id: agentId(index), extension: extension(index), loggedIn: true })),
  seed: 1,
});
let count = 0;
let told: [string, number][] = [];
const bare = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
// The first who listens: before the gateway has the event.
simulator.on('line', ({ event }) => {
  count += 1;
  if (event.type !== 'call' || !timedEvents.has(event.event.type)) return;
  const key = `${event.call.id} ${event.event.type}`;
  told.push([key, monotonicMs()]);
  const text = JSON.stringify({ key, seq: count, events: [event] });
  for (const socket of bare.clients) socket.send(text);
});
const link = await startLink({
  switch: simulator,
  gateway: { origins: [], tokens: tokenConfig },
  http: { port },
  log: { level: 'silent' },
});

for (let index = 0; areReady && index < agents; index += 1) simulator.atPhone(agentId(index), 'setAgentState', { state: 'ready' });

const after = (ms: number, act: () => void) => setTimeout(act, ms);
let next = 0;
/** One call of eight events: it rings, is answered, held, retrieved and hung up, and the agent's state follows. */
const call = () => {
  const agent = next % agents;
  next += 1;
  const id = agentId(agent);
  const callId = simulator.placeCall({ from: `+4670${String(next).padStart(7, '0')}`, to: extension(agent), data: { customerid: String(next) } });
  const at = (ms: number, command: 'answer' | 'hold' | 'retrieve' | 'hangUp') => after(ms, () => simulator.atPhone(id, command, { callId }));
  at(200, 'answer');
  at(400, 'hold');
  at(600, 'retrieve');
  at(800, 'hangUp');
};

process.on('message', (request: LinkRequest) => {
  if (request.type === 'usage') {
    globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    return tell({ type: 'usage', cpuMs: (user + system) / 1_000, residentBytes: process.memoryUsage.rss(), events: count });
  }
  const calls = request.callsPerSecond * request.seconds;
  let placed = 0;
  told = [];
  const timer = setInterval(() => {
    call();
    placed += 1;
    if (placed < calls) return;
    clearInterval(timer);
    after(1_500, () => tell({ type: 'told', calls, events: told }));
  }, 1_000 / request.callsPerSecond);
});

tell({ type: 'listening', port: link.port, barePort: (bare.address() as AddressInfo).port, at: monotonicMs() });
process.on('disconnect', () => process.exit());
