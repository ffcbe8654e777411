// npm run dev: development servers that reload, pages on port 3000 and the API on 7007.
import { startArguments } from './lib/arguments.mjs';
import { backendReady, localSignIn, startBackend } from './lib/backend.mjs';
import {
  exitOf,
  startNode,
  stopChildren,
  stopWithParent,
} from './lib/children.mjs';
import { readConfiguration } from './lib/configuration.mjs';
import { PAGES_PORT, pagesElsewhere } from './lib/pagesElsewhere.mjs';
import { requireFreePort } from './lib/requireFreePort.mjs';
import { installPackages } from './lib/install.mjs';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { run } from './lib/Problem.mjs';
import { Reporter } from './lib/Reporter.mjs';
import { inRoot } from './lib/root.mjs';

run(async () => {
  requireSupportedNode();
  const { configs, backendOnly } = startArguments(process.argv.slice(2));
  const reporter = new Reporter();
  stopWithParent(() => reporter.line('Stopping ...'));
  await installPackages(reporter);

  const configuration = await readConfiguration(
    configs,
    backendOnly ? {} : pagesElsewhere(),
  );
  await requireFreePort(configuration);
  if (!backendOnly) {
    await requireFreePort({ host: undefined, port: PAGES_PORT });
  }

  try {
    const ends = [];
    const server = startBackend(configuration, {
      nodeOptions: ['--watch'],
      env: { NODE_ENV: 'development' },
    });
    ends.push(server.exited);
    if (!backendOnly) {
      const cli = inRoot('node_modules/@backstage/cli/bin/backstage-cli');
      const app = startNode([cli, 'package', 'start', ...configuration.args], {
        cwd: inRoot('packages/app'),
        env: configuration.env,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      ends.push(exitOf(app));
    }
    await reporter.step('Starting the API', () =>
      backendReady(server, configuration),
    );
    const signIn = await localSignIn(server, configuration);
    reporter.line(
      `Ready: ${signIn?.address ?? configuration.url}. Ctrl-C ends it.`,
    );
    return await Promise.race(ends);
  } finally {
    await stopChildren();
  }
});
