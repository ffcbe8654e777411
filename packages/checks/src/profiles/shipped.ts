import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { resolveInPackage } from './packageFolder';

const EXTENSION = '.yaml';

let paths: ReadonlyMap<string, string> | undefined;

/** The files of the profiles that this package brings, by the ids that they are named after. None of them is read for it. */
export function shippedProfiles(): ReadonlyMap<string, string> {
  paths ??= new Map(
    readdirSync(resolveInPackage('profiles'))
      .filter(name => name.endsWith(EXTENSION))
      .map(name => [
        basename(name, EXTENSION),
        resolveInPackage('profiles', name),
      ]),
  );
  return paths;
}
