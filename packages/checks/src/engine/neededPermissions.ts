import type {
  Check,
  Fact,
  NeededAccess,
  NeededPermission,
} from '../declarations';
import { factsOf } from './Catalogue';

/**
 * What an account needs for these checks, each thing once. Resources that are granted to everybody are left out; paths are not,
 * which a hardened cluster may have taken away.
 *
 * @param facts - read without a check, e.g. for the snapshot
 */
export function neededAccess(
  checks: readonly Check[],
  facts: readonly Fact<unknown>[] = [],
): NeededAccess[] {
  const byKey = new Map<string, NeededAccess>();
  const add = (fact: Fact<unknown>, checkIds: readonly string[]) => {
    for (const permission of fact.permissions) {
      const key = keyOf(permission);
      const known = byKey.get(key);
      byKey.set(key, {
        permission,
        checks: [...new Set([...(known?.checks ?? []), ...checkIds])],
        facts: [...new Set([...(known?.facts ?? []), fact.id])],
      });
    }
  };
  for (const check of checks) {
    factsOf(check).forEach(fact => add(fact, [check.id]));
  }
  facts.forEach(fact => add(fact, []));
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, needed]) => needed)
    .filter(({ permission: it }) => !('resource' in it && it.grantedToAll));
}

/** As {@link neededAccess}, resources alone. */
export function neededPermissions(...of: Parameters<typeof neededAccess>) {
  return neededAccess(...of).filter(isOfResource);
}

/** Whether it is for a resource, not for a path. */
export function isOfResource(needed: NeededAccess): needed is NeededPermission {
  return 'resource' in needed.permission;
}

function keyOf(permission: NeededAccess['permission']): string {
  if (!('resource' in permission)) {
    return permission.nonResourceURL;
  }
  const { group, resource, resourceName, verb } = permission;
  return [group, resource, resourceName, verb].join('|');
}
