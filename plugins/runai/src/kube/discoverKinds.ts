import type { z } from 'zod';
import {
  aggregatedDocument,
  groupsDocument,
  resourcesDocument,
} from './documents';
import type { ProxyResource } from '@runai-portal/backstage-plugin-runai-common';
import type { KubeKind } from './types';

const AGGREGATED = ['v2', 'v2beta1']
  .map(
    version =>
      `application/json;as=APIGroupDiscoveryList;v=${version};g=apidiscovery.k8s.io`,
  )
  .concat('application/json')
  .join(',');

/** Reads a document of the cluster; rejects where it refuses. */
export type ReadDocument = (path: string, accept?: string) => Promise<unknown>;

/**
 * The kinds that a cluster serves and lists, of those that may be asked for, each in the version that its server prefers.
 *
 * @remarks A server since 1.27 tells all in two answers; of an older one the groups are asked that something is allowed of.
 */
export async function discoverKinds(
  read: ReadDocument,
  allowed: readonly ProxyResource[],
): Promise<KubeKind[]> {
  const [core, groups] = await Promise.all([
    read('/api', AGGREGATED),
    read('/apis', AGGREGATED),
  ]);
  const [coreAll, groupsAll] = [core, groups].map(document =>
    aggregatedDocument.safeParse(document),
  );
  const found =
    coreAll.success && groupsAll.success
      ? [...coreAll.data.items, ...groupsAll.data.items].flatMap(kindsOfGroup)
      : await kindsByGroup(read, groups, allowed);
  const isAllowed = ({ group, resource }: ProxyResource) =>
    allowed.some(entry => entry.group === group && entry.resource === resource);
  return found
    .filter(isAllowed)
    .filter(
      (kind, index, all) =>
        all.findIndex(
          other =>
            other.group === kind.group && other.resource === kind.resource,
        ) === index,
    );
}

type Group = z.infer<typeof aggregatedDocument>['items'][number];

function kindsOfGroup({ metadata, versions }: Group): KubeKind[] {
  const group = metadata.name ?? '';
  return versions.flatMap(({ version, resources }) =>
    resources
      .filter(({ verbs }) => verbs.includes('list'))
      .map(({ resource, responseKind, scope }) => ({
        group,
        version,
        resource,
        kind: responseKind?.kind ?? resource,
        namespaced: scope === 'Namespaced',
      })),
  );
}

async function kindsByGroup(
  read: ReadDocument,
  document: unknown,
  allowed: readonly ProxyResource[],
): Promise<KubeKind[]> {
  const { groups } = groupsDocument.parse(document);
  const lists = await Promise.all([
    kindsOfVersion(read, '', 'v1'),
    ...groups.map(({ name, preferredVersion, versions }) => {
      const wanted = allowed.filter(({ group }) => group === name);
      const ordered = [preferredVersion, ...versions].flatMap(
        entry => entry?.version ?? [],
      );
      return kindsUntilFound(read, name, new Set(ordered), wanted);
    }),
  ]);
  return lists.flat();
}

/** One version after the other, the preferred one first, until all that is wanted of the group is found. */
async function kindsUntilFound(
  read: ReadDocument,
  group: string,
  versions: ReadonlySet<string>,
  wanted: readonly ProxyResource[],
): Promise<KubeKind[]> {
  const found: KubeKind[] = [];
  for (const version of versions) {
    const isComplete = wanted.every(({ resource }) =>
      found.some(kind => kind.resource === resource),
    );
    if (isComplete) break;
    found.push(...(await kindsOfVersion(read, group, version)));
  }
  return found;
}

async function kindsOfVersion(
  read: ReadDocument,
  group: string,
  version: string,
): Promise<KubeKind[]> {
  const { resources } = resourcesDocument.parse(
    await read(group ? `/apis/${group}/${version}` : `/api/${version}`),
  );
  return resources
    .filter(({ verbs }) => verbs.includes('list'))
    .map(({ name, kind, namespaced }) => ({
      group,
      version,
      resource: name,
      kind,
      namespaced,
    }));
}
