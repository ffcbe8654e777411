import { createRequire } from 'node:module';
import { configurationEnv, impliedAddresses, listenOf } from './addresses.mjs';
import { Problem } from './Problem.mjs';
import { inRoot } from './root.mjs';

/**
 * Reads the configuration as the portal will, with Backstage's own loader (once it is installed).
 *
 * @param {string[]} configs - absolute paths of the user's files
 * @param {Record<string, unknown>} [overrides] - laid over everything, by dotted key
 */
export async function readConfiguration(configs, overrides = {}) {
  const own = configs.length ? await load(configs) : {};
  const implied = { ...impliedAddresses(own), ...overrides };
  const files = [inRoot('app-config.yaml'), ...configs];
  const merged = await load(files, configurationEnv(implied));
  const listen = {
    host: undefined,
    port: 7007,
    ...listenOf(merged.backend?.listen),
  };
  return {
    /** Arguments for Backstage's programs. */
    args: files.flatMap(file => ['--config', file]),
    env: configurationEnv(implied),
    host: listen.host,
    port: listen.port,
    url: merged.app?.baseUrl ?? merged.backend?.baseUrl,
    https: Boolean(merged.backend?.https),
  };
}

async function load(files, env = {}) {
  const { ConfigSources, FileConfigSource, EnvConfigSource } = createRequire(
    inRoot('package.json'),
  )('@backstage/config-loader');
  try {
    const sources = files.map(path => FileConfigSource.create({ path }));
    const merged = ConfigSources.merge([
      ...sources,
      EnvConfigSource.create({ env }),
    ]);
    const config = await ConfigSources.toConfig(merged);
    const data = config.getOptional() ?? {};
    config.close();
    return data;
  } catch (error) {
    throw new Problem(`The configuration cannot be read: ${error.message}`);
  }
}
