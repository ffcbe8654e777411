// npm run dev:plugin -- NAME: one plugin of plugins/ by its dev entry, alone with simulated clusters, reloaded when it changes.
import { existsSync, readdirSync } from 'node:fs';
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

function named([name, ...rest]) {
  const names = readdirSync(inRoot('plugins')).filter(plugin =>
    existsSync(inRoot('plugins', plugin, 'dev')),
  );
  if (rest.length > 0 || !names.includes(name)) {
    throw new Problem(
      `usage: npm run dev:plugin -- NAME, one of: ${names.join(', ')}`,
    );
  }
  return name;
}

run(async () => {
  requireSupportedNode();
  const name = named(process.argv.slice(2));
  const reporter = new Reporter();
  stopWithParent(() => reporter.line('Stopping ...'));
  await installPackages(reporter);
  const configuration = await readConfiguration([], pagesElsewhere());
  await requireFreePort(configuration);
  if (name in STARTED_WITH) {
    await requireFreePort({ host: undefined, port: PAGES_PORT });
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
