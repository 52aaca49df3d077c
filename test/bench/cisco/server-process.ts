/** The simulated CTI Server with all its agents, in a process of its own: they are called, and side A can fall silent. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { startCiscoSimulator } from '../../../src/link/switches/cisco/simulator/index.ts';
import { monotonicMs } from '../link/messages.ts';
import { ciscoAgent, extension, PERIPHERAL, type ServerReply, type ServerRequest } from './messages.ts';

const agents = Number(process.argv[2]);
const tell = (reply: ServerReply) => process.send?.(reply);

const simulator = await startCiscoSimulator({
  agents: Array.from({ length: agents }, (_, index) => ({ id: ciscoAgent(index), loggedInAt: extension(index), ready: true })),
  peripheralId: PERIPHERAL,
  desk: { wrapUpIncoming: 'none', wrapUpOutgoing: 'none' },
  otherwiseOutside: { does: 'answer', afterMs: 0 },
  seed: 1,
});
const bare = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
await once(bare, 'listening');
let done: [string, number][] = [];

/** As large as an event of the link, at the same moment. */
const filler = 'x'.repeat(600);
const act = (number: string, event: string, work: () => void): void => {
  const key = `${number} ${event}`;
  done.push([key, monotonicMs()]);
  work();
  for (const socket of bare.clients) socket.send(JSON.stringify({ key, filler }));
};

let next = 0;
/** One call: it rings, is answered, held, retrieved and hung up, and the agent's state follows; eighteen messages of GED-188. */
const call = (): void => {
  const at = extension(next % agents);
  next += 1;
  const number = `+4670${String(next).padStart(7, '0')}`;
  const phone = simulator.atPhone(at);
  act(number, 'delivered', () =>
    simulator.placeCall({ from: number, to: at, variables: { callVariable1: String(next) }, named: [{ name: 'user.customer', value: String(next) }] }),
  );
  setTimeout(() => act(number, 'established', () => phone.answer()), 200);
  setTimeout(() => act(number, 'held', () => phone.hold()), 400);
  setTimeout(() => act(number, 'retrieved', () => phone.retrieve()), 600);
  setTimeout(() => act(number, 'cleared', () => phone.hangUp()), 800);
};

const load = ({ callsPerSecond, seconds }: Extract<ServerRequest, { type: 'load' }>): void => {
  const calls = callsPerSecond * seconds;
  const startedAt = monotonicMs();
  let placed = 0;
  done = [];
  // A timer that is late makes up for it: the load is what it says.
  const timer = setInterval(() => {
    const due = Math.min(calls, Math.floor(((monotonicMs() - startedAt) * callsPerSecond) / 1_000) + 1);
    for (; placed < due; placed += 1) call();
    if (placed < calls) return;
    clearInterval(timer);
    setTimeout(() => tell({ type: 'done', calls, events: done }), 2_000);
  }, 1_000 / callsPerSecond);
};

process.on('message', (request: ServerRequest) => {
  if (request.type === 'load') return load(request);
  const at = monotonicMs();
  void simulator.takeSideDown('a', 'silence').then(() => {
    for (let index = 0; index < agents; index += 1) simulator.atPhone(extension(index)).dial('+46855500100');
    tell({ type: 'fallen', at });
  });
});
const { a, b = 0 } = simulator.ports;
tell({ type: 'serving', ports: { a, b }, barePort: (bare.address() as AddressInfo).port });
process.on('disconnect', () => process.exit());
