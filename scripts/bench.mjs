// npm run bench: measures what one refresh costs; prints a table and writes bench/results.json.
import { fromSource } from './lib/backend.mjs';
import { exitOf, startNode, stopWithParent } from './lib/children.mjs';
import { installPackages } from './lib/install.mjs';
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { run } from './lib/Problem.mjs';
import { Reporter } from './lib/Reporter.mjs';
import { inRoot } from './lib/root.mjs';
import { sparingHeap } from './lib/sparingHeap.mjs';

run(async () => {
  requireSupportedNode();
  stopWithParent();
  await installPackages(new Reporter(process.stderr));
  const child = startNode([inRoot('bench/run.ts'), ...process.argv.slice(2)], {
    nodeOptions: [...sparingHeap(), ...fromSource],
    env: { NODE_ENV: 'production' },
    stdio: 'inherit',
  });
  return exitOf(child);
});
