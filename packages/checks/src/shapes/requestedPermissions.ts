import type { RequestRecord } from '@runai-portal/simulator';

/**
 * What a request needs, as rules of a role say it: `list apps/deployments`, or all ways of saying it where a name is asked for:
 * `get /configmaps`, `get /configmaps runai-public`, `get /configmaps runai/runai-public`. Its path where it asks for no resource.
 */
export function requestedPermissions({
  method,
  path,
}: RequestRecord): readonly string[] {
  const match =
    /^\/(?:api\/v1|apis\/([^/]+)\/[^/]+)\/(?:namespaces\/([^/]+)\/)?([^/]+)(?:\/([^/]+))?$/.exec(
      path,
    );
  if (!match) {
    return [path];
  }
  const [, group = '', namespace, resource, name] = match;
  if (method === 'POST') {
    return [`create ${group}/${resource}`];
  }
  return name
    ? [
        `get ${group}/${resource}`,
        `get ${group}/${resource} ${name}`,
        `get ${group}/${resource} ${namespace}/${name}`,
      ]
    : [`list ${group}/${resource}`];
}
