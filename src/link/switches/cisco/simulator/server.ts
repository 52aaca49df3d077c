/** The CTI Server between the phone system and its clients: what all requests share. */
import type { Client } from './client.ts';
import type { ClientSessions } from './client-sessions.ts';
import type { Connection } from './model.ts';
import type { Recorders } from './recorders.ts';
import type { World } from './world.ts';

/** The peripheral gateway, as far as clients see it. */
export interface PeripheralGateway {
  /** The peripheral does not answer. */
  readonly isDown: boolean;
  /** PGStatus. */
  readonly status: number;
  readonly isPeripheralOnline: boolean;
}

/** What clients reported, for whoever looks. */
export interface Report {
  clientId: string;
  kind: 'clientEvent' | 'badCall' | 'greeting';
  text: string;
  at: number;
}

export interface Server {
  readonly world: World;
  readonly pg: PeripheralGateway;
  readonly sessions: ClientSessions;
  readonly recorders: Recorders;
  readonly greets: boolean;
  nextMonitorId(): number;
  report(client: Client, kind: Report['kind'], text: string): void;
  /** Tones that reached somebody outside. */
  outside(listeners: readonly Connection[], digits: string): void;
}
