/**
 * The checks that everything else rests on, in order. While one of them fails, nothing else is judged and no verdict is
 * formed: what a cluster says that cannot be reached is not known.
 */
export const GATE_CHECKS: readonly string[] = [
  'cluster.reachable',
  'cluster.credentials',
];
