/** The link over the Cisco switch, in a process of its own. */
import { startLink } from '../../../src/link/index.ts';
import { createCiscoSwitch } from '../../../src/link/switches/cisco/switch/index.ts';
import { tokenConfig } from '../../node/link-gateway/tokens.ts';
import { agentId, monotonicMs } from '../link/messages.ts';
import { ciscoAgent, type LinkReply, type LinkRequest, PERIPHERAL } from './messages.ts';

const [agents = 0, a = 0, b = 0, heartbeatMs = 5_000] = process.argv.slice(2).map(Number);
const tell = (reply: LinkReply) => process.send?.(reply);

const phoneSystem = createCiscoSwitch({
  sides: [a, b].map((port) => ({ host: '127.0.0.1', port })),
  clientId: 'ringframe',
  peripheralId: PERIPHERAL,
  heartbeatMs,
  agents: Array.from({ length: agents }, (_, index) => ({ id: agentId(index), agentId: ciscoAgent(index) })),
});
const callers = new Map<string, string>();
let events = 0;
phoneSystem.on('line', ({ event }) => {
  events += 1;
  if (event.type === 'call') callers.set(event.call.id, event.call.remote.number);
});
const startedAt = monotonicMs();
const up = new Promise<number>((resolve) => phoneSystem.on('status', ({ state }) => state === 'up' && resolve(monotonicMs() - startedAt)));
const link = await startLink({ switch: phoneSystem, gateway: { origins: [], tokens: tokenConfig }, http: { port: 0 }, log: { level: 'silent' } });
const openedMs = await up;

process.on('message', (request: LinkRequest) => {
  if (request.type !== 'callers') return;
  const { user, system } = process.cpuUsage();
  tell({ type: 'callers', callers: [...callers], processorMs: (user + system) / 1_000, events });
  callers.clear();
});
tell({ type: 'listening', port: link.port, openedMs });
process.on('disconnect', () => process.exit());
