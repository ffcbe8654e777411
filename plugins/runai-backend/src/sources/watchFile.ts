import { unwatchFile, watchFile as watch } from 'node:fs';

/** A change of a file is seen within this time. */
export const LOOK_EVERY_MS = 2_000;

/**
 * Tells of every change of a file, also of one that is not there yet.
 *
 * @remarks It is looked at, not listened to: mounted ConfigMaps and Secrets are symbolic links that are replaced, editors put a new
 * file in place of the old, and network file systems tell nobody. A look follows links and sees all of it.
 *
 * @returns ends it
 */
export function watchFile(path: string, changed: () => void): () => void {
  const listener = () => changed();
  watch(path, { interval: LOOK_EVERY_MS, persistent: false }, listener);
  return () => unwatchFile(path, listener);
}
