import { inRoot } from '../root.mjs';

/** Writes the types of the packages into dist-types: what `node` is to run, one after the other, each with its title. */
export function typeSteps() {
  return ['tsconfig.json', 'tsconfig.packages.json'].map(project => ({
    title: `Writing types (${project})`,
    args: [
      inRoot('node_modules/typescript/bin/tsc'),
      ...['--project', inRoot(project)],
      ...['--incremental', 'false'],
    ],
  }));
}
