import { nodesFact } from '../../facts/nodes';
import { fact, facts, type OutcomeCases } from '../../testing';
import { nodeFact, type NodeOptions } from '../../testing/nodes';
import { versionEntry } from '../../testing/platform';
import type { nodeVersionSkew } from './nodeVersionSkew';

function kubelet(kubeletVersion: string, options: NodeOptions = {}) {
  return {
    facts: facts(
      versionEntry('v1.20.2'),
      fact(nodesFact, [
        nodeFact('a', { ...options, nodeInfo: { kubeletVersion } }),
      ]),
    ),
  };
}

export const cases: OutcomeCases<typeof nodeVersionSkew> = {
  WithinSkew: kubelet('v1.19.9'),
  TooOld: kubelet('v1.17.1'),
  Newer: kubelet('v1.21.0'),
  NoKubelet: kubelet('v1.19.10-vk-azure-aci-1.4.16', {
    labels: { type: 'virtual-kubelet' },
  }),
  SchemaUnexpected: kubelet('v0.0.0-master+$Format:%H$'),
};
