import {
  createEngine,
  DeclarationError,
  type Engine,
} from '@runai-portal/checks';
import { InputError } from '../arguments/InputError';
import { loadPlugins } from './loadPlugins';

/**
 * The engine with the checks and facts of plugins.
 *
 * @param plugins - modules, see {@link loadPlugins}
 * @throws InputError where one of them cannot be used
 */
export function createEngineWith(
  plugins: readonly string[],
  options: Parameters<typeof createEngine>[0],
  cwd: string,
): Engine {
  const brought = loadPlugins(plugins, cwd);
  try {
    return createEngine({ ...options, ...brought });
  } catch (error) {
    throw error instanceof DeclarationError
      ? new InputError(`--plugin: ${error.message}.`)
      : error;
  }
}
