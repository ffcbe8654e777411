import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fromSource } from '../../scripts/lib/backend.mjs';
import { inRoot } from '../../scripts/lib/root.mjs';

/**
 * Starts `simulatedCluster.ts` in a process of its own, as a cluster is to the portal.
 *
 * @param {{ gpuNodes?: number }} [options] - one node with GPUs where absent
 */
export async function startSimulatedCluster({ gpuNodes = 1 } = {}) {
  const child = spawn(
    process.execPath,
    [...fromSource, inRoot('e2e/lib/simulatedCluster.ts'), `${gpuNodes}`],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const answers = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]();
  const answer = async () => {
    const { value, done } = await answers.next();
    if (done) {
      throw new Error('The simulated cluster ended');
    }
    return JSON.parse(value);
  };
  const { kubeconfig } = await answer();
  return {
    /** The text of a kubeconfig file. */
    kubeconfig,
    /** @param {'giveStorage' | 'break' | 'mend'} what - see `simulatedCluster.ts` */
    async change(what) {
      child.stdin.write(`${what}\n`);
      await answer();
    },
    async stop() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
