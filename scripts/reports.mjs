// npm run reports: writes what each package offers (report.api.md), how its tables look (report.sql.md), and which of its
// dependencies nothing uses (knip-report.md). With --check it only says whether those that are committed are true.
import { stopWithParent } from './lib/children.mjs';
import { installPackages } from './lib/install.mjs';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { run } from './lib/Problem.mjs';
import { Reporter } from './lib/Reporter.mjs';
import { makeReports } from './lib/reports.mjs';

run(async () => {
  requireSupportedNode();
  const reporter = new Reporter();
  stopWithParent();
  await installPackages(reporter);
  const { code, output } = await reporter.step('Reports', () =>
    makeReports({ check: process.argv.includes('--check') }),
  );
  if (code !== 0) {
    reporter.line(output.trimEnd());
  }
  return code;
});
