// npm run preflight -- ARGS: the checks on the command line. The document alone goes to stdout.
import { fromSource } from './lib/backend.mjs';
import { exitOf, startNode, stopWithParent } from './lib/children.mjs';
import { installPackages } from './lib/install.mjs';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { run } from './lib/Problem.mjs';
import { Reporter } from './lib/Reporter.mjs';
import { inRoot } from './lib/root.mjs';

run(async () => {
  requireSupportedNode();
  stopWithParent();
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
