import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKED } from '../../scripts/lib/packages/packPackages.mjs';
import {
  publishablePackages,
  tarballOf,
} from '../../scripts/lib/packages/publishable.mjs';
import { inRoot } from '../../scripts/lib/root.mjs';

/**
 * The tarballs, unpacked into a node_modules of their own, with everybody else's packages beside them: what runs there runs what is
 * published, and nothing of this clone's sources.
 */
export function unpackAll() {
  const folder = mkdtempSync(join(tmpdir(), 'runai-portal-packed-'));
  const modules = join(folder, 'node_modules');
  linkOthers(modules);
  const packages = publishablePackages().map(one => {
    const target = join(modules, one.manifest.name);
    mkdirSync(target, { recursive: true });
    execFileSync('tar', [
      '-xzf',
      join(PACKED, tarballOf(one)),
      '-C',
      target,
      '--strip-components=1',
    ]);
    return unpacked(target, one);
  });
  return {
    folder,
    packages,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function unpacked(folder, source) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1),
    );
  const text = file => readFileSync(join(folder, file), 'utf8');
  return {
    source,
    folder,
    files,
    text,
    manifest: JSON.parse(text('package.json')),
    has: file => existsSync(join(folder, file)),
  };
}

/** Links what the clone has installed; ours are left out. */
function linkOthers(modules) {
  mkdirSync(modules);
  for (const name of readdirSync(inRoot('node_modules'))) {
    if (name !== '@runai-portal' && !name.startsWith('.')) {
      symlinkSync(inRoot('node_modules', name), join(modules, name));
    }
  }
}
