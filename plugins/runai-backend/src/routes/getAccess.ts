import { InputError } from '@backstage/errors';
import { passiveManifest } from '@runai-portal/checks';
import { describeAccess } from '../account/describeAccess';
import { readAccess } from '../account/readAccess';
import { DeclaredElsewhereError } from '../clusters/DeclaredElsewhereError';
import type { RegisteredCluster } from '../clusters/RegisteredCluster';
import { allowListOf } from '../proxy/proxiedCluster';
import type { RouteDependencies, RunaiRouter } from './types';

/** How old an answer may be that is told again. */
const KEPT_SECONDS = 60;

/** `GET /clusters/:cluster/access` */
export function getAccess(
  router: RunaiRouter,
  { access, registry, engine, portalAddress }: RouteDependencies,
) {
  router.get('/clusters/:cluster/access', async (request, response) => {
    const { declared } = await access.authorize(
      request,
      request.params.cluster,
    );
    const { probes, proxy } = request.query;
    if (probes) {
      throw new InputError('probes cannot be true: there are no probes yet');
    }
    const cluster = registry.find(declared.name);
    if (!cluster) {
      throw new DeclaredElsewhereError(declared.name);
    }
    const wanted = proxy ? allowListOf(cluster).permissions : undefined;
    const leaving = new AbortController();
    response.once('close', () => leaving.abort());
    const { url, caData } = portalAddress;
    response.json({
      ...(await accountOf(cluster, { wanted, signal: leaving.signal })),
      manifest: passiveManifest({
        checks: engine.checks,
        facts: engine.facts,
        proxied: wanted,
      }),
      proxy: {
        url: `${url}/clusters/${declared.name}/k8s`,
        ...(caData && { caData }),
      },
    });
  });
}

async function accountOf(
  { state }: RegisteredCluster,
  how: Pick<Parameters<typeof readAccess>[1], 'wanted' | 'signal'>,
) {
  if (!state.ok) {
    const { reason, message } = state;
    return { unknown: { reason, message } };
  }
  return describeAccess(
    await readAccess(state.connect().session, {
      ...how,
      youngerThanSeconds: KEPT_SECONDS,
    }),
  );
}
