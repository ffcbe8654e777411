import type {
  AccessPermission,
  AccessView,
} from '@runai-portal/backstage-plugin-runai-common';
import type { PermissionAnswer } from '@runai-portal/checks';
import type { AccessReading } from './readAccess';

/** An answer of the cluster as the API tells of it. */
type Entry = AccessPermission & Pick<PermissionAnswer, 'allowed' | 'notServed'>;

/** What a cluster said of its account, as the API tells of it. */
export function describeAccess(
  reading: AccessReading,
): Omit<AccessView, 'manifest' | 'proxy'> {
  const { observedAt, identity } = reading;
  const who = {
    userName: identity?.userName,
    groups: identity?.groups,
    clusterAdmin: identity?.clusterAdmin,
  };
  const account = identity && !identity.rejected ? { account: who } : {};
  if (!reading.ok) {
    const { reason, message } = reading;
    return { observedAt, unknown: { reason, message }, ...account };
  }
  const entries = entriesOf(reading);
  const those = (holds: (entry: Entry) => boolean) =>
    entries
      .filter(holds)
      .map(
        ({ allowed: _allowed, notServed: _notServed, ...permission }) =>
          permission,
      );
  return {
    observedAt,
    granted: those(({ allowed }) => allowed),
    missing: those(({ allowed, notServed }) => !allowed && !notServed),
    notServed: those(({ notServed }) => notServed),
    ...account,
  };
}

/** Each permission once, whether checks need it, the proxy, or both. */
function entriesOf({ answers, wanted }: AccessReading & { ok: true }): Entry[] {
  const entries = new Map<string, Entry>();
  const add = (answer: PermissionAnswer, proxy: boolean) => {
    const { permission, checks, allowed, notServed } = answer;
    const { verb, group = '', resource, resourceName, namespace } = permission;
    const key = [verb, group, resource, resourceName, namespace].join('|');
    const known = entries.get(key);
    entries.set(key, {
      verb,
      group,
      resource,
      ...(resourceName && { name: resourceName }),
      ...(namespace && { namespace }),
      checks: known?.checks ?? checks,
      proxy,
      allowed,
      notServed,
    });
  };
  answers.forEach(answer => add(answer, false));
  wanted.forEach(answer => add(answer, true));
  return [...entries.values()];
}
