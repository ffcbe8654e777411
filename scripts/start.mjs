// npm start: installs what is missing, builds the front end where it changed, and runs the portal on one port.
import { startArguments } from './lib/arguments.mjs';
import { backendReady, localSignIn, startBackend } from './lib/backend.mjs';
import { stopChildren, stopWithParent } from './lib/children.mjs';
import { readConfiguration } from './lib/configuration.mjs';
import { requireFreePort } from './lib/requireFreePort.mjs';
import { buildFrontend } from './lib/frontend.mjs';
import { installPackages } from './lib/install.mjs';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { run } from './lib/Problem.mjs';
import { duration, Reporter } from './lib/Reporter.mjs';

const DEFAULT_ADDRESS = { host: '127.0.0.1', port: 7007 };

run(async () => {
  const started = Date.now();
  requireSupportedNode();
  const { configs, backendOnly } = startArguments(process.argv.slice(2));
  const reporter = new Reporter();
  stopWithParent(() => reporter.line('Stopping ...'));
  if (configs.length === 0) {
    await requireFreePort(DEFAULT_ADDRESS); // said before minutes are spent on installing
  }

  await installPackages(reporter);
  const configuration = await readConfiguration(configs);
  await requireFreePort(configuration);
  if (!backendOnly) {
    await buildFrontend(reporter);
  }

  let server;
  try {
    await reporter.step('Starting the portal', async () => {
      server = startBackend(configuration, { pages: !backendOnly });
      await backendReady(server, configuration);
    });
  } catch (error) {
    await stopChildren(500); // nothing is lost in a portal that did not start
    throw error;
  }
  const signIn = await localSignIn(server, configuration);
  const pages = signIn?.address ?? configuration.url;
  reporter.line(
    `\nReady after ${duration(Date.now() - started)}: ${
      backendOnly ? `${configuration.url}/api/runai` : pages
    }`,
  );
  if (backendOnly && signIn) {
    reporter.line(`The token of this start: ${signIn.token}`);
  }
  reporter.line('Ctrl-C ends it. LOG_LEVEL=info shows more of its log.');
  return server.exited;
});
