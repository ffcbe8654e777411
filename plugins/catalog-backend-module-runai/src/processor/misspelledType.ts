import { CLUSTER_ENTITY_TYPE } from '@runai-portal/backstage-plugin-runai-common';
import { quoted } from '@runai-portal/backstage-plugin-runai-node';
import { editDistance } from './editDistance';

/** Other words for a cluster, without what stands between letters. */
const MEANT = ['kubernetescluster', 'kubernetesclusters', 'k8scluster', 'k8s'];
const FARTHEST = 2;
const LONGEST = 40;

/** What is wrong with the type of an entity that is meant to be a cluster; undefined where it is meant to be something else. */
export function misspelledType(type: unknown): string | undefined {
  if (typeof type !== 'string' || type.length > LONGEST) {
    return undefined;
  }
  const lower = type.toLocaleLowerCase('en-US');
  const isMeant =
    MEANT.includes(lower.replace(/[^a-z0-9]/g, '')) ||
    editDistance(lower, CLUSTER_ENTITY_TYPE) <= FARTHEST;
  return isMeant
    ? `spec.type is ${quoted(
        type,
      )}; where a cluster is meant it must be ${CLUSTER_ENTITY_TYPE}, letter by letter: pages and plugins do not take the entity for a cluster otherwise.`
    : undefined;
}
