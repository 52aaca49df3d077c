/**
 * The addresses of the demo: every page has an origin of its own, as it would in the world.
 *
 * Reasons for the ports: in a row, so that they are recognised; above 1023 (no rights needed) and below 32768 (no
 * system hands them out by itself); none that browsers block (4045, 4190, 5060, 5061, …) and none that other
 * development servers are fond of (3000, 4200, 5173, 8000, 8080); but the generic listener's, which is documented as 5000.
 */
export interface Place {
  /** For people. */
  name: string;
  /** As it stands in the address. */
  hostname: string;
  /** Where to listen: a browser asks `::1` first for `localhost`, so somebody else there would be taken for us. */
  interfaces: readonly [string, ...string[]];
  port: number;
}

export const places = {
  /** The CRM. */
  crm: { name: 'CRM', hostname: 'localhost', interfaces: ['127.0.0.1', '::1'], port: 4600 },
  /** Another host name than the CRM's, so that browsers keep the two in separate processes and storages, as two companies' pages. */
  softphone: { name: 'softphone', hostname: '127.0.0.1', interfaces: ['127.0.0.1'], port: 4601 },
  /** `customer.localhost` would be prettier, but Safari does not know that it is this machine. */
  customer: { name: "customer's phone", hostname: 'localhost', interfaces: ['127.0.0.1', '::1'], port: 4602 },
  attacker: { name: "attacker's page", hostname: 'localhost', interfaces: ['127.0.0.1', '::1'], port: 4603 },
  /** SIP over WebSocket. */
  sip: { name: 'phone system', hostname: '127.0.0.1', interfaces: ['127.0.0.1'], port: 4604 },
  /** Plays the other side of the call centre. */
  switchboard: { name: 'switchboard', hostname: 'localhost', interfaces: ['127.0.0.1', '::1'], port: 4605 },
  /** The CTI link in front of the call centre: its gateway and its API. */
  link: { name: 'CTI link', hostname: '127.0.0.1', interfaces: ['127.0.0.1'], port: 4606 },
  /** The generic listener. Others' call centre software has this address built in, so it moves nowhere else. */
  listener: { name: 'generic listener', hostname: 'localhost', interfaces: ['127.0.0.1', '::1'], port: 5000 },
} as const satisfies Record<string, Place>;

export type PlaceName = keyof typeof places;

/** Whichever are free: for tests, several of which may run at once. */
export const anyPorts = Object.fromEntries(Object.keys(places).map((name) => [name, 0])) as Readonly<Record<PlaceName, 0>>;

/** A taken port is replaced by the one so much higher: the last digit still tells the page. After that many tries, any free one. */
export const PORT_STEP = 10;
export const PORT_TRIES = 10;

/** Candidates for a place, best first; 0 is any free one. */
export const candidatePorts = (preferred: number): number[] =>
  preferred === 0 ? [0] : [...Array.from({ length: PORT_TRIES }, (_, index) => preferred + index * PORT_STEP), 0];
