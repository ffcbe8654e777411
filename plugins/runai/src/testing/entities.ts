import type { Entity } from '@backstage/catalog-model';
import { CLUSTER_ANNOTATIONS } from '@runai-portal/backstage-plugin-runai-common';

/** A cluster of the catalog; `cluster` is what its annotation names. */
export function aClusterEntity(name: string, cluster?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      ...(cluster && {
        annotations: { [CLUSTER_ANNOTATIONS.cluster]: cluster },
      }),
    },
    spec: { type: 'kubernetes-cluster', owner: 'group:default/ml-platform' },
  };
}

/** Something that rests on resources, by the relation that its kind has. */
export function onResources(
  kind: 'Component' | 'System',
  resources: readonly string[],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'vision-training', namespace: 'default' },
    spec: { owner: 'group:default/vision' },
    relations: resources.map(name => ({
      type: kind === 'System' ? 'hasPart' : 'dependsOn',
      targetRef: `resource:default/${name}`,
    })),
  };
}
