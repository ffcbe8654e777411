/** What colour a state has: those of the theme's status palette, and `unknown`, which is hollow grey. */
export type Tone =
  | 'error'
  | 'unknown'
  | 'warning'
  | 'running'
  | 'pending'
  | 'neutral'
  | 'ok';

/** Worst first. Not knowing is worse than a warning, as in the roll-up of the checks. */
export const TONES_WORST_FIRST: readonly Tone[] = [
  'error',
  'unknown',
  'warning',
  'running',
  'pending',
  'neutral',
  'ok',
];

/** 0 is the worst. */
export function toneRank(tone: Tone): number {
  return TONES_WORST_FIRST.indexOf(tone);
}
