import {
  identityFact,
  permissionsFact,
  type Fact,
  type FactOutcome,
  type Identity,
  type Permission,
  type PermissionAnswer,
  type Session,
} from '@runai-portal/checks';

/** What an account may do on a cluster. */
export type AccessReading = { identity?: Identity } & (
  | {
      ok: true;
      /** What the checks need. */
      answers: readonly PermissionAnswer[];
      /** What was wanted besides, in its order. */
      wanted: readonly PermissionAnswer[];
      observedAt: string;
    }
  | {
      ok: false;
      /** Code, e.g. `Unauthorized`: nobody knows what is granted. */
      reason: string;
      /** One sentence. */
      message: string;
      observedAt: string;
    }
);

/**
 * Asks the cluster what its account may do, of what the checks need and of what else is wanted: by questions that every account may
 * ask. What was asked before is told again for so long as it is young enough.
 *
 * @returns never rejects for what the cluster does, only with the reason of `options.signal`
 */
export async function readAccess(
  session: Pick<Session, 'collect'>,
  options: {
    wanted?: readonly Permission[];
    youngerThanSeconds: number;
    signal?: AbortSignal;
  },
): Promise<AccessReading> {
  const { wanted, ...how } = options;
  const wantedFact = wanted && wantedPermissionsFact(wanted);
  const outcomes = await session.collect(
    [permissionsFact, identityFact, ...(wantedFact ? [wantedFact] : [])],
    how,
  );
  // The outcome under the id of a fact is that fact's own.
  const outcomeOf = <Value>({ id }: Fact<Value>) =>
    outcomes[id] as FactOutcome<Value>;
  const who = outcomeOf(identityFact);
  const identity = who.ok ? who.value : undefined;
  const needed = outcomeOf(permissionsFact);
  const further = wantedFact && outcomeOf(wantedFact);
  for (const outcome of [needed, further]) {
    if (outcome && !outcome.ok) {
      const { reason, message, observedAt } = outcome;
      return { ok: false, reason, message, observedAt, identity };
    }
  }
  return {
    ok: true,
    answers: needed.ok ? needed.value : [],
    wanted: further?.ok ? further.value : [],
    observedAt: needed.observedAt,
    identity,
  };
}

/** The same questions about what else somebody wants to read of one cluster, e.g. through the proxy. */
function wantedPermissionsFact(
  wanted: readonly Permission[],
): Fact<PermissionAnswer[]> {
  const needed = () =>
    wanted.map(permission => ({ permission, checks: [], facts: [] }));
  return {
    ...permissionsFact,
    id: 'wanted-permissions',
    title: 'What else the account may read',
    collect: context => permissionsFact.collect({ ...context, needed }),
  };
}
