import type { APIResourceList } from 'kubernetes-types/meta/v1';
import type { Fact, FactContext } from '../../declarations';
import { apiGroupsFact, serves } from './apiGroups';
import { orAbsent } from './orAbsent';

const facts = new Map<string, Fact<readonly string[]>>();

/** The resources that a group serves in a version, a fact of its own: several facts ask it, the server answers once. */
function servedFact(group: string, version: string): Fact<readonly string[]> {
  const id = `served:${group}/${version}`;
  const known = facts.get(id);
  if (known) {
    return known;
  }
  const fact: Fact<readonly string[]> = {
    kind: 'fact',
    id,
    title: `Resources of ${group}/${version}`,
    // Every authenticated user may look up what is served.
    permissions: [],
    ttlSeconds: 60,
    collect: async ({ client, signal }) => {
      const answer = await orAbsent(
        client.nonResource<APIResourceList>(`/apis/${group}/${version}`, {
          signal,
        }),
      );
      const resources: unknown = answer?.value?.resources;
      return Array.isArray(resources)
        ? resources.flatMap(resource =>
            typeof resource?.name === 'string' ? [resource.name] : [],
          )
        : [];
    },
  };
  facts.set(id, fact);
  return fact;
}

/**
 * The first of these versions in which the server has the resource; undefined where it has it in none. The core group is always
 * there.
 *
 * @param versions - all that the group has where absent
 */
export async function servedVersion(
  { get }: Pick<FactContext, 'get'>,
  { group, resource }: { group?: string; resource: string },
  versions?: readonly string[],
): Promise<string | undefined> {
  if (!group) {
    return versions?.[0] ?? 'v1';
  }
  const served = await get(apiGroupsFact);
  const candidates =
    versions ??
    (Object.hasOwn(served.groups, group) ? served.groups[group] : []);
  for (const version of candidates) {
    if (
      serves(served, group, version) &&
      (await get(servedFact(group, version))).includes(resource)
    ) {
      return version;
    }
  }
  return undefined;
}
