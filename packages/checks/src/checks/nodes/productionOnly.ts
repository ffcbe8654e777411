import type { CheckContext } from '../../declarations';

/** Weight of what the seeds ask of production alone (B9, B13). */
export function productionOnly({
  environment,
}: Pick<CheckContext, 'environment'>): 'required' | 'recommended' {
  return environment === 'production' ? 'required' : 'recommended';
}

/**
 * The words of the prerequisites, after a message. In production a "recommend" or an "out of scope" of theirs counts as
 * required, and who reads the verdict must see on what it rests.
 */
export function quoted(
  statement: string | undefined,
  { environment }: Pick<CheckContext, 'environment'>,
): string {
  return statement && environment === 'production'
    ? `. It is required in production, by these words of the prerequisites: "${statement.trim()}"`
    : '';
}
