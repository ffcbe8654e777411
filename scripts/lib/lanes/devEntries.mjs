import { inRoot } from '../root.mjs';
import { nodeTests } from './programs.mjs';

/** Every plugin started alone, by its dev entry. @returns {import('../runLanes.mjs').Lane} */
export function devEntriesLane() {
  return {
    name: 'every plugin alone',
    run: () => nodeTests([inRoot('e2e/dev-entries.test.mjs')]),
  };
}
