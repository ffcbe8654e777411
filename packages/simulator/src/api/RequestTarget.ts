/** What a request is about, as Kubernetes' RequestInfo reads it from method and path, before anything is looked up. */
export type RequestTarget = ResourceTarget | PathTarget;

/** A path that is no resource: `/version`, `/apis/apps/v1`. */
export interface PathTarget {
  resource: undefined;
  verb: string;
  path: string;
}

export interface ResourceTarget {
  resource: string;
  verb: string;
  group: string;
  version: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** Parts of a namespace itself, which would else be read as resources within it. */
const namespaceSubresources = new Set(['status', 'finalize']);

const verbs: Record<string, [withName: string, withoutName: string]> = {
  GET: ['get', 'list'],
  HEAD: ['get', 'list'],
  POST: ['create', 'create'],
  PUT: ['update', 'update'],
  PATCH: ['patch', 'patch'],
  DELETE: ['delete', 'deletecollection'],
};

export function parseTarget(
  method: string,
  path: string,
  query: URLSearchParams,
): RequestTarget {
  const parts = path.split('/').filter(Boolean).map(decode);
  const groupLength = parts[0] === 'api' ? 2 : 3;
  if (
    (parts[0] !== 'api' && parts[0] !== 'apis') ||
    parts.length <= groupLength
  ) {
    return { resource: undefined, verb: method.toLowerCase(), path };
  }
  const group = parts[0] === 'api' ? '' : parts[1];
  const version = parts[groupLength - 1];
  const rest = parts.slice(groupLength);

  const [resource, name, subresource, namespace] = resourceParts(rest);
  const [named, unnamed] = verbs[method] ?? [method, method];
  const target: ResourceTarget = {
    group,
    version,
    resource,
    verb: name === undefined ? unnamed : named,
    namespace,
    name,
    subresource,
  };
  if (target.verb === 'list') {
    // A list by field selector metadata.name is authorised as one of that name.
    target.name = nameInSelector(query.get('fieldSelector'));
    target.verb = isWatch(query) ? 'watch' : 'list';
  }
  return target;
}

function resourceParts(
  rest: string[],
): [resource: string, name?: string, subresource?: string, namespace?: string] {
  if (rest[0] !== 'namespaces') {
    return [rest[0], rest[1], rest[2], undefined];
  }
  if (rest.length <= 2 || namespaceSubresources.has(rest[2])) {
    return [rest[0], rest[1], rest[2], rest[1]];
  }
  return [rest[2], rest[3], rest[4], rest[1]];
}

function isWatch(query: URLSearchParams): boolean {
  return ['true', '1'].includes(query.get('watch') ?? '');
}

function nameInSelector(selector: string | null): string | undefined {
  return /^metadata\.name==?([^,]+)$/.exec(selector ?? '')?.[1];
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
