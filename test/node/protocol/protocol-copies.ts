/** The protocol twice: as its modules are, with zod, and as the bundled scripts have it. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Schema } from '../../../src/protocol/schema.ts';
import type { Example } from './examples.ts';

export interface ProtocolCopy {
  /** Every schema, by where it stands: `call.ts callSchema`, `crm-methods.ts crmAnswers.search`. */
  schemas: Map<string, Schema<unknown>>;
  examples: readonly Example[];
  /** The files it is made of. */
  files: string[];
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = 'src/protocol';
export const zodStandIn = `${folder}/zod-stand-in.ts`;

type Exports = Record<string, unknown>;

/** `callSchema`, `nothing`, and the tables of methods and events. */
const schemasIn = (file: string, exports: Exports): [string, Schema<unknown>][] =>
  Object.entries(exports).flatMap(([name, exported]): [string, Schema<unknown>][] => {
    if (typeof exported === 'function') return name.endsWith('Schema') || name === 'nothing' ? [[`${file} ${name}`, exported as Schema<unknown>]] : [];
    if (!/(Params|Answers|Events)$/.test(name)) return [];
    return Object.entries(exported as Exports).map(([method, entry]) => {
      const schema = typeof entry === 'function' ? entry : (entry as { result: unknown }).result;
      return [`${file} ${name}.${method}`, schema as Schema<unknown>];
    });
  });

export const loadProtocol = async (alias: Record<string, string> = {}): Promise<ProtocolCopy> => {
  const sources = readdirSync(`${root}/${folder}`).filter((name) => name.endsWith('.ts') && `${folder}/${name}` !== zodStandIn);
  const contents = [
    `export { examples } from './test/node/protocol/examples.ts';`,
    ...sources.map((name) => `export * as ${JSON.stringify(name)} from './${folder}/${name}';`),
  ].join('\n');
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    absWorkingDir: root,
    alias,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    metafile: true,
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const { examples, ...modules } = await import(`data:text/javascript;base64,${code}`);
  const schemas = new Map(Object.entries(modules as Record<string, Exports>).flatMap(([name, exports]) => schemasIn(name, exports)));
  return { schemas, examples, files: Object.keys(metafile.inputs) };
};
