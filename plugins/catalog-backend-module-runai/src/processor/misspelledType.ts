import { CLUSTER_ENTITY_TYPE } from '@runai-portal/backstage-plugin-runai-common';
import { quoted } from '@runai-portal/backstage-plugin-runai-node';
import { editDistance } from './editDistance';

/** Other words for a cluster, without what stands between letters. */
const MEANT = ['kubernetescluster', 'kubernetesclusters', 'k8scluster', 'k8s'];
/** Those that mean other things as well: a cluster where an annotation of clusters stands beside them. */
const MAYBE_MEANT = [
  'cluster',
  'gpucluster',
  'kubernetes',
  'openshift',
  'openshiftcluster',
];
const FARTHEST = 2;
const LONGEST = 40;

/**
 * What is wrong with the type of an entity that is meant to be a cluster; nothing where it is meant to be something else.
 *
 * @param options.isOfClusters - whether it has annotations of clusters
 */
export function misspelledType(
  type: unknown,
  options: { isOfClusters: boolean },
): string[] {
  if (typeof type !== 'string' || type === CLUSTER_ENTITY_TYPE) {
    return [];
  }
  const lower = type.slice(0, LONGEST).toLocaleLowerCase('en-US');
  const letters = lower.replace(/[^a-z0-9]/g, '');
  const isMeant =
    MEANT.includes(letters) ||
    (options.isOfClusters && MAYBE_MEANT.includes(letters)) ||
    editDistance(lower, CLUSTER_ENTITY_TYPE) <= FARTHEST;
  return isMeant
    ? [
        `spec.type is ${quoted(
          type,
        )}; where a cluster is meant it must be ${CLUSTER_ENTITY_TYPE}, letter by letter: not every page and plugin takes the entity for a cluster otherwise.`,
      ]
    : [];
}
