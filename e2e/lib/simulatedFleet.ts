/**
 * Simulated clusters in a process of their own, by names on the command line. Prints a line of JSON with a connection for each,
 * then obeys a line of JSON at a time and answers each with one; ends when its input does.
 *
 * - `{"slow": NAME, "ms": N}`: its answers take so much longer
 * - `{"count": NAME}`: how many lists of its nodes were asked for since it was last counted
 */
import { createInterface } from 'node:readline';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';

async function main(): Promise<void> {
  const fleet = new Map<string, RunningCluster>();
  for (const name of process.argv.slice(2)) {
    const declaration = cluster(name)
      .kubernetes('v1.34.1')
      .nodes(node('cp-1').controlPlane(), node('gpu-1').gpus(2, 'Tesla V100'));
    fleet.set(name, await declaration.start());
  }
  const say = (answer: object) =>
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  say([...fleet].map(([name, running]) => ({ name, ...running.connection() })));
  for await (const line of createInterface({ input: process.stdin })) {
    const order: { slow?: string; count?: string; ms?: number } =
      JSON.parse(line);
    const running = fleet.get(order.slow ?? order.count ?? '');
    if (order.slow) {
      running?.fault(order.ms ? { kind: 'slow', ms: order.ms } : undefined);
    }
    const requests = order.count ? running?.requests.splice(0) ?? [] : [];
    say({
      lists: requests.filter(
        ({ path, query }) => path === '/api/v1/nodes' && !query.continue,
      ).length,
    });
  }
  await Promise.all([...fleet.values()].map(running => running.close()));
}

main();
