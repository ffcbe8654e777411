import type { ResourceRegistry } from '../resources/ResourceRegistry';
import type { ServedResource } from '../resources/types';
import { mediaTypes } from './accept';
import { aggregatedDiscovery } from './aggregatedDiscovery';
import type { ApiRequest, ApiResponse } from './ApiRequest';
import { pageNotFound } from './status';

/** Since this minor, discovery names the singular of Kubernetes' own resources. */
const singularSince = 27;

/**
 * `/api`, `/apis` and what hangs below, down to the resources of one version.
 *
 * @returns undefined for a path that is no discovery
 */
export function discover(options: {
  registry: ResourceRegistry;
  minor: number;
  request: ApiRequest;
}): ApiResponse | undefined {
  const { registry, minor, request } = options;
  const parts = request.path.split('/').filter(Boolean);
  if (parts[0] === 'api' && parts.length <= 2) {
    return parts.length === 1
      ? core(options)
      : versionDocument(registry, minor, '', parts[1]);
  }
  if (parts[0] !== 'apis' || parts.length > 3) {
    return undefined;
  }
  const [, group, version] = parts;
  if (group === undefined) {
    return groups(options);
  }
  return version === undefined
    ? groupDocument(registry, group)
    : versionDocument(registry, minor, group, version);
}

interface DiscoveryOptions {
  registry: ResourceRegistry;
  minor: number;
  request: ApiRequest;
}

function core(options: DiscoveryOptions): ApiResponse {
  return (
    aggregated(options, ['']) ??
    json({
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [
        {
          clientCIDR: '0.0.0.0/0',
          serverAddress: options.request.headers.host ?? '127.0.0.1',
        },
      ],
    })
  );
}

function groups(options: DiscoveryOptions): ApiResponse {
  const { registry } = options;
  return (
    aggregated(options, registry.groups()) ??
    json({
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: registry.groups().map(group => groupOf(registry, group)),
    })
  );
}

function aggregated(
  { registry, minor, request }: DiscoveryOptions,
  names: string[],
): ApiResponse | undefined {
  const served = minor >= 30 ? ['v2', 'v2beta1'] : ['v2beta1'];
  for (const { type, parameters } of mediaTypes(request.headers.accept)) {
    if (!parameters.as && ['application/json', '*/*'].includes(type)) {
      return undefined;
    }
    const asked =
      parameters.as === 'APIGroupDiscoveryList' &&
      parameters.g === 'apidiscovery.k8s.io' &&
      served.includes(parameters.v);
    if (asked && minor >= singularSince) {
      return aggregatedDiscovery(registry, names, parameters.v);
    }
  }
  return undefined;
}

function groupDocument(registry: ResourceRegistry, group: string): ApiResponse {
  return registry.versionsOf(group).length && group
    ? json({ kind: 'APIGroup', apiVersion: 'v1', ...groupOf(registry, group) })
    : pageNotFound();
}

function groupOf(registry: ResourceRegistry, name: string) {
  const versions = registry.versionsOf(name).map(version => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions, preferredVersion: versions[0] };
}

function versionDocument(
  registry: ResourceRegistry,
  minor: number,
  group: string,
  version: string,
): ApiResponse {
  const resources = registry
    .all()
    .filter(
      resource =>
        resource.group === group && resource.versions.includes(version),
    );
  if (!resources.length) {
    return pageNotFound();
  }
  return json({
    kind: 'APIResourceList',
    ...(group && { apiVersion: 'v1' }),
    groupVersion: group ? `${group}/${version}` : version,
    resources: resources.flatMap(resource => resourceEntries(resource, minor)),
  });
}

function resourceEntries(resource: ServedResource, minor: number): object[] {
  const { kind, namespaced, verbs, shortNames, categories } = resource;
  const singular =
    resource.custom || minor >= singularSince ? resource.singular : '';
  return [
    {
      name: resource.resource,
      singularName: singular,
      namespaced,
      kind,
      verbs,
      ...(shortNames.length && { shortNames }),
      ...(categories.length && { categories }),
    },
    ...resource.subresources.map(subresource => ({
      name: `${resource.resource}/${subresource}`,
      singularName: '',
      namespaced,
      kind,
      verbs: subresourceVerbs(subresource),
    })),
  ];
}

function subresourceVerbs(subresource: string): string[] {
  return subresource === 'status' || subresource === 'scale'
    ? ['get', 'patch', 'update']
    : ['create', 'get'];
}

function json(value: object): ApiResponse {
  return { status: 200, body: `${JSON.stringify(value)}\n` };
}
