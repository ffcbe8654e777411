import type {
  Check,
  Fact,
  NeededPermission,
  NonResourcePermission,
  Permission,
} from '../declarations';
import { factsOf } from './Catalogue';

/** A path that is not a resource, and what is lost without it. */
export interface NeededPath {
  path: NonResourcePermission;
  checks: string[];
  facts: string[];
}

/**
 * What an account needs for these checks, each thing once, those that are granted to everybody left out.
 *
 * @param facts - read without a check, e.g. for the snapshot
 */
export function neededPermissions(
  checks: readonly Check[],
  facts: readonly Fact<unknown>[] = [],
): NeededPermission[] {
  return collect(checks, facts)
    .flatMap(({ item, ...rest }) =>
      'resource' in item && !item.grantedToAll
        ? { permission: item, ...rest }
        : [],
    )
    .sort((a, b) =>
      compare(permissionKey(a.permission), permissionKey(b.permission)),
    );
}

/** The paths that are not resources, also those that are granted to everybody: a hardened cluster may have taken them away. */
export function neededPaths(
  checks: readonly Check[],
  facts: readonly Fact<unknown>[] = [],
): NeededPath[] {
  return collect(checks, facts)
    .flatMap(({ item, ...rest }) =>
      'nonResourceURL' in item ? { path: item, ...rest } : [],
    )
    .sort((a, b) => compare(a.path.nonResourceURL, b.path.nonResourceURL));
}

interface Collected {
  item: Permission | NonResourcePermission;
  checks: string[];
  facts: string[];
}

function collect(
  checks: readonly Check[],
  facts: readonly Fact<unknown>[],
): Collected[] {
  const byKey = new Map<string, Collected>();
  const add = (fact: Fact<unknown>, checkId?: string) => {
    for (const item of fact.permissions) {
      const key =
        'resource' in item ? permissionKey(item) : item.nonResourceURL;
      const entry = byKey.get(key) ?? { item, checks: [], facts: [] };
      byKey.set(key, entry);
      pushNew(entry.facts, fact.id);
      if (checkId) {
        pushNew(entry.checks, checkId);
      }
    }
  };
  for (const check of checks) {
    for (const fact of factsOf(check)) {
      add(fact, check.id);
    }
  }
  facts.forEach(fact => add(fact));
  return [...byKey.values()];
}

function permissionKey({
  group = '',
  resource,
  verb,
  namespace = '',
  resourceName = '',
}: Permission): string {
  return [group, resource, namespace, resourceName, verb].join('|');
}

function pushNew(list: string[], id: string): void {
  if (!list.includes(id)) {
    list.push(id);
  }
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
