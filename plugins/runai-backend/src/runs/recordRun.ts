import { summarise, type RunOutcome } from '@runai-portal/checks';
import {
  applyStatements,
  type Run,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import type { ConnectedCluster } from '../clusters/RegisteredCluster';
import type { ClusterStore } from '../database/ClusterStore';
import { packResults, type ResultStore } from '../database/ResultStore';
import type { RunProgress, RunStore } from '../database/RunStore';
import { insertTransitions } from '../database/transitions';
import { mergeResults } from './mergeResults';
import { nextReadiness } from './nextReadiness';
import { checkTransitions, runChanges } from './runChanges';

/** Where a run is written to. */
export interface RunStores {
  knex: Knex;
  clusters: ClusterStore;
  results: ResultStore;
  runs: RunStore;
}

/**
 * Writes down what a run found: results, verdict, transitions and the end of the run, all or nothing.
 *
 * @param options.end - how the run ended
 * @returns false, and nothing is written, where the run was given up for dead meanwhile: another one may have begun
 */
export async function recordRun(
  stores: RunStores,
  options: {
    run: Run;
    target: ConnectedCluster;
    outcome: RunOutcome;
    end: Pick<Run, 'status' | 'error'>;
    progress: RunProgress;
  },
): Promise<boolean> {
  const { run, outcome, end, progress } = options;
  const { session, cluster: declared } = options.target;
  const { cluster } = run;
  const { at } = progress;
  const now = new Date(at);
  const statements = { attestations: declared.attestations };
  const before = await stores.results.summaries(cluster);
  const { results, changed } = mergeResults(
    await stores.results.all(cluster),
    outcome.results,
  );
  const { summaries, verdict } = summarise({
    results: [...results.values()].flat(),
    checks: session.checks,
    profile: session.profile,
    settings: session.settings,
    now,
    statements,
  });
  const judged = summaries.filter(({ checkId }) => results.has(checkId));
  const packed = await packResults(
    judged
      .filter(({ checkId }) => changed.includes(checkId))
      .map(summary => ({
        summary,
        results: applyStatements(
          results.get(summary.checkId) ?? [],
          statements,
          now,
        ),
      })),
  );
  return stores.knex.transaction(async transaction => {
    if (!(await stores.runs.hold(run.id, transaction))) {
      return false;
    }
    await stores.results.save(transaction, cluster, packed);
    await stores.results.forget(
      transaction,
      cluster,
      session.checks.map(({ id }) => id),
    );
    const transitions = checkTransitions({
      before,
      after: judged,
      cluster,
      at,
      runId: run.id,
    });
    await insertTransitions(transaction, transitions);
    await stores.clusters.update(
      cluster,
      at,
      ({ observed }) => ({
        readiness: nextReadiness(observed.readiness, verdict, {
          profile: session.profile.id,
          at,
        }),
        runId: run.id,
      }),
      transaction,
    );
    await stores.runs.finish(
      { id: run.id, ...end, changes: runChanges(transitions) },
      progress,
      transaction,
    );
    return true;
  });
}
