import { deployment } from '@runai-portal/simulator';
import { nodesFact } from '../../facts/nodes';
import { workloadsFact } from '../../facts/workloads';
import { fact, facts, testProfile, type OutcomeCases } from '../../testing';
import { nodeFact, projected } from '../../testing/nodes';
import { groupsEntry, versionEntry } from '../../testing/platform';
import { workloadFacts } from '../../testing/workloads';
import type { nodeOs } from './nodeOs';

const EKS = 'v1.34.1-eks-113cf36';
const GKE = 'v1.34.1-gke.100';
const COS = 'Container-Optimized OS from Google';

/** One node of that image on that distribution, by the profile of 2.25, with a GPU Operator of that version. */
export function running(
  osImage: string,
  gitVersion: string,
  operator?: string,
) {
  const image = `nvcr.io/nvidia/gpu-operator:v${operator}`;
  const workloads = operator
    ? [
        deployment('gpu-operator', 'gpu-operator', {
          containers: [{ name: 'gpu-operator', image }],
        }),
      ]
    : [];
  return {
    profile: testProfile('runai-2.25'),
    facts: facts(
      versionEntry(gitVersion),
      groupsEntry('apps'),
      fact(nodesFact, [nodeFact('w', { nodeInfo: { osImage } })]),
      fact(workloadsFact, workloadFacts(...workloads)),
    ),
  };
}

export const cases: OutcomeCases<typeof nodeOs> = {
  Supported: running('Ubuntu 22.04.5 LTS', GKE),
  NotSupported: running('Bottlerocket OS 1.19.2 (aws-k8s-1.34-nvidia)', EKS),
  OperatorTooOld: running(COS, GKE, '24.3.0'),
  OperatorNotSeen: running(COS, GKE),
  NotTold: {
    ...running('', EKS),
    facts: {
      ...running('', EKS).facts,
      ...facts(fact(nodesFact, [projected({ metadata: { name: 'bare' } })])),
    },
  },
  NotApplicable: running('Ubuntu 22.04.5 LTS', 'v1.34.1+rke2r1'),
};
