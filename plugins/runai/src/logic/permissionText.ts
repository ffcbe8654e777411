import type { AccessPermission } from '@runai-portal/backstage-plugin-runai-common';

/** `list pods`, `get deployments.apps`: as RBAC and its refusals have it. */
export function permissionText(
  permission: Pick<AccessPermission, 'verb' | 'group' | 'resource' | 'name'>,
): string {
  const { verb, group, resource, name } = permission;
  const [plural, ...subresource] = resource.split('/');
  const qualified = [
    group ? `${plural}.${group}` : plural,
    ...subresource,
  ].join('/');
  return `${verb} ${qualified}${name ? ` "${name}"` : ''}`;
}
