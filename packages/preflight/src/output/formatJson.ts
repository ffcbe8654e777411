import { version } from '../../package.json';
import { exitCodeOf } from '../exitCodes';
import type { Report } from './Report';

/** The run as a document for programs. Results are whole; `verdict` is the word of the readiness axis. */
export function formatJson({
  outcome,
  settings,
  server,
  context,
  comparison,
}: Report): string {
  const {
    verdict,
    summaries,
    results,
    status,
    interruption,
    unjudged,
    requests,
    startedAt,
    finishedAt,
  } = outcome;
  const document = {
    engine: { name: '@runai-portal/preflight', version },
    profile: outcome.profile,
    cluster: settings.name,
    server,
    context,
    environment: settings.environment,
    mode: settings.mode,
    verdict: verdict.state === 'notChecked' ? 'undetermined' : verdict.state,
    sentence: verdict.sentence,
    reason: verdict.reason,
    exitCode: exitCodeOf(verdict.state),
    blockers: verdict.blockers,
    attested: verdict.attested,
    counts: verdict.counts,
    run: { status, interruption, unjudged, requests, startedAt, finishedAt },
    comparison: comparison && {
      profile: comparison.profile,
      verdict: comparison.verdict.state,
      counts: comparison.verdict.counts,
      sentence: comparison.sentence,
      changes: comparison.changes,
    },
    checks: summaries.map(({ worst: _worst, ...summary }) => summary),
  };
  const head = JSON.stringify(document, undefined, 2).replace(/\n\}$/, '');
  // A line each: there are tens of thousands of them, and a line is what grep and diff show.
  const lines = results.map(result => `\n    ${JSON.stringify(result)}`);
  return `${head},\n  "results": [${lines.join(',')}\n  ]\n}\n`;
}
