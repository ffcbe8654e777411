import type { PlatformFacts } from '@runai-portal/backstage-plugin-runai-common';
import { Reading } from '../engine/Reading';
import type { Session } from '../engine/Session';
import { nodesFact } from '../facts/nodes';
import { openshiftVersionFact } from '../facts/openshift';
import { apiGroupsFact } from '../facts/request/apiGroups';
import { versionFact } from '../facts/version';
import { platformFacts } from './platformLines';

/** What tells most of the distribution for a few requests; workloads, of which there may be many, are left out. */
const FACTS = [versionFact, apiGroupsFact, nodesFact, openshiftVersionFact];

/**
 * Distribution and versions of a cluster, by what can be read of it.
 *
 * @returns undefined where neither version nor API groups could be read; rejects only with the reason of `signal`
 */
export async function readPlatform(
  session: Pick<Session, 'collect' | 'profile' | 'settings' | 'now'>,
  signal?: AbortSignal,
): Promise<PlatformFacts | undefined> {
  const { profile, settings } = session;
  const outcomes = await session.collect(FACTS, { signal });
  return platformFacts(
    new Reading(outcomes, { profile, settings, now: session.now() }),
  );
}
