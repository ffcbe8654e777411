import type { APIGroupList } from 'kubernetes-types/meta/v1';
import { FactUnavailable, type Fact } from '../../declarations';
import { nonResource, permissionOf } from './requests';

/** The API groups that the server serves, each with its versions; the core group is not among them. */
export interface ApiGroupsFact {
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/**
 * API groups by one request to `/apis`, whatever their number.
 *
 * @remarks A group whose own server is down (an aggregated API) is listed here all the same: that it is served says that it was
 * installed, not that it answers. Written without `defineFact`, which rests on it.
 */
export const apiGroupsFact: Fact<ApiGroupsFact> = {
  kind: 'fact',
  id: 'api-groups',
  title: 'API groups that are served',
  permissions: [permissionOf(nonResource('/apis'))],
  ttlSeconds: 60,
  collect: async ({ client, signal }) => {
    const { value } = await client.nonResource<APIGroupList>('/apis', {
      signal,
    });
    if (!Array.isArray(value?.groups)) {
      throw new FactUnavailable(
        'SchemaUnexpected',
        'GET /apis did not answer with a list of API groups',
      );
    }
    const groups = value.groups.flatMap(group =>
      typeof group?.name === 'string'
        ? [[group.name, versionsOf(group.versions)] as const]
        : [],
    );
    return { groups: Object.fromEntries(groups) };
  },
};

/** Whether the server serves that group, in that version where one is named. */
export function serves(
  fact: ApiGroupsFact,
  group: string,
  version?: string,
): boolean {
  const versions = Object.hasOwn(fact.groups, group)
    ? fact.groups[group]
    : undefined;
  return (
    versions !== undefined &&
    (version === undefined || versions.includes(version))
  );
}

function versionsOf(versions: unknown): string[] {
  return Array.isArray(versions)
    ? versions
        .map(entry => entry?.version)
        .filter(version => typeof version === 'string')
    : [];
}
