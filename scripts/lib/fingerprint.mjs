import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root, stateFolder } from './root.mjs';

/**
 * One hash over the names and contents of files; a folder counts with all that is in it.
 *
 * @param {string[]} paths - inside the clone; those that do not exist count as absent
 * @param {string[]} facts - anything else that the result depends on
 */
export function fingerprint(paths, facts = []) {
  const hash = createHash('sha256');
  for (const fact of facts) {
    hash.update(`fact\0${fact}\0`);
  }
  for (const path of paths.map(one => join(root, one)).sort()) {
    for (const file of filesOf(path)) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function filesOf(path) {
  if (!existsSync(path)) {
    return [];
  }
  if (statSync(path).isFile()) {
    return [path];
  }
  return readdirSync(path)
    .filter(name => name !== 'node_modules' && name !== 'dist')
    .sort()
    .flatMap(name => filesOf(join(path, name)));
}

/** What was remembered under a name, `undefined` where nothing was. */
export function readStamp(name) {
  const file = join(stateFolder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

export function writeStamp(name, value) {
  const file = join(stateFolder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, value);
}
