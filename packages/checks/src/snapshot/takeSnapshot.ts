import type { InstallState } from '@runai-portal/backstage-plugin-runai-common';
import type { Fact, FactOutcomes } from '../declarations';
import { versionFact } from '../facts/version';
import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';
import { buildSnapshot } from './buildSnapshot';
import type { ClusterSnapshot } from './ClusterSnapshot';
import { connectionNow } from './connection';
import { snapshotFacts } from './snapshotFacts';

/** The part of a session that a snapshot needs. */
export interface SnapshotSource {
  readonly profile: Profile;
  readonly settings: ClusterSettings;
  readonly now: () => Date;
  collect(
    facts: readonly Fact<unknown>[],
    options: { signal?: AbortSignal; fresh?: boolean },
  ): Promise<FactOutcomes>;
}

/** How a snapshot is taken. */
export interface SnapshotOptions {
  signal?: AbortSignal;
  /** Read everything anew. */
  fresh?: boolean;
  /** The install states that were told last, e.g. as they are stored: what is not ready now was lost, where it was installed. */
  previous?: { cluster?: InstallState; backend?: InstallState };
}

/**
 * Reads what a snapshot rests on and builds it. Where `GET /version` gets no answer, or a 401, nothing else is asked: the other
 * facts fail for the same reason, and a silent cluster costs one deadline instead of one for each of them.
 */
export async function takeSnapshot(
  source: SnapshotSource,
  options: SnapshotOptions = {},
): Promise<ClusterSnapshot> {
  const { profile, settings, now } = source;
  const { previous, ...collecting } = options;
  const first = await source.collect([versionFact], collecting);
  const { state } = connectionNow(first);
  const others = snapshotFacts.filter(fact => fact !== versionFact);
  const reached =
    state !== 'unreachable' && state !== 'tlsError' && state !== 'authFailed';
  const rest = reached
    ? await source.collect(others, collecting)
    : Object.fromEntries(others.map(({ id }) => [id, first[versionFact.id]]));
  return buildSnapshot(
    { ...first, ...rest },
    { now: now(), profile, settings, previous },
  );
}
