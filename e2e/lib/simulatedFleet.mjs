import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fromSource } from '../../scripts/lib/backend.mjs';
import { inRoot } from '../../scripts/lib/root.mjs';

/**
 * Starts `simulatedFleet.ts` in a process of its own.
 *
 * @param {string[]} names - of the clusters
 */
export async function startSimulatedFleet(names) {
  const child = spawn(
    process.execPath,
    [...fromSource, inRoot('e2e/lib/simulatedFleet.ts'), ...names],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const answers = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]();
  const answer = async () => {
    const { value, done } = await answers.next();
    if (done) {
      throw new Error('The simulated fleet ended');
    }
    return JSON.parse(value);
  };
  const ask = async order => {
    child.stdin.write(`${JSON.stringify(order)}\n`);
    return answer();
  };
  const members = await answer();
  return {
    /** A kubeconfig of these clusters, as an object: JSON is YAML. */
    kubeconfig: (...wanted) =>
      kubeconfigOf(members.filter(({ name }) => wanted.includes(name))),
    /** Lets its answers take so much longer; 0 mends it. */
    slow: (name, ms) => ask({ slow: name, ms }),
    /** How many lists of its nodes were asked for since it was last counted. */
    countLists: async name => (await ask({ count: name })).lists,
    async stop() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

function kubeconfigOf(members) {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: members.map(({ name, server, caData }) => ({
      name,
      cluster: {
        server,
        'certificate-authority-data': Buffer.from(caData).toString('base64'),
      },
    })),
    users: members.map(({ name, token }) => ({ name, user: { token } })),
    contexts: members.map(({ name }) => ({
      name,
      context: { cluster: name, user: name },
    })),
    'current-context': members[0].name,
  };
}
