// npm run docs: writes the documents that follow from the declarations of the checks (docs/checks, docs/manifests).
import { fromSource } from './lib/backend.mjs';
import { exitOf, startNode, stopWithParent } from './lib/children.mjs';
import { installPackages } from './lib/install.mjs';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { run } from './lib/Problem.mjs';
import { Reporter } from './lib/Reporter.mjs';
import { inRoot } from './lib/root.mjs';

/** Pages of a site's own checks are no part of this repository: whoever names a plugin says where its pages go. */
function withOutput(args) {
  const isNamed = args.some(arg => /^--(?:output|plugin)\b/.test(arg));
  return isNamed ? args : [...args, '--output', inRoot('docs')];
}

run(async () => {
  requireSupportedNode();
  stopWithParent();
  await installPackages(new Reporter(process.stderr));
  const child = startNode(
    [
      inRoot('packages/preflight/src/documents/bin.ts'),
      ...withOutput(process.argv.slice(2)),
    ],
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
