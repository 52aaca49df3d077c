/** A process of its own with nothing but sessions in it: it ends when they leave nothing behind. Says on its last line what it has seen. */
import { type CiscoOptions, type CiscoSession, connectCisco } from '../../../src/link/switches/cisco/session/index.ts';

const [good = 0, dead = 0, silent = 0] = process.argv.slice(2).map(Number);
const uncaught: string[] = [];
process.on('uncaughtException', (error) => uncaught.push(error.message));

const patient: CiscoOptions['reconnect'] = ({ attempt }) => ({ side: 0, waitMs: attempt > 1 ? 1_000_000 : 0 });
const open = (port: number, more: Partial<CiscoOptions> = {}): CiscoSession =>
  connectCisco({
    sides: [{ host: '127.0.0.1', port }],
    clientId: 'ringframe',
    services: ['allEvents', 'clientControl'],
    protocolVersions: { oldest: 15, newest: 15 },
    reconnect: patient,
    heartbeatMs: 3_600_000,
    openTimeoutMs: 3_600_000,
    connectTimeoutMs: 3_600_000,
    requestTimeoutMs: 3_600_000,
    ...more,
  });

/** Closed by a listener, in the moment in which the pause of a lost connection begins. */
const closesWhenLost = open(dead);
closesWhenLost.on('status', ({ state }) => void (state === 'lost' && closesWhenLost.close()));
/** Closed while nobody has answered its opening. */
const unanswered = open(silent);
unanswered.on('status', ({ state }) => void (state === 'connecting' && setTimeout(() => unanswered.close(), 50)));

/** Closed with a request under way, after listeners that throw; all others are told all the same. */
const session = open(good);
let told = 0;
for (const name of ['status', 'message', 'OPEN_CONF'] as const)
  session.on(name, () => {
    throw new Error(`thrown at ${name}`);
  });
session.on('message', () => {
  told += 1;
});
session.synchronize(() => {
  throw new Error('told as a problem');
});
const { version } = await session.opened();
const unheard = session
  .request('ANSWER_CALL_REQ', { peripheralId: 1, connectionCallId: 1, connectionDeviceIdType: 0 })
  .catch(({ code }: { code: string }) => code);
await session.request('QUERY_AGENT_STATE_REQ', { peripheralId: 1, mrdId: null, icmAgentId: null, agentId: '1001' });
await session.close();
const code = await unheard;
process.on('exit', () =>
  console.log(JSON.stringify({ version, code, told, uncaught, states: [session, closesWhenLost, unanswered].map(({ status }) => status.state) })),
);
