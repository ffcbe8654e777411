import type { Check, Fact } from '../declarations';
import { accessManifest, type RoleSubject } from './accessManifest';
import { neededPaths, neededPermissions } from '../engine/neededPermissions';

export {
  accessManifest,
  type AccessManifestOptions,
  type RoleSubject,
} from './accessManifest';
export {
  neededPaths,
  neededPermissions,
  type NeededPath,
} from '../engine/neededPermissions';

/**
 * The account with exactly what a passive run of these checks, and the reading of these facts, needs.
 *
 * @param options.checks - active ones are left out
 */
export function passiveManifest(options: {
  checks: readonly Check[];
  facts?: readonly Fact<unknown>[];
  name?: string;
  subject?: RoleSubject;
}): string {
  const { checks, facts, name, subject } = options;
  const passive = checks.filter(check => !check.active);
  return accessManifest({
    needed: neededPermissions(passive, facts),
    paths: neededPaths(passive, facts),
    name,
    subject,
    account: true,
  });
}
