import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where a command would be found: a path, or why there is none. */
export type FoundCommand =
  | { path: string }
  | { path?: undefined; why: 'missing' | 'notExecutable' };

/**
 * Looks a command up as `execvp` does.
 *
 * @param command - a name, or an absolute path
 * @param searchPath - `PATH`
 */
export function findCommand(
  command: string,
  searchPath: string | undefined,
): FoundCommand {
  const suffixes =
    process.platform === 'win32' ? ['', '.exe', '.cmd', '.bat'] : [''];
  const candidates = isAbsolute(command)
    ? [command]
    : (searchPath ?? '')
        .split(delimiter)
        .filter(Boolean)
        .flatMap(folder => suffixes.map(end => join(folder, command + end)));
  const files = candidates.filter(isFile);
  const path = files.find(isExecutable);
  return path
    ? { path }
    : { why: files.length > 0 ? 'notExecutable' : 'missing' };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
