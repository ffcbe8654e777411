import type { ClusterSettings } from '../../settings';

/**
 * At the end of a sentence: in production a "recommend" or an "out of scope" of the prerequisites counts as required, and who
 * reads the verdict must see on what it rests.
 */
export const BY_THESE_WORDS =
  '[. It is required in production, by these words of the prerequisites: "{statement}"]';

/** The value for {@link BY_THESE_WORDS}; undefined outside of production. */
export function quoted(
  statement: string | undefined,
  { environment }: Pick<ClusterSettings, 'environment'>,
): string | undefined {
  return environment === 'production' ? statement?.trim() : undefined;
}
