/** Ends a run with `# pass N` and `# fail N`, the lines node:test ends with, so that test/run.ts counts both alike. */

const tests = (suite) => (suite ? [...suite.tests, ...suite.suites.flatMap(tests)] : []);

/** A skipped test is a failed one: what cannot run must say so. @returns {import('@web/test-runner').Reporter} */
export const countReporter = () => ({
  onTestRunFinished({ sessions }) {
    let passed = 0;
    let failed = 0;
    for (const session of sessions) {
      const results = tests(session.testResults);
      const bad = results.filter((test) => !test.passed || test.skipped);
      for (const test of results.filter(({ skipped }) => skipped)) console.log(`skipped, which counts as failed: ${test.name} (${session.browser.name})`);
      // A file that does not load, or times out, has no test that failed.
      const broken = bad.length === 0 && (session.errors.length > 0 || !session.passed || results.length === 0) ? 1 : 0;
      if (broken) console.log(`failed as a whole: ${session.testFile} (${session.browser.name})`);
      passed += results.length - bad.length;
      failed += bad.length + broken;
    }
    for (const name of new Set(sessions.map((session) => session.browser.name))) {
      const own = sessions.filter((session) => session.browser.name === name).flatMap((session) => tests(session.testResults));
      console.log(`${name}: ${own.filter((test) => test.passed && !test.skipped).length} of ${own.length} passed`);
    }
    console.log(`# pass ${passed}\n# fail ${failed}`);
    if (failed > 0) process.exitCode = 1;
  },
});
