/**
 * Browser tests: `npx web-test-runner --config test/browser/web-test-runner.config.mjs [--files FILE]`.
 * `BROWSER=chromium` or `BROWSER=firefox` runs one of the two.
 */
import { fileURLToPath } from 'node:url';
import { defaultReporter } from '@web/test-runner';
import { browsers } from './browsers.mjs';
import { bundleModules } from './bundle-modules.mjs';
import { countReporter } from './count-reporter.mjs';
import { fixturePages, loopbackOnly } from './fixture-pages.mjs';
import { openCtiScripts } from './opencti-scripts.mjs';
import { testServers } from './servers.mjs';

const rootDir = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

export default {
  rootDir,
  // The longest come first: they would be waited for at the end.
  files: ['test/browser/sip/*.test.ts', 'test/browser/**/*.test.ts'],
  // Bound to every interface, so that localhost, 127.0.0.1 and b.localhost are three origins of one server.
  hostname: 'localhost',
  concurrentBrowsers: 2,
  browsers: browsers(process.env.BROWSER),
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 240_000,
  testFramework: { config: { timeout: 20_000, forbidOnly: Boolean(process.env.CI) } },
  middleware: [loopbackOnly, fixturePages(rootDir), openCtiScripts(rootDir)],
  plugins: [testServers(), bundleModules(rootDir)],
  reporters: [defaultReporter({ reportTestProgress: false, reportTestResults: true }), countReporter()],
};
