import { createPermissionRule } from '@backstage/plugin-permission-node';
import { ENVIRONMENTS } from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
import { runaiClusterPermissionResourceRef as resourceRef } from './resource';

const isCluster = createPermissionRule({
  name: 'IS_CLUSTER',
  description: 'Allow the clusters of these names',
  resourceRef,
  paramsSchema: z.object({
    names: z.array(z.string()).describe('Names of clusters in the portal'),
  }),
  apply: (cluster, { names }) => names.includes(cluster.name),
  toQuery: ({ names }) => ({ field: 'name', values: names }),
});

const hasLabel = createPermissionRule({
  name: 'HAS_LABEL',
  description: 'Allow clusters that carry a label',
  resourceRef,
  paramsSchema: z.object({
    key: z.string().describe('Key of a label in the settings of the cluster'),
    value: z
      .string()
      .optional()
      .describe('Its value; any value where it is left out'),
  }),
  apply: (cluster, { key, value }) =>
    Object.hasOwn(cluster.labels, key) &&
    (value === undefined || cluster.labels[key] === value),
  toQuery: ({ key, value }) => ({
    field: 'label',
    key,
    ...(value !== undefined && { values: [value] }),
  }),
});

const inEnvironment = createPermissionRule({
  name: 'IN_ENVIRONMENT',
  description: 'Allow clusters of these environments',
  resourceRef,
  paramsSchema: z.object({ environments: z.array(z.enum(ENVIRONMENTS)) }),
  apply: (cluster, { environments }) =>
    environments.includes(cluster.environment),
  toQuery: ({ environments }) => ({
    field: 'environment',
    values: environments,
  }),
});

const isOwnedBy = createPermissionRule({
  name: 'IS_OWNED_BY',
  description: 'Allow clusters whose owner is one of these entities',
  resourceRef,
  paramsSchema: z.object({
    owners: z
      .array(z.string())
      .describe(
        "Entity references, e.g. group:default/vision; a policy passes the user's ownership references",
      ),
  }),
  apply: (cluster, { owners }) =>
    cluster.owner !== undefined &&
    owners.map(normalized).includes(normalized(cluster.owner)),
  toQuery: ({ owners }) => ({
    field: 'owner',
    values: owners.map(normalized),
  }),
});

/** The catalog compares entity references without regard to case, and hands them out in lower case. */
function normalized(entityRef: string): string {
  return entityRef.toLocaleLowerCase('en-US');
}

/** @public The rules by which a policy can decide about clusters. */
export const runaiClusterRules = {
  isCluster,
  hasLabel,
  inEnvironment,
  isOwnedBy,
};
