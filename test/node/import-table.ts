/** Who may import whom under src/: one row per folder, the deepest row that fits a file counts. Say why in a pull request that changes it. */
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
  numbers: { packages: ['libphonenumber-js'] },
  link: {
    folders: ['protocol', 'numbers'],
    files: ['phone/link/wire.ts'],
    packages: ['node:*', 'zod/mini', 'ws', 'hono', '@hono/node-server', 'jose', 'pino', 'prom-client', 'nats'],
  },
  'link/switches': { folders: ['link', 'protocol'], packages: ['node:*'] },
  'link/switches/cisco': { folders: ['link', 'link/switches', 'link/switches/cisco/codec', 'protocol'], packages: ['node:*'] },
  // Bytes in, values out.
  'link/switches/cisco/codec': {},
  opencti: { entries: ['softphone'], folders: ['protocol'] },
  testing: { entries: ['.', 'host', 'softphone', 'phone', 'phone/sip', 'controls', 'numbers'] },
};
