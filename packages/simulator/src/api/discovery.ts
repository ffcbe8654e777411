import type { ResourceRegistry } from '../resources/ResourceRegistry';
import type { ServedResource } from '../resources/types';
import { mediaTypes } from './accept';
import { aggregatedDiscovery } from './aggregatedDiscovery';
import type { ApiRequest, ApiResponse } from './ApiRequest';
import type { Dialect } from './Dialect';
import { pageNotFound, resourceNotFound } from './status';

/**
 * `/api`, `/apis` and what hangs below, down to the resources of one version.
 *
 * @returns undefined for a path that is no discovery
 */
export function discover(options: {
  registry: ResourceRegistry;
  dialect: Dialect;
  request: ApiRequest;
}): ApiResponse | undefined {
  const { registry, dialect, request } = options;
  const parts = request.path.split('/').filter(Boolean);
  if (parts[0] === 'api' && parts.length <= 2) {
    return parts.length === 1
      ? core(options)
      : versionDocument(registry, dialect, '', parts[1]);
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
    : versionDocument(registry, dialect, group, version);
}

interface DiscoveryOptions {
  registry: ResourceRegistry;
  dialect: Dialect;
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
  { registry, dialect, request }: DiscoveryOptions,
  names: string[],
): ApiResponse | undefined {
  for (const { type, parameters } of mediaTypes(request.headers.accept)) {
    if (!parameters.as && ['application/json', '*/*'].includes(type)) {
      return undefined;
    }
    const asked =
      parameters.as === 'APIGroupDiscoveryList' &&
      parameters.g === 'apidiscovery.k8s.io' &&
      dialect.aggregatedDiscovery.includes(parameters.v);
    if (asked) {
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
  dialect: Dialect,
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
    if (registry.isBuiltin(group)) {
      throw resourceNotFound();
    }
    return pageNotFound();
  }
  return json({
    kind: 'APIResourceList',
    ...(group && { apiVersion: 'v1' }),
    groupVersion: group ? `${group}/${version}` : version,
    resources: resources.flatMap(resource =>
      resourceEntries(resource, dialect),
    ),
  });
}

function resourceEntries(resource: ServedResource, dialect: Dialect): object[] {
  const { kind, namespaced, verbs, shortNames, categories } = resource;
  const singular =
    resource.custom || dialect.singularNames ? resource.singular : '';
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
