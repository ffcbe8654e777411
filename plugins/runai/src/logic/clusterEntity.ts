import {
  parseEntityRef,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  type Entity,
} from '@backstage/catalog-model';
import {
  CLUSTER_ANNOTATIONS,
  CLUSTER_ENTITY_TYPE,
} from '@runai-portal/backstage-plugin-runai-common';

const isAlike = (left: unknown, right: string) =>
  typeof left === 'string' &&
  left.toLocaleLowerCase('en') === right.toLocaleLowerCase('en');

/** By which relations an entity may rest on a cluster; a system has its resources as parts. */
const RELATIONS = [RELATION_DEPENDS_ON, RELATION_HAS_PART];

/** Entities that stand for a cluster, as an extension's filter says it; {@link isRunaiClusterEntity} says the same. */
export const CLUSTER_ENTITIES = {
  kind: 'resource',
  'spec.type': CLUSTER_ENTITY_TYPE,
};

/** Entities that rest on a resource, of which one may be a cluster; {@link restsOnResources} says the same. */
export const ENTITIES_ON_RESOURCES = {
  relations: {
    $contains: {
      type: { $in: RELATIONS },
      targetRef: { $hasPrefix: 'resource:' },
    },
  },
};

/** @public Whether an entity stands for a Kubernetes cluster, which may be one of the portal's GPU clusters. */
export function isRunaiClusterEntity(entity: Entity): boolean {
  return (
    isAlike(entity.kind, 'resource') &&
    isAlike(entity.spec?.type, CLUSTER_ENTITY_TYPE)
  );
}

/** @public Whether an entity depends on resources or has them as parts; one of them may be a cluster. */
export function restsOnResources(entity: Entity): boolean {
  return resourcesOf(entity).length > 0;
}

/** The references of the resources that an entity depends on or has as parts, each once. */
export function resourcesOf(entity: Entity): string[] {
  const refs = (entity.relations ?? [])
    .filter(
      ({ type, targetRef }) =>
        RELATIONS.some(relation => isAlike(type, relation)) &&
        parseEntityRef(targetRef).kind === 'resource',
    )
    .map(({ targetRef }) => targetRef);
  return [...new Set(refs)];
}

/** The name of the cluster that an entity says it stands for. */
export function namedCluster(entity: Entity): string | undefined {
  return entity.metadata.annotations?.[CLUSTER_ANNOTATIONS.cluster];
}

/** Names as the portal gives them. */
const NAME = /^[a-z0-9-]{1,63}$/;

/** The name of {@link namedCluster} where a cluster can have it: no other need be asked for, and a filter would take it otherwise. */
export function possibleCluster(entity: Entity): string | undefined {
  const name = namedCluster(entity);
  return name !== undefined && NAME.test(name) ? name : undefined;
}
