// npm run mutations [PART OF A PATH...]: inverts what decides in each check, one at a time, and sees whether a test turns red.
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
    [inRoot('tools/mutations/run.mjs'), ...process.argv.slice(2)],
    {
      // Maps of what is loaded a thousand times over would be kept.
      nodeOptions: fromSource.filter(
        option => option !== '--enable-source-maps',
      ),
      stdio: 'inherit',
    },
  );
  return exitOf(child);
});
