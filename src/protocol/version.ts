/**
 * Majors of the wire protocol this build speaks, newest first. The highest that both sides speak is used;
 * minors only add, and every addition is a capability (src/protocol/README.md §3).
 */
export const PROTOCOL_VERSIONS: readonly number[] = [1];

/** The library's own version, told to the peer for its logs; it decides nothing. */
export const SOFTWARE = { name: 'ringframe', version: '0.1.0' } as const;
