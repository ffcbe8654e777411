import {
  compareReadiness,
  type Statements,
  type Verdict,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Engine, RunOutcome, Session } from '@runai-portal/checks';
import type { Arguments } from '../arguments/parseArguments';
import { withSettingsOf } from './loadSettings';

/** What would be judged otherwise, on the facts of the run. */
export interface Comparison extends ReturnType<typeof compareReadiness> {
  profile: string;
  verdict: Verdict;
}

/** Under what the cluster is judged as well; undefined where that is not asked for. */
export type Wanted = Awaited<ReturnType<typeof wantedBy>>;

/**
 * Reads under what the cluster is judged as well, before anything is asked of it.
 *
 * @throws ProfileError, InputError, SettingsError
 */
export async function wantedBy(
  { compareProfile, whatIf }: Arguments,
  { profiles }: Engine,
  { session, cwd }: { session: Session; cwd: string },
) {
  if (compareProfile === undefined && whatIf === undefined) {
    return undefined;
  }
  const profile =
    compareProfile === undefined
      ? session.profile
      : profiles.get(compareProfile);
  const { settings } = session;
  return whatIf === undefined
    ? { profile, settings, given: {} }
    : { profile, ...(await withSettingsOf(settings, whatIf, cwd)) };
}

/** Judges the facts of a run under something else; the cluster is asked nothing. */
export async function compare(
  session: Session,
  outcome: RunOutcome,
  wanted: NonNullable<Wanted>,
  statements: Statements,
): Promise<Comparison> {
  const { profile, settings, given } = wanted;
  const { facts } = outcome;
  const { verdict, summaries } = await session.judge({
    profile,
    settings,
    facts,
    statements,
    checks: outcome.summaries.map(({ checkId }) => checkId),
  });
  const then = { profile: profile.id, verdict, summaries };
  return {
    profile: profile.id,
    verdict,
    ...compareReadiness(outcome, then, { ...given }),
  };
}
