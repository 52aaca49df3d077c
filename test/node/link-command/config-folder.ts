/** A folder with configuration files, and one that is right. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tokenConfig } from '../link-gateway/tokens.ts';

export interface ConfigFolder {
  readonly path: string;
  /** Writes a file, an object as JSON, and gives its path. */
  write(name: string, content: unknown): string;
  makeFolder(name: string): string;
  remove(): void;
}

export const createConfigFolder = (): ConfigFolder => {
  const path = mkdtempSync(join(tmpdir(), 'ringframe-link-'));
  return {
    path,
    write(name, content) {
      const file = join(path, name);
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
      return file;
    },
    makeFolder(name) {
      mkdirSync(join(path, name));
      return join(path, name);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
};

export const goodConfig = {
  switch: { type: 'simulator', agents: [{ id: 'anna', extension: '101' }] },
  gateway: { origins: ['https://phone.test'], tokens: tokenConfig },
  http: { port: 0 },
};
