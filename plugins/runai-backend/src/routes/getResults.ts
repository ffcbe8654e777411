import {
  badness,
  CHECK_CATEGORIES,
  type CheckSummary,
} from '@runai-portal/backstage-plugin-runai-common';
import { summarise } from '@runai-portal/checks';
import type { ConnectedCluster } from '../clusters/RegisteredCluster';
import type { RouteDependencies, RunaiRouter } from './types';

/** `GET /clusters/:cluster/results` */
export function getResults(
  router: RunaiRouter,
  { access, registry, results, ages }: RouteDependencies,
) {
  router.get('/clusters/:cluster/results', async (request, response) => {
    const { declared, observed } = await access.authorize(
      request,
      request.params.cluster,
    );
    const { status, category, severity } = request.query;
    const stored = await results.summaries(declared.name);
    const state = registry.find(declared.name)?.state;
    const all = [
      ...stored.values(),
      ...(state?.ok ? neverRun(state.connect(), stored, ages().now) : []),
    ];
    response.json({
      items: all
        .filter(
          summary =>
            (status?.includes(summary.status) ?? true) &&
            (category?.includes(summary.category) ?? true) &&
            (severity?.includes(summary.severity) ?? true),
        )
        .sort(byCategoryWorstFirst),
      profile: declared.profile,
      ...(observed.readiness.checkedAt && {
        checkedAt: observed.readiness.checkedAt,
      }),
    });
  });
}

function neverRun(
  { session, cluster }: ConnectedCluster,
  stored: ReadonlyMap<string, CheckSummary>,
  now: Date,
): CheckSummary[] {
  return summarise({
    results: [],
    checks: session.checks.filter(({ id }) => !stored.has(id)),
    profile: session.profile,
    settings: session.settings,
    statements: { attestations: cluster.attestations },
    now,
  }).summaries;
}

function byCategoryWorstFirst(a: CheckSummary, b: CheckSummary): number {
  return (
    CHECK_CATEGORIES.indexOf(a.category) -
      CHECK_CATEGORIES.indexOf(b.category) ||
    badness(b.status) - badness(a.status) ||
    (a.checkId < b.checkId ? -1 : 1)
  );
}
