import {
  cluster,
  deployment,
  gpuOperatorCurrent,
  node,
  storageClass,
  type PlainConnection,
} from '@runai-portal/simulator';
import { childInput, report } from '../lib/child';
import { simulatedCluster } from '../passive-run/simulatedCluster';

/** What fleet there is to be. */
export interface FleetSize {
  /** So many clusters of `nodes` nodes each. */
  clusters: number;
  nodes: number;
  /** How many nodes one cluster more has; there is none where absent. */
  largeNodes?: number;
  /** How long each answer is on its way. */
  latencyMs: number;
}

/** One cluster that listens. */
export type FleetMember = PlainConnection & { name: string };

/** Serves a whole fleet from this one process, each cluster on a socket of its own, until it is told to end. */
async function main() {
  const { clusters, nodes, largeNodes, latencyMs } = childInput<FleetSize>();
  const declared = Array.from({ length: clusters }, (_, index) => ({
    name: `cluster-${String(index).padStart(3, '0')}`,
    declaration: smallCluster(nodes),
  }));
  if (largeNodes) {
    declared.push({
      name: 'large',
      declaration: simulatedCluster({ nodes: largeNodes, namespaces: 50 }),
    });
  }
  const members: FleetMember[] = [];
  for (const { name, declaration } of declared) {
    const running = await declaration.start();
    running.fault({ kind: 'slow', ms: latencyMs });
    members.push({ name, ...running.connection() });
  }
  process.once('SIGTERM', () => process.exit(0));
  report(members);
}

/** Healthy, a tenth of its nodes with GPUs. */
function smallCluster(nodes: number) {
  const gpuNodes = Math.max(1, Math.floor(nodes / 10));
  return cluster('small')
    .kubernetes('1.34.1')
    .nodes(
      node('cp-1').controlPlane({ labels: ['control-plane'] }),
      node('sys-1').role('runai-system'),
      ...Array.from({ length: nodes - gpuNodes - 2 }, (_, index) =>
        node(`cpu-${index}`),
      ),
      ...Array.from({ length: gpuNodes }, (_, index) =>
        node(`gpu-${index}`)
          .gpus(8, 'NVIDIA-A100-SXM4-80GB')
          .gpuOperator()
          .driver('550.90.07', { form: 'current' }),
      ),
    )
    .objects(
      ...gpuOperatorCurrent({ nodes: gpuNodes }),
      storageClass('nfs-client', 'nfs.csi.k8s.io', { default: true }),
      ...Array.from({ length: 20 }, (_, index) =>
        deployment(`team-${index}`, 'notebook'),
      ),
    );
}

void main();
