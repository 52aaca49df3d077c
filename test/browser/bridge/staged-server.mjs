/**
 * Serves the fixture pages host.ts and softphone.ts as an application that was built: the entry, and as a file of its own the
 * second stage, which connects. What is answered for that file is up to the test: `fetch('/second-stage?is=missing')`, where
 * `is` is `there`, `missing` (404) or `slow` (no answer until something else is said).
 */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const buildPage = async (name) => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../fixtures/bridge/${name}.ts`, import.meta.url))],
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: '/',
    logLevel: 'error',
  });
  return outputFiles.map(({ path, text }) => [path.slice(path.lastIndexOf('/')), text]);
};

const page = (name) => `<!doctype html><meta charset="utf-8"><title>${name}</title><div id="phone"></div><script type="module" src="/${name}.js"></script>`;

export const startStagedServer = async () => {
  const files = new Map((await Promise.all(['host', 'softphone'].map(buildPage))).flat());
  let secondStage = 'there';
  const waiting = [];

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const answer = (status, type, body) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'access-control-allow-origin': '*' });
      response.end(body);
    };
    const answerFile = () => {
      if (secondStage === 'slow') waiting.push(answerFile);
      else if (secondStage === 'missing') answer(404, 'text/plain', '');
      else answer(200, 'text/javascript', files.get(pathname));
    };
    if (pathname === '/second-stage') {
      secondStage = searchParams.get('is') ?? 'there';
      for (const go of waiting.splice(0)) go();
      answer(200, 'text/plain', '');
    } else if (pathname.endsWith('.html')) answer(200, 'text/html', page(pathname.slice(1, -5)));
    else if (/^\/(softphone-connection|open-crm-connection)-/.test(pathname) && files.has(pathname)) answerFile();
    else if (files.has(pathname)) answer(200, 'text/javascript', files.get(pathname));
    else answer(404, 'text/plain', '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
};
