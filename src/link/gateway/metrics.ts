import { Counter, Gauge, type Registry } from 'prom-client';

export interface GatewayMetrics {
  sessions(connected: number, waiting: number): void;
  /** A `hello` and what became of it: `began`, `resumed`, or why not. */
  hello(outcome: string): void;
  event(): void;
  command(name: string, code: string): void;
  slow(skipped: number): void;
  ended(reason: string): void;
}

/** Labels are of our own making, each from a short list: nothing a softphone says becomes one. */
export const createGatewayMetrics = (registry: Registry): GatewayMetrics => {
  const registers = [registry];
  const sessions = new Gauge({ name: 'ringframe_softphones', help: 'Sessions of softphones, by whether they are connected', labelNames: ['state'], registers });
  const hellos = new Counter({ name: 'ringframe_softphone_hellos_total', help: 'Softphones that said hello', labelNames: ['outcome'], registers });
  const events = new Counter({ name: 'ringframe_line_events_total', help: 'Events told to softphones', registers });
  const commands = new Counter({ name: 'ringframe_commands_total', help: 'Commands of softphones', labelNames: ['name', 'code'], registers });
  const slow = new Counter({ name: 'ringframe_slow_softphones_total', help: 'Times a softphone did not read and got a snapshot', registers });
  const skipped = new Counter({ name: 'ringframe_skipped_events_total', help: 'Events that a snapshot took the place of', registers });
  const ends = new Counter({
    name: 'ringframe_sessions_ended_total',
    help: 'Sessions and connections ended by the gateway',
    labelNames: ['reason'],
    registers,
  });
  return {
    sessions(connected, waiting) {
      sessions.set({ state: 'connected' }, connected);
      sessions.set({ state: 'waiting' }, waiting);
    },
    hello: (outcome) => hellos.inc({ outcome }),
    event: () => events.inc(),
    command: (name, code) => commands.inc({ name, code }),
    slow(count) {
      slow.inc();
      skipped.inc(count);
    },
    ended: (reason) => ends.inc({ reason }),
  };
};
