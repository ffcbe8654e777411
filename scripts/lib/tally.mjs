/** @typedef {{passed: number, failed: number, skipped: number}} Tally */

/** @returns {Tally} */
export const nothing = () => ({ passed: 0, failed: 0, skipped: 0 });

/** A lane that is one test: it passed or it did not. */
export const oneTest = ok => ({ ...nothing(), [ok ? 'passed' : 'failed']: 1 });

/** @param {Tally[]} tallies */
export function sum(tallies) {
  return tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    nothing(),
  );
}

/** The last line of a test run. */
export function tallyLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** What Node's test runner counts at the end of its TAP output. */
export function tapTally(output) {
  const count = word =>
    Number(new RegExp(`^# ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
  };
}

/** What jest counts in its JSON report; a suite that could not run is a failure of its own. */
export function jestTally(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** What jest left out, by its full name, which says why. */
export function jestSkipped({ testResults = [] }) {
  return testResults.flatMap(({ assertionResults = [] }) =>
    assertionResults
      .filter(({ status }) => ['pending', 'todo', 'skipped'].includes(status))
      .map(({ fullName }) => fullName),
  );
}

/** What Node's test runner left out, with the reason. */
export function tapSkipped(output) {
  return [...output.matchAll(/^\s*ok \d+ - (.*) # (?:SKIP|TODO) ?(.*)$/gm)].map(
    ([, name, reason]) => (reason ? `${name}: ${reason}` : name),
  );
}
