/**
 * Runs the demo's SIP server by hand: `npx tsx demo/sip-server/main.ts [PORT]`. Users alice and bob, guest customer, each with the password
 * NAME-secret. Prints what happens; numbers only as `(number)`.
 */
import { isNumber } from './accounts.ts';
import { startSipServer } from './sip-server.ts';

const port = Number(process.argv[2] ?? 5066);
const server = await startSipServer({
  port,
  users: { alice: 'alice-secret', bob: 'bob-secret' },
  guests: { customer: { password: 'customer-secret', mayChooseCaller: true } },
  onEvent: (event) => console.log(event.type, 'user' in event ? (isNumber(event.user) ? '(number)' : event.user) : ''),
});
console.log(`The demo's SIP server listens on ${server.url}; users alice and bob, guest customer. Ctrl+C ends it.`);
process.once('SIGINT', () => void server.close());
process.once('SIGTERM', () => void server.close());
