import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ProfileRegistry, type Profile } from '@runai-portal/checks';
import { parse } from 'yaml';
import { readInput } from './loadSettings';

/**
 * The profiles, and the one that was asked for: by id, or a file of the caller's own.
 *
 * @throws ProfileError or InputError with one sentence
 */
export async function loadProfiles(
  idOrFile: string | undefined,
  cwd: string,
): Promise<{ profiles: ProfileRegistry; profile?: Profile }> {
  if (idOrFile === undefined) {
    return { profiles: ProfileRegistry.load() };
  }
  const path = resolve(cwd, idOrFile);
  const isFile = /[/\\]|\.(ya?ml|json)$/i.test(idOrFile) || existsSync(path);
  if (!isFile) {
    const profiles = ProfileRegistry.load();
    return { profiles, profile: profiles.get(idOrFile) };
  }
  const text = await readInput(idOrFile, path, '--profile');
  const profiles = ProfileRegistry.load({ files: [path] });
  // The registry has just accepted it, so it has an id.
  return { profiles, profile: profiles.get(String(parse(text).id)) };
}
