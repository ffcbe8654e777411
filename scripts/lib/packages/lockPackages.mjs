import { inRoot } from '../root.mjs';
import { withLock } from '../withLock.mjs';

/**
 * Does the work while no other script of this clone builds the packages.
 *
 * @template T
 * @param {import('../Reporter.mjs').Reporter} reporter
 * @param {() => Promise<T>} work
 */
export function lockPackages(reporter, work) {
  return withLock(inRoot('.cache', 'packages.lock'), work, () =>
    reporter.line('Waiting for another script that packs'),
  );
}
