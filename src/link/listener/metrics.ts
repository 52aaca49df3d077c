import { Counter, type Registry } from 'prom-client';

/** What became of a request: as `Announced` has it, or `empty` without a parameter, `nobody` when it was for nobody, or why it was refused. */
export type ListenerOutcome =
  | 'announced'
  | 'updated'
  | 'ended'
  | 'ignored'
  | 'empty'
  | 'nobody'
  | 'host'
  | 'origin'
  | 'token'
  | 'method'
  | 'form'
  | 'tooLarge'
  | 'invalid'
  | 'flood'
  | 'fault';

export type CountRequest = (outcome: ListenerOutcome) => void;

/** Labels are of our own making: nothing a request says becomes one. */
export const createListenerMetrics = (registry: Registry): CountRequest => {
  const requests = new Counter({
    name: 'ringframe_listener_requests_total',
    help: 'Requests to the generic listener',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return (outcome) => requests.inc({ outcome });
};
