import type { ResourceRegistry } from '../resources/ResourceRegistry';
import type { ServedResource } from '../resources/types';
import type { ApiResponse } from './ApiRequest';

/** All groups, versions and resources in one document, as `apidiscovery.k8s.io` has it. */
export function aggregatedDiscovery(
  registry: ResourceRegistry,
  groups: string[],
  version: string,
): ApiResponse {
  const items = groups.map(group => ({
    metadata: group
      ? { name: group, creationTimestamp: null }
      : { creationTimestamp: null },
    versions: registry.versionsOf(group).map(groupVersion => ({
      version: groupVersion,
      resources: registry
        .all()
        .filter(
          resource =>
            resource.group === group &&
            resource.versions.includes(groupVersion),
        )
        .map(resource => entry(resource, groupVersion)),
      freshness: 'Current',
    })),
  }));
  return {
    status: 200,
    contentType: `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
    body: `${JSON.stringify({
      kind: 'APIGroupDiscoveryList',
      apiVersion: `apidiscovery.k8s.io/${version}`,
      metadata: {},
      items,
    })}\n`,
  };
}

function entry(resource: ServedResource, version: string): object {
  const { group, kind, shortNames, categories } = resource;
  const responseKind = { group, version, kind };
  return {
    resource: resource.resource,
    responseKind,
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: resource.verbs,
    ...(shortNames.length && { shortNames }),
    ...(categories.length && { categories }),
    ...(resource.subresources.length && {
      subresources: resource.subresources.map(subresource => ({
        subresource,
        responseKind,
        verbs: ['get', 'patch', 'update'],
      })),
    }),
  };
}
