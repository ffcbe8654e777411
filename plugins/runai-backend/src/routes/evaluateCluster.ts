import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  compareReadiness,
  type Evaluation,
  type EvaluationRequest,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  clusterSettingsSchema,
  type Engine,
  type Session,
} from '@runai-portal/checks';
import { connectTo } from '../clusters/connectTo';
import type { RouteDependencies, RunaiRouter } from './types';

/** `POST /clusters/:cluster/evaluate` */
export function evaluateCluster(
  router: RunaiRouter,
  { access, registry, engine, lastFacts }: RouteDependencies,
) {
  router.post('/clusters/:cluster/evaluate', async (request, response) => {
    const { declared } = await access.authorize(
      request,
      request.params.cluster,
    );
    const { cluster, session } = connectTo(registry, declared.name);
    const wanted = wantedOf(request.body, session, engine);
    const last = await lastFacts.of(session);
    if (!last) {
      throw new ServiceUnavailableError(
        `No run of '${declared.name}' has read anything here yet; run the checks, then ask again`,
      );
    }
    const statements = { attestations: cluster.attestations };
    const judge = async (under: Partial<typeof wanted> = {}) => {
      const { profile = session.profile } = under;
      const { facts } = last;
      const judged = await session.judge({ ...under, facts, statements });
      return { profile: profile.id, ...judged };
    };
    const present = await judge();
    const then = await judge(wanted);
    const { settings = {} } = request.body;
    const answer: Evaluation = {
      profile: then.profile,
      settings,
      verdict: then.verdict.state,
      counts: then.verdict.counts,
      blockers: then.verdict.blockers,
      results: then.summaries,
      present: {
        verdict: present.verdict.state,
        profile: present.profile,
        counts: present.verdict.counts,
      },
      ...compareReadiness(present, then, { ...settings }),
      readAt: last.readAt,
    };
    response.json(answer);
  });
}

/**
 * The profile and the settings that are asked about, over those of the session.
 *
 * @throws InputError for a profile that there is not, and for a value that cannot be
 */
function wantedOf(
  { profile: id, settings }: EvaluationRequest,
  session: Session,
  { profiles }: Engine,
) {
  if (id !== undefined && !profiles.ids().includes(id)) {
    throw new InputError(
      `There is no profile '${id}'; known are ${profiles.ids().join(', ')}`,
    );
  }
  const parsed = clusterSettingsSchema.safeParse({
    ...session.settings,
    ...settings,
  });
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(`settings.${path.join('.')} ${message}`);
  }
  return {
    profile: id === undefined ? session.profile : profiles.get(id),
    settings: parsed.data,
  };
}
