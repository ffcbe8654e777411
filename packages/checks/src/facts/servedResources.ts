import type { APIResourceList } from 'kubernetes-types/meta/v1';
import type { FactContext } from '../declarations';
import { orAbsent } from '../engine/orAbsent';
import { apiGroupsFact, serves } from './apiGroups';

/**
 * The resources that a group serves in a version; none where the group or the version is not served.
 *
 * @remarks Asked before a list of a custom resource: without the permission an API server answers 403 also where the resource
 * does not exist, and that would look as if something were hidden.
 */
export async function servedResources(
  context: Pick<FactContext, 'client' | 'signal' | 'get'>,
  group: string,
  version: string,
): Promise<ReadonlySet<string>> {
  if (!serves(await context.get(apiGroupsFact), group, version)) {
    return new Set();
  }
  const answer = await orAbsent(
    context.client.nonResource<APIResourceList>(`/apis/${group}/${version}`, {
      signal: context.signal,
    }),
  );
  const resources = answer?.value?.resources;
  return new Set(
    Array.isArray(resources) ? resources.map(resource => resource?.name) : [],
  );
}
