import { dirname } from 'node:path';
import { ConfigSources } from '@backstage/config-loader';
import type { JsonValue } from '@backstage/types';

/**
 * The folder from which relative paths of a key start: that of the configuration file which names it, so that a file works
 * wherever the portal is started.
 *
 * @remarks Backstage hands the configuration to plugins without the names of the files. They are found again the way the portal
 * found them: those given with `--config`, else the default ones; the last that has the key is the one whose value holds.
 *
 * @param key - dotted, e.g. `runai.sources`
 * @returns the working folder where no file names the key: it came from an environment variable, or from an address
 */
export async function configBaseDir(
  key: string,
  options: { argv?: string[] } = {},
): Promise<string> {
  let base = process.cwd();
  try {
    const source = ConfigSources.default({ argv: options.argv, watch: false });
    for await (const { configs } of source.readConfigData()) {
      for (const { path, data } of configs) {
        if (path && has(data, key.split('.'))) {
          base = dirname(path);
        }
      }
      break;
    }
  } catch {
    // The portal has read its configuration by other means (an address, or a test): there is no file to start from.
    return base;
  }
  return base;
}

function has(value: JsonValue | undefined, path: readonly string[]): boolean {
  if (path.length === 0) {
    return value !== undefined;
  }
  const [head, ...rest] = path;
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.hasOwn(value, head) &&
    has(value[head], rest)
  );
}
