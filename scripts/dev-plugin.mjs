// npm run dev:plugin -- NAME: one plugin of plugins/ by its dev entry, alone with simulated clusters, reloaded when it changes.
import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  exitOf,
  startNode,
  stopChildren,
  stopWithParent,
} from './lib/children.mjs';
import { readConfiguration } from './lib/configuration.mjs';
import { installPackages } from './lib/install.mjs';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { PAGES_PORT, pagesElsewhere } from './lib/pagesElsewhere.mjs';
import { Problem, run } from './lib/Problem.mjs';
import { Reporter } from './lib/Reporter.mjs';
import { requireFreePort } from './lib/requireFreePort.mjs';
import { inRoot } from './lib/root.mjs';

const cli = inRoot('node_modules/@backstage/cli/bin/backstage-cli');

/** Pages are nothing without an API. */
const STARTED_WITH = { runai: ['runai-backend'] };

/** Ports other than the usual ones, for who has something there already. */
const OPTIONS = {
  'api-port': { type: 'string' },
  'pages-port': { type: 'string', default: `${PAGES_PORT}` },
};

function pluginArguments(argv) {
  const names = readdirSync(inRoot('plugins')).filter(plugin =>
    existsSync(inRoot('plugins', plugin, 'dev')),
  );
  const usage = `usage: npm run dev:plugin -- NAME [--api-port N] [--pages-port N], NAME one of: ${names.join(
    ', ',
  )}`;
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: OPTIONS,
      allowPositionals: true,
    });
    const [name, ...rest] = positionals;
    if (rest.length === 0 && names.includes(name)) {
      return {
        name,
        apiPort: values['api-port'],
        pagesPort: Number(values['pages-port']),
      };
    }
  } catch (error) {
    throw new Problem(`${error.message}\n${usage}`);
  }
  throw new Problem(usage);
}

/** The API where it is usually, or at another port. */
function apiAt(port) {
  return port === undefined
    ? {}
    : {
        'backend.baseUrl': `http://localhost:${port}`,
        'backend.listen.port': Number(port),
      };
}

run(async () => {
  requireSupportedNode();
  const { name, apiPort, pagesPort } = pluginArguments(process.argv.slice(2));
  const reporter = new Reporter();
  stopWithParent(() => reporter.line('Stopping ...'));
  await installPackages(reporter);
  const configuration = await readConfiguration([], {
    ...pagesElsewhere(pagesPort),
    ...apiAt(apiPort),
  });
  await requireFreePort(configuration);
  if (name in STARTED_WITH) {
    await requireFreePort({ host: undefined, port: pagesPort });
  }
  try {
    const ends = [name, ...(STARTED_WITH[name] ?? [])].map(plugin =>
      exitOf(
        startNode([cli, 'package', 'start', ...configuration.args], {
          cwd: inRoot('plugins', plugin),
          env: configuration.env,
          stdio: ['ignore', 'inherit', 'inherit'],
        }),
      ),
    );
    return await Promise.race(ends);
  } finally {
    await stopChildren();
  }
});
