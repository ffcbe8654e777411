/**
 * An object, or a list of objects, of the Kubernetes API.
 *
 * @public
 */
export interface ResourceRef {
  /** Absent or empty for the core group. */
  group?: string;
  version: string;
  /** The plural, e.g. `nodes`. */
  resource: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** Every segment of a path that leaves this package: no `%`, no `/`, no `\`, no `;`, nothing to decode. */
const SEGMENT = /^[A-Za-z0-9._:-]{1,253}$/;

/** The paths that are not resources; whatever else is asked for is refused. */
const NON_RESOURCE =
  /^\/(?:version|(?:readyz|livez|healthz)(?:\/[A-Za-z0-9_-]+)*|api(?:\/v[0-9a-z]+)?|apis(?:\/[a-z0-9.-]+(?:\/v[0-9a-z]+)?)?)$/;

/** A path below the server's address that is not a resource, e.g. `/version`. */
export function nonResourcePath(path: string): string {
  if (
    !NON_RESOURCE.test(path) ||
    path.split('/').some(part => part === '.' || part === '..')
  ) {
    throw new TypeError(
      `Not a path of the Kubernetes API that may be asked for: ${JSON.stringify(
        path,
      )}`,
    );
  }
  return path;
}

/**
 * Builds a resource's path from its parts.
 *
 * @throws TypeError where a part could change what the path means (`..`, `/`, `%` and so on). Nothing was sent then.
 */
export function resourcePath(ref: ResourceRef): string {
  const parts = ref.group ? ['apis', segment('group', ref.group)] : ['api'];
  parts.push(segment('version', ref.version));
  if (ref.namespace !== undefined) {
    parts.push('namespaces', segment('namespace', ref.namespace));
  }
  parts.push(segment('resource', ref.resource));
  if (ref.name !== undefined) {
    parts.push(segment('name', ref.name));
  }
  if (ref.subresource !== undefined) {
    if (ref.name === undefined) {
      throw new TypeError('A subresource needs the name of its object');
    }
    parts.push(segment('subresource', ref.subresource));
  }
  return `/${parts.join('/')}`;
}

/** `nodes`, `storageclasses.storage.k8s.io`, `pods/log`: as people and RBAC name it. */
export function resourceName(ref: ResourceRef): string {
  const subresource = ref.subresource ? `/${ref.subresource}` : '';
  return `${ref.resource}${subresource}${ref.group ? `.${ref.group}` : ''}`;
}

function segment(what: string, value: unknown): string {
  if (
    typeof value !== 'string' ||
    !SEGMENT.test(value) ||
    value === '.' ||
    value === '..'
  ) {
    throw new TypeError(
      `Not a valid ${what} for a path of the Kubernetes API: ${JSON.stringify(
        value,
      )}`,
    );
  }
  return value;
}
