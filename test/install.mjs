/**
 * Installs what the tests need and is not there yet: npm packages everywhere, browsers and phone systems on Debian as
 * root. Elsewhere it says what to install. Runs on bare Node 20, so it imports nothing but Node's own modules.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { install, installPackages } from '../demo/install.mjs';

/** Debian package → the command by which it is recognised on other systems, if it has one. */
const tools = {
  chromium: 'chromium',
  'firefox-esr': 'firefox-esr',
  kamailio: 'kamailio',
  'kamailio-websocket-modules': undefined,
  'kamailio-tls-modules': undefined,
  'rtpengine-daemon': 'rtpengine',
  'baresip-core': 'baresip',
  'sip-tester': 'sipp',
  iproute2: 'ip',
};

/** The variable that names a browser which is installed elsewhere. */
const variables = { chromium: 'CHROMIUM', 'firefox-esr': 'FIREFOX' };

const isDebian = () => existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));

const isOnPath = (command) => [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((folder) => existsSync(join(folder, command)));

const isInstalled = (name) => {
  if (process.env[variables[name]] && existsSync(process.env[variables[name]])) return true;
  if (!isDebian()) return tools[name] === undefined || isOnPath(tools[name]);
  const { stdout } = spawnSync('dpkg-query', ['--status', name], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  return /^Status: .* installed$/m.test(stdout ?? '');
};

const apt = (...options) => {
  const { status } = spawnSync('apt-get', ['-q', '-o', 'Acquire::Retries=3', ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`apt-get ${options.join(' ')} failed: see above.`);
};

/** The phone systems are started by the tests, on loopback; as services they would listen to the network. */
const withoutStartingServices = (action) => {
  const policy = '/usr/sbin/policy-rc.d';
  const own = !existsSync(policy);
  if (own) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    action();
  } finally {
    if (own) rmSync(policy);
  }
};

const installTools = () => {
  const missing = Object.keys(tools).filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  if (isDebian() && process.getuid?.() === 0) {
    console.log(`Installing ${missing.join(', ')} …`);
    withoutStartingServices(() => {
      apt('update');
      apt('install', '--yes', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold', ...missing);
    });
    return;
  }
  throw new Error(
    isDebian()
      ? `The tests need more programs. Install them and run npm test again:\n\n  sudo apt-get install --no-install-recommends ${missing.join(' ')}\n`
      : [
          'The tests need more programs. On Debian they are installed by npm test as root; here, install these and run npm test again:',
          '',
          ...missing.map((name) => `  ${tools[name]} (Debian package ${name}${variables[name] ? `; or name it in ${variables[name]}` : ''})`),
          '',
          'npm start needs none of them.',
        ].join('\n'),
  );
};

install([installPackages, installTools]);
