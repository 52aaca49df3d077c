/** `ringframe/link/cisco`: Cisco's CTI Server, and its protocol GED-188 on its own. */
export * from './codec/index.ts';
