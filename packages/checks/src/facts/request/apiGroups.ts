import { isKubeError, type KubeErrorClass } from '@runai-portal/kube';
import {
  FactUnavailable,
  type Fact,
  type FactContext,
} from '../../declarations';
import type { Resource } from './requests';
import { fieldsAt, fieldsIn, text } from '../untrusted';

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
  permissions: [{ verb: 'get', nonResourceURL: '/apis' }],
  ttlSeconds: 60,
  collect: async ({ client, signal }) => {
    const { value } = await client.nonResource('/apis', { signal });
    const { groups } = fieldsAt(value);
    if (!Array.isArray(groups)) {
      throw new FactUnavailable(
        'SchemaUnexpected',
        'GET /apis did not answer with a list of API groups',
      );
    }
    const named = fieldsIn(groups).flatMap(({ name, versions }) =>
      text(name) ? [[name, textsOf(versions, 'version')]] : [],
    );
    return { groups: Object.fromEntries(named) };
  },
};

/** Whether the server serves that group, in whatever version. */
export function serves({ groups }: ApiGroupsFact, group: string): boolean {
  return Object.hasOwn(groups, group);
}

/**
 * The first of its versions in which the server has the resource, of all that its group has where none is named; undefined where
 * it has it in none. The core group is always there.
 */
export async function servedVersion(
  { get }: Pick<FactContext, 'get'>,
  { group, resource, version = [] }: Resource,
): Promise<string | undefined> {
  const named = [version].flat();
  if (!group) {
    return named[0] ?? 'v1';
  }
  const fact = await get(apiGroupsFact);
  const served = serves(fact, group) ? fact.groups[group] : [];
  const candidates = named.length > 0 ? named : served;
  for (const candidate of candidates.filter(each => served.includes(each))) {
    const resources = await get(resourcesFact(group, candidate));
    if (resources.includes(resource)) {
      return candidate;
    }
  }
  return undefined;
}

/** The resources that a group serves in a version, a fact of its own: several facts ask it, the server answers once. */
function resourcesFact(group: string, version: string): Fact<string[]> {
  return {
    kind: 'fact',
    id: `served:${group}/${version}`,
    title: `Resources of ${group}/${version}`,
    // Every authenticated user may look up what is served.
    permissions: [],
    ttlSeconds: 60,
    collect: async ({ client, signal }) => {
      const answer = await orAbsent(
        client.nonResource(`/apis/${group}/${version}`, { signal }),
      );
      return textsOf(fieldsAt(answer?.value).resources, 'name');
    },
  };
}

/** What the entries of a list say under a key. */
function textsOf(list: unknown, key: string): string[] {
  return fieldsIn(list).flatMap(entry => text(entry[key]) ?? []);
}

/**
 * Undefined where the server does not serve the resource, or has no object of that name: an absence is often the fact.
 *
 * @param absences - the errors that say so
 */
export async function orAbsent<Value>(
  answer: Promise<Value>,
  absences: readonly KubeErrorClass[] = ['notFound'],
): Promise<Value | undefined> {
  return answer.catch(error => {
    if (isKubeError(error) && absences.includes(error.errorClass)) {
      return undefined;
    }
    throw error;
  });
}
