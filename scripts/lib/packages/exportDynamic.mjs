import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cachedTools } from '../cachedTools.mjs';
import { inRoot } from '../root.mjs';
import { buildSteps, runSteps } from './buildPackages.mjs';
import { lockPackages } from './lockPackages.mjs';
import { publishablePackages } from './publishable.mjs';

/** The command line of Red Hat Developer Hub 1.9, and the Yarn that it runs. */
const TOOLS = ['@red-hat-developer-hub/cli@1.9.1', '@yarnpkg/cli-dist@4.13.0'];
/** What the export leaves in the folder of a plugin. The pages' `dist` is then no longer what their package publishes. */
const LEFT = ['dist-dynamic', 'dist-scalprum'];

/**
 * Exports each plugin and module as a dynamic one, as the hub's own command line does it.
 *
 * @param {string} target - the folder of dynamic plugins: what is there already under the same names is replaced
 * @param {import('../Reporter.mjs').Reporter} reporter
 * @returns {Promise<string[]>} the names of the folders in it
 */
export async function exportDynamic(target, reporter) {
  const tools = await reporter.step('Installing the hub’s command line', () =>
    cachedTools(inRoot('.cache', 'hub'), TOOLS),
  );
  const plugins = dynamicPlugins();
  mkdirSync(target, { recursive: true });
  await lockPackages(reporter, async () => {
    await runSteps(reporter, buildSteps());
    for (const plugin of plugins) {
      try {
        await runSteps(reporter, [exportStep(plugin, tools)]);
        const folder = join(target, folderOf(plugin));
        rmSync(folder, { recursive: true, force: true });
        cpSync(inRoot(plugin.folder, 'dist-dynamic'), folder, {
          recursive: true,
          verbatimSymlinks: true,
        });
      } finally {
        LEFT.forEach(left =>
          rmSync(inRoot(plugin.folder, left), { recursive: true, force: true }),
        );
      }
    }
  });
  return plugins.map(folderOf);
}

function dynamicPlugins() {
  return publishablePackages().filter(({ manifest }) =>
    /-plugin(?:-module)?$/.test(manifest.backstage.role),
  );
}

function folderOf({ manifest }) {
  return manifest.name.replace('@', '').replace('/', '-');
}

function exportStep(plugin, tools) {
  const embedded =
    plugin.manifest.backstage.role === 'frontend-plugin' // is bundled whole
      ? []
      : ['--embed-package', ...ownDependencies(plugin)];
  return {
    title: `Exporting ${plugin.manifest.name}`,
    args: [
      join(tools, '@red-hat-developer-hub/cli/bin/rhdh-cli'),
      ...['plugin', 'export', '--no-build', '--clean', ...embedded],
    ],
    cwd: inRoot(plugin.folder),
    env: {
      PATH: [join(tools, '.bin'), process.env.PATH].join(delimiter),
      YARN_ENABLE_SCRIPTS: 'false',
    },
  };
}

/** Those of our packages that a plugin needs, and that these need. */
function ownDependencies(plugin) {
  const packages = new Map(
    publishablePackages().map(one => [one.manifest.name, one]),
  );
  const needed = new Set();
  const need = ({ manifest }) => {
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      if (packages.has(name) && !needed.has(name)) {
        needed.add(name);
        need(packages.get(name));
      }
    }
  };
  need(plugin);
  return [...needed];
}
