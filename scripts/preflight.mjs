// npm run preflight -- ARGS: the checks on the command line. The document alone goes to stdout.
import { fromSource } from './lib/backend.mjs';
import { exitOf, startNode, stopWithParent } from './lib/children.mjs';
import { installPackages } from './lib/install.mjs';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { run } from './lib/Problem.mjs';
import { Reporter } from './lib/Reporter.mjs';
import { inRoot } from './lib/root.mjs';

/** npm writes two lines of its own before the document, which no `kubectl` and no `jq` can read. */
function warnOfBanner(args) {
  const isForMachine = args.some(
    arg => arg === '--manifest' || arg === 'json' || arg === '--format=json',
  );
  const isSilent = process.env.npm_config_loglevel === 'silent';
  if (
    process.env.npm_lifecycle_event &&
    !isSilent &&
    !process.stdout.isTTY &&
    isForMachine &&
    !args.includes('--output')
  ) {
    process.stderr.write(
      'npm puts two lines of its own before the document: use npm run --silent preflight, or --output FILE.\n',
    );
  }
}

run(async () => {
  requireSupportedNode();
  stopWithParent();
  warnOfBanner(process.argv.slice(2));
  await installPackages(new Reporter(process.stderr));
  const child = startNode(
    [inRoot('packages/preflight/src/bin.ts'), ...process.argv.slice(2)],
    {
      nodeOptions: fromSource,
      // Paths in the arguments are meant from where npm was called.
      cwd: process.env.INIT_CWD ?? process.cwd(),
      env: { NODE_ENV: 'production' },
      stdio: 'inherit',
    },
  );
  return exitOf(child);
});
