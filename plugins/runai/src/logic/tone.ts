/** What colour a state has: those of the theme's status palette, and `unknown`, which is hollow grey. */
export type Tone =
  | 'error'
  | 'unknown'
  | 'warning'
  | 'running'
  | 'pending'
  | 'neutral'
  | 'ok';
