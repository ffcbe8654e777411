import { parseQuantity } from '@runai-portal/kube';
import { NO_QUANTITIES, nodeReady, type NodeFact } from '../../facts/nodeFact';
import { memoize } from '../../memoize';
import type { GpuNode } from '../../observations/gpuNodes';
import { amountOf } from './judgeResource';

const sizeOf = memoize(({ cpu = '', memory = '' }: NodeFact['labels']) => ({
  cpu: parseQuantity(cpu)?.toNumber(),
  memory: parseQuantity(memory)?.toNumber(),
}));

/** Numbers of some nodes, added up in place: there are thousands. */
export class CapacityTally {
  nodes = 0;
  ready = 0;
  cpu = 0;
  memory = 0;
  gpus = 0;
  /** Nodes that do not tell how large they are. */
  untold = 0;
  /** Nodes whose GPUs are not for containers. */
  excluded = 0;

  /** Counts one more node. */
  add(node: NodeFact, gpu: GpuNode | undefined): void {
    const { cpu, memory } = sizeOf(node.capacity ?? NO_QUANTITIES);
    this.nodes += 1;
    this.ready += nodeReady(node) === 'True' ? 1 : 0;
    this.cpu += cpu ?? 0;
    this.memory += memory ?? 0;
    this.untold += cpu === undefined || memory === undefined ? 1 : 0;
    if (gpu?.excluded) {
      this.excluded += 1;
    } else if (gpu) {
      const { capacity, dra } = gpu.offer;
      this.gpus += Math.max(capacity, dra?.capacity ?? 0);
    }
  }

  /** `2 nodes, 16 cores, 68.72 GB, 16 GPUs`: what there is none of is left out. */
  words(): string {
    const { nodes, cpu, memory, gpus } = this;
    return [
      `${nodes} ${nodes === 1 ? 'node' : 'nodes'}`,
      cpu > 0 && amountOf(cpu, 'cpu'),
      memory > 0 && amountOf(memory, 'memory'),
      gpus > 0 && `${gpus} ${gpus === 1 ? 'GPU' : 'GPUs'}`,
    ]
      .filter(Boolean)
      .join(', ');
  }
}
