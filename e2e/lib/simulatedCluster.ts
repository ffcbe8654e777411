/**
 * A simulated cluster in a process of its own. Prints a line of JSON with its kubeconfig, then obeys a word a line and answers
 * each with a line; ends when its input does. Its argument says how many nodes with GPUs it has, one where there is none.
 *
 * - `giveStorage`: there is a default storage class now
 * - `break`, `mend`: it ceases to answer, it answers again
 */
import { createInterface } from 'node:readline';
import { cluster, node, storageClass } from '@runai-portal/simulator';

async function main(): Promise<void> {
  const gpuNodes = Number(process.argv[2] ?? 1);
  const running = await cluster('own-lab')
    .kubernetes('v1.20.2')
    .account('admin-token', {
      user: 'admin',
      groups: ['system:masters'],
      rules: 'all',
    })
    // Somebody who may do nothing.
    .account('weak-token', { user: 'weak', rules: [] })
    .nodes(
      node('cp-1').role('master'),
      ...Array.from({ length: gpuNodes }, (_, index) =>
        node(`gpu-${index + 1}`).gpus(2, 'Tesla V100-SXM2-32GB'),
      ),
    )
    .start();
  const say = (answer: object) =>
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  say({ kubeconfig: running.kubeconfig({ context: 'own-lab' }) });
  for await (const word of createInterface({ input: process.stdin })) {
    if (word === 'giveStorage') {
      running.put(storageClass('fast', 'example.com/fast', { default: true }));
    } else if (word === 'break') {
      running.fault({ kind: 'reset' });
      running.cutConnections();
    } else if (word === 'mend') {
      running.fault(undefined);
    }
    say({ done: word });
  }
  await running.close();
}

main();
