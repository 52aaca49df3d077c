/** `ringframe/link/cisco`: Cisco's CTI Server, and its protocol GED-188 on its own. */
export * from './capture/index.ts';
export * from './codec/index.ts';
export * from './services/index.ts';
export * from './session/index.ts';
export * from './simulator/index.ts';
export * from './switch/index.ts';
export * from './tables/index.ts';
