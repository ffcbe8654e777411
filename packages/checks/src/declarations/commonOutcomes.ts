import type { Finding, Outcomes, EvidenceLine } from './outcome';

/** What every check may say besides what stands in its own table. */
export const COMMON_OUTCOMES = {
  NotInProfile: {
    status: 'unknown',
    says: 'The profile {profile} does not know {what}: nobody has published it, and what holds for another version is not carried over',
    expected: 'not known to {profile}',
    actual: '[{seen}|not judged]',
    remedy: {
      owner: 'portal-admin',
      text: 'Ask the vendor, and write the answer with its source into a profile of the site that extends {profile}; or judge by the profile of a version that is documented.',
    },
  },
} as const satisfies Outcomes;

/** A key of {@link COMMON_OUTCOMES}. */
export type CommonOutcome = keyof typeof COMMON_OUTCOMES;

/**
 * What is said where a profile has no data: unknown, never a guess.
 *
 * @param what - completes "does not know …", e.g. `which versions of Kubernetes it supports`
 * @param seen - what the cluster has of it
 */
export function notInProfile(
  { id: profile }: { readonly id: string },
  what: string,
  evidence?: readonly EvidenceLine[],
  seen?: string,
): Finding<'NotInProfile'> {
  return { outcome: 'NotInProfile', values: { profile, what, seen }, evidence };
}
