import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import {
  CLUSTER_ENTITY_TYPE,
  RUNAI_LOCATION_PREFIX,
  type SourceCluster,
} from '@runai-portal/backstage-plugin-runai-common';
import type {
  EntityDefaults,
  KubernetesAuth,
} from '../config/readModuleConfig';
import { clusterAnnotations } from './clusterAnnotations';
import { entityLabels } from './entityLabels';
import { entityLinks } from './entityLinks';
import { entityName } from './entityName';
import { fullRef } from './fullRef';
import { kubernetesAnnotations } from './kubernetesAnnotations';
import { oneLine } from './oneLine';

/** What entities are made with, beside their clusters. */
export interface EntityOptions {
  /** The type of the source. */
  type: string;
  defaults: EntityDefaults;
  kubernetesAuth?: KubernetesAuth;
  /** Where the pages of the runai plugin are, e.g. `https://portal.example/runai`. */
  pagesUrl: string;
}

const LONGEST_TITLE = 200;
const LONGEST_LIFECYCLE = 63;

/** A cluster as the catalog takes it, whatever its source says: what the catalog would refuse is left out, or the default. */
export function clusterEntity(
  cluster: SourceCluster,
  { type, defaults, kubernetesAuth, pagesUrl }: EntityOptions,
): Entity {
  const name = entityName(cluster.name);
  const title = oneLine(cluster.title, LONGEST_TITLE);
  const labels = entityLabels(cluster.labels);
  const location = `${RUNAI_LOCATION_PREFIX}${name}`;
  const system = fullRef(cluster.system, 'system') ?? defaults.system;
  const lifecycle =
    oneLine(cluster.lifecycle, LONGEST_LIFECYCLE) ?? defaults.lifecycle;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: defaults.namespace,
      ...(title && title !== name && { title }),
      ...(cluster.demo && {
        description: 'Demo data: a simulated cluster',
      }),
      ...(labels && { labels }),
      annotations: {
        ...clusterAnnotations(cluster),
        ...kubernetesAnnotations(cluster, { type, auth: kubernetesAuth }),
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
      links: entityLinks(cluster, pagesUrl),
    },
    spec: {
      type: CLUSTER_ENTITY_TYPE,
      owner: fullRef(cluster.owner, 'group') ?? defaults.owner,
      ...(system && { system }),
      ...(lifecycle && { lifecycle }),
    },
  };
}
