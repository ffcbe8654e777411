import type { KubeObject } from '../../objects/KubeObject';
import { age, type Column, inMinors, text } from './Column';
import { at, record } from '../../objects/values';

/** Since then the age stands last, as everywhere else. */
const AGE_LAST = 33;

export const quotaPrinter: Column[] = [
  inMinors([0, AGE_LAST], age),
  text('Request', quota => usesOf(quota, false)),
  text('Limit', quota => usesOf(quota, true)),
  inMinors([AGE_LAST], age),
];

/** `requests.cpu: 2/8, requests.memory: 4Gi/16Gi`, of limits or of all others. */
function usesOf(quota: KubeObject, limits: boolean): string {
  const used = record(at(quota, 'status.used'));
  return Object.entries(record(at(quota, 'status.hard')))
    .filter(([resource]) => resource.startsWith('limits.') === limits)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([resource, hard]) => `${resource}: ${used[resource] ?? 0}/${hard}`)
    .join(', ');
}
