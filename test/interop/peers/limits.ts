/** Addresses and waits of the interop tests. Ports are fixed: each test file has a network namespace of its own. */

export const HOST = '127.0.0.1';
/** Kamailio, SIP over UDP and TCP. */
export const SIP_PORT = 5060;
/** Kamailio, SIP over WebSocket. */
export const WS_PORT = 8080;
export const RTPENGINE_PORT = 2223;
/** What Kamailio takes for the outside line: numbers are sent here, where sipp answers. */
export const LINE_PORT = 5070;
/** baresip also takes the port after it, for TLS. */
export const BARESIP_PORT = 5080;
export const BARESIP_CONTROL_PORT = 4444;

/** A process must be ready, or ended, within this time; the slowest is a browser on a loaded machine. */
export const PROCESS_TIMEOUT_MS = 20_000;
/** One step of a call: a ring, an answer, a log line. Setups take about 0.1 s, re-registrations 2 s. */
export const STEP_TIMEOUT_MS = 10_000;
/** How long is listened when sound, or silence, is measured. */
export const LISTEN_MS = 1_000;
