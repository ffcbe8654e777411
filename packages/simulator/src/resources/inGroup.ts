import type { ResourceDeclaration } from './types';

/** Declares the resources of one API group, by their plural names. */
export function inGroup(
  group: string,
  resources: Record<string, Omit<ResourceDeclaration, 'group' | 'resource'>>,
): ResourceDeclaration[] {
  return Object.entries(resources).map(([resource, declared]) => ({
    group,
    resource,
    ...declared,
  }));
}
