/** Serves the scripts of Open CTI where a CRM would, on all origins of the one server: `openCtiRoutes` itself, with the scripts as they are published. */
import { build } from 'esbuild';
import { openCtiScript } from '../../rollup.config.mjs';

const load = async (rootDir) => {
  const names = ['opencti', 'interaction', 'integration'];
  const scripts = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await openCtiScript(name)])));
  const { outputFiles } = await build({
    entryPoints: [`${rootDir}/src/opencti/create-routes.ts`],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    tsconfig: `${rootDir}/tsconfig.base.json`,
    write: false,
  });
  const { createRoutes } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
  return createRoutes(scripts);
};

/**
 * @param {string} rootDir
 * @returns {import('koa').Middleware}
 */
export const openCtiScripts = (rootDir) => {
  let routes;
  return async (context, next) => {
    const { method, url, host } = context;
    if (!/^\/\/?support\//.test(url)) return next();
    routes ??= load(rootDir);
    const request = new Request(`http://${host}${url}`, { method, headers: { 'if-none-match': context.get('if-none-match') } });
    const response = (await routes)(request);
    if (!response) return next();
    context.status = response.status;
    for (const [name, value] of response.headers) context.set(name, value);
    context.body = Buffer.from(await response.arrayBuffer());
  };
};
