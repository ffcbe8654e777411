import type { ResourceRef } from '@runai-portal/kube';
import { ProxyRefusal } from './ProxyRefusal';

/** What a request asks a cluster for; what is sent is built from it. */
export type ProxyTarget = ResourceTarget | PathTarget;

/** An object or a list of objects. */
export interface ResourceTarget {
  kind: 'resource';
  verb: 'get' | 'list';
  ref: ResourceRef & { group: string };
}

/** Version, health and discovery. */
export interface PathTarget {
  kind: 'path';
  path: string;
}

/** In characters. */
const MAX_PATH = 2048;
const SEGMENT = /^[A-Za-z0-9._:-]+$/;
const GROUP = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
const VERSION = /^v[0-9]+((alpha|beta)[0-9]+)?$/;
/** Parts of a namespace itself, which would else be read as resources within it. */
const NAMESPACE_SUBRESOURCES = new Set(['status', 'finalize']);
const PATHS = new Set(['version', 'readyz', 'livez', 'api', 'apis']);

/**
 * Reads the path of a request into its parts.
 *
 * @param path - as it came, with nothing decoded; begins behind `/k8s`
 * @throws ProxyRefusal `MalformedPath` where a segment is not spelled plainly, `PathNotServed` where the shape is none of ours
 */
export function parseTarget(path: string): ProxyTarget {
  if (path.length > MAX_PATH) {
    throw new ProxyRefusal(
      'MalformedPath',
      `The path is longer than ${MAX_PATH} characters.`,
    );
  }
  const [before, ...segments] = path.split('/');
  if (before !== '' || segments.length === 0 || !segments.every(isPlain)) {
    throw new ProxyRefusal(
      'MalformedPath',
      'The path is not one of the Kubernetes API: its parts are letters, digits, and . _ : - alone, nothing encoded, none of them empty.',
    );
  }
  const target = asPath(segments) ?? asResource(segments);
  if (!target) {
    throw new ProxyRefusal(
      'PathNotServed',
      'This path is not passed on: version, readyz, livez, the discovery of groups, and resources of the groups are.',
    );
  }
  return target;
}

function isPlain(segment: string): boolean {
  return SEGMENT.test(segment) && segment !== '.' && segment !== '..';
}

function asPath(segments: string[]): PathTarget | undefined {
  const [root, group, version] = segments;
  const isDiscovery =
    (segments.length === 2 && root === 'api' && group === 'v1') ||
    (segments.length === 2 && root === 'apis' && GROUP.test(group)) ||
    (segments.length === 3 &&
      root === 'apis' &&
      GROUP.test(group) &&
      VERSION.test(version));
  return isDiscovery || (segments.length === 1 && PATHS.has(root))
    ? { kind: 'path', path: `/${segments.join('/')}` }
    : undefined;
}

function asResource([root, ...rest]: string[]): ResourceTarget | undefined {
  if (root === 'api' && rest[0] === 'v1') {
    return inGroup('', 'v1', rest.slice(1));
  }
  const [group, version, ...parts] = rest;
  return root === 'apis' &&
    group !== undefined &&
    version !== undefined &&
    GROUP.test(group) &&
    VERSION.test(version)
    ? inGroup(group, version, parts)
    : undefined;
}

/** `[namespaces/{ns}/]{resource}[/{name}[/{subresource}]]` */
function inGroup(
  group: string,
  version: string,
  parts: string[],
): ResourceTarget | undefined {
  const isInNamespace =
    parts[0] === 'namespaces' &&
    parts.length > 2 &&
    !NAMESPACE_SUBRESOURCES.has(parts[2]);
  const namespace = isInNamespace ? parts[1] : undefined;
  const [resource, name, subresource, ...more] = isInNamespace
    ? parts.slice(2)
    : parts;
  if (resource === undefined || more.length > 0) {
    return undefined;
  }
  return {
    kind: 'resource',
    verb: name === undefined ? 'list' : 'get',
    ref: {
      group,
      version,
      resource,
      ...(namespace !== undefined && { namespace }),
      ...(name !== undefined && { name }),
      ...(subresource !== undefined && { subresource }),
    },
  };
}
