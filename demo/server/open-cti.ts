/**
 * What `ringframe/opencti` gives a CRM's server. The package comes with the scripts built in; the demo runs from the source
 * tree, where there is no build, and bundles them as it starts.
 */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createRoutes, type Script, type ScriptName } from '../../src/opencti/create-routes.ts';

const names = ['opencti', 'interaction', 'integration'] as const satisfies readonly ScriptName[];

const bundleScript = async (name: ScriptName): Promise<Script> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../../src/opencti/${name}-script.ts`, import.meta.url))],
    bundle: true,
    format: 'iife',
    minify: true,
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'error',
    write: false,
  });
  const text = outputFiles[0]?.text ?? '';
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
};

/** Resolves with `openCtiRoutes`. */
export const loadOpenCtiRoutes = async (): Promise<(request: Request) => Response | undefined> => {
  const scripts = await Promise.all(names.map(async (name) => [name, await bundleScript(name)] as const));
  return createRoutes(Object.fromEntries(scripts) as Record<ScriptName, Script>);
};
