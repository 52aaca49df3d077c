/** Runs a command where there is no network but loopback. */
import { spawnSync } from 'node:child_process';

// With nothing but 127.0.0.1, Firefox finds no ICE candidate: it wants an address that a default route leads to.
const loopbackUp = 'ip link set lo up && ip addr add 192.0.2.2/32 dev lo && ip route add default dev lo src 192.0.2.2 && exec "$@"';

const namespaces = [
  ['unshare', '--net'],
  ['unshare', '--user', '--map-root-user', '--net'],
];

/**
 * The command inside a network namespace of its own, where Linux lets us make one; elsewhere the command as it is, kept
 * on loopback by the browsers' own settings only.
 */
export const isolated = (command: readonly string[]): string[] => {
  const shell = ['sh', '-c', loopbackUp, 'sh'];
  const namespace = namespaces.find(([program = '', ...options]) => spawnSync(program, [...options, ...shell, 'true']).status === 0);
  return namespace ? [...namespace, ...shell, ...command] : [...command];
};
