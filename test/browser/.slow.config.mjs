import config from '/work/main/test/browser/web-test-runner.config.mjs';
const tests = (suite) => (suite ? [...suite.tests, ...suite.suites.flatMap(tests)] : []);
export default { ...config, reporters: [{ onTestRunFinished({ sessions }) {
  const all = sessions.flatMap((s) => tests(s.testResults).map((t) => ({ file: s.testFile.split('/').slice(-2).join('/'), name: t.name, ms: t.duration ?? 0, ok: t.passed })));
  for (const s of sessions) console.log(s.testFile.split('/').slice(-2).join('/'), Math.round(tests(s.testResults).reduce((a, t) => a + (t.duration ?? 0), 0)), s.testRunFinishedTime ?? '', tests(s.testResults).filter((t) => !t.passed).map((t) => t.name).join('; '), s.errors.map((e) => e.message).join());
  for (const t of all.sort((a, b) => b.ms - a.ms).slice(0, 25)) console.log(Math.round(t.ms), t.file, t.name);
  console.log('total ms', Math.round(all.reduce((a, t) => a + t.ms, 0)), 'passed', all.filter((t) => t.ok).length, 'of', all.length);
} }] };
