/** Who may import whom under src/: one row per folder, or for a file on its own; the deepest row that fits a file counts. Say why in a pull request that changes it. */
export interface Row {
  /** Folders whose files may be imported. A folder may always import itself. */
  folders?: readonly string[];
  /** Folders of which types may be imported, and nothing that runs. */
  types?: readonly string[];
  /** Folders of which only `index.ts`, what a reader of the package sees, may be imported. */
  entries?: readonly string[];
  /** Single files, where their folder as a whole is none of this folder's business. */
  files?: readonly string[];
  /** npm packages, each with its subpaths unless a subpath is named. `node:*` stands for all of Node. */
  packages?: readonly string[];
}

export const importTable: Readonly<Record<string, Row>> = {
  '.': { folders: ['protocol'] },
  protocol: { packages: ['zod/mini'] },
  bridge: { folders: ['protocol'], packages: ['penpal'] },
  host: { folders: ['bridge', 'protocol', 'numbers', 'host/call-center'], types: ['phone'] },
  // Pure: text in, values out.
  'host/call-center': { folders: ['protocol'], files: ['bridge/origin.ts'], packages: ['@rgrove/parse-xml'] },
  softphone: { folders: ['bridge', 'protocol', 'numbers'], types: ['phone'] },
  phone: { folders: ['protocol'] },
  'phone/sip': { folders: ['phone', 'protocol'], packages: ['jssip'] },
  'phone/link': { folders: ['phone', 'protocol'], packages: ['zod/mini'] },
  controls: { folders: ['protocol'], types: ['softphone', 'phone'], packages: ['lit'] },
  // Of the protocol only what an error is.
  numbers: { files: ['protocol/error.ts'], packages: ['libphonenumber-js'] },
  link: {
    folders: ['link/switch.ts', 'protocol', 'numbers'],
    files: ['phone/link/wire.ts'],
    packages: ['node:*', 'zod/mini', 'ws', 'hono', '@hono/node-server', 'jose', 'pino', 'prom-client', 'nats'],
  },
  // The law of a phone system: the link leans on it, and so does each switch, but neither on the other.
  'link/switch.ts': { files: ['phone/link/wire.ts'], folders: ['protocol'] },
  // Who brings the two together: a program by the public entry, the command by what its file says.
  'link/index.ts': { folders: ['link', 'link/switch.ts', 'link/switches'], files: ['phone/link/wire.ts'] },
  'link/command': { folders: ['link', 'link/switch.ts', 'link/switches', 'link/switches/cisco', 'protocol'], packages: ['node:*', 'zod/mini'] },
  'link/switches': { folders: ['link/switch.ts', 'protocol'], packages: ['node:*'] },
  'link/switches/cisco': {
    folders: ['codec', 'tables', 'session', 'services', 'switch', 'simulator', 'capture'].map((name) => `link/switches/cisco/${name}`).concat('protocol'),
  },
  // Bytes in, values out.
  'link/switches/cisco/codec': {},
  'link/switches/cisco/tables': { folders: ['link/switches/cisco/codec', 'protocol'] },
  // The only one that sees sockets.
  'link/switches/cisco/session': { folders: ['link/switches/cisco/codec', 'link/switches/cisco/tables', 'protocol'], packages: ['node:*'] },
  'link/switches/cisco/services': { folders: ['codec', 'tables', 'session'].map((name) => `link/switches/cisco/${name}`).concat('protocol') },
  'link/switches/cisco/switch': {
    folders: ['codec', 'tables', 'session', 'services'].map((name) => `link/switches/cisco/${name}`).concat('link/switch.ts', 'link/switches', 'protocol'),
    files: ['phone/link/wire.ts'],
  },
  // Between a session and its server, with the site's data taken out of what it writes down.
  'link/switches/cisco/capture': {
    folders: ['codec', 'session', 'services'].map((name) => `link/switches/cisco/${name}`).concat('protocol'),
    packages: ['node:*'],
  },
  // The other side: a server, which needs nothing of ours but the bytes.
  'link/switches/cisco/simulator': { folders: ['link/switches/cisco/codec', 'link/switches', 'protocol'], packages: ['node:*'] },
  opencti: { entries: ['softphone'], folders: ['protocol'] },
  testing: { entries: ['.', 'host', 'softphone', 'phone', 'phone/sip', 'controls', 'numbers'] },
};
