import type { ReadinessState } from '@runai-portal/backstage-plugin-runai-common';

/**
 * What the process ends with; 0, 3 and 4 as troubleshoot's preflight, so that scripts can swap.
 *
 * @public
 */
export const EXIT = {
  ready: 0,
  engineFailed: 1,
  badInput: 2,
  notReady: 3,
  readyWithWarnings: 4,
  undetermined: 5,
  /** 128 + SIGINT: Ctrl-C, or a termination from outside. */
  interrupted: 130,
} as const;

/** The exit code of a verdict. */
export function exitCodeOf(state: ReadinessState): number {
  switch (state) {
    case 'ready':
      return EXIT.ready;
    case 'readyWithWarnings':
      return EXIT.readyWithWarnings;
    case 'notReady':
      return EXIT.notReady;
    default:
      return EXIT.undetermined;
  }
}
