import { deployment } from '@runai-portal/simulator';
import { runtimeClassesFact } from '../../facts/runtimeClasses';
import { versionFact } from '../../facts/version';
import {
  fact,
  type EvaluateCheckOptions,
  type OutcomeCases,
} from '../../testing';
import { gpuFacts, gpuNode, operatorFact } from '../../testing/gpuStack';
import { softwareProfile } from '../../testing/software';
import { workloadFacts } from '../../testing/workloads';
import type { fractions } from './fractions';

/** A cluster of one GPU node, ready for fractions but for what is said. */
export function fractionsCluster(
  options: {
    operator?: string;
    runtime?: string;
    server?: string;
    classes?: readonly string[];
    settings?: EvaluateCheckOptions['settings'];
  } = {},
): EvaluateCheckOptions {
  const { operator = 'v26.7.1', runtime = 'containerd://2.1.3' } = options;
  const { server = 'v1.34.1', classes = ['nvidia'] } = options;
  const workloads = operator
    ? workloadFacts(
        deployment('gpu-operator', 'gpu-operator', {
          image: `nvcr.io/nvidia/gpu-operator:${operator}`,
        }),
      )
    : [];
  return {
    facts: gpuFacts(
      [gpuNode('gpu-a', 8, { nodeInfo: { containerRuntimeVersion: runtime } })],
      {
        workloads,
        operator: operatorFact({}),
        more: [
          fact(versionFact, { gitVersion: server }),
          fact(
            runtimeClassesFact,
            classes.map(name => ({ name, handler: name })),
          ),
        ],
      },
    ),
    settings: { uses: ['fractions'], ...options.settings },
    profile: softwareProfile(),
  };
}

export const cases: OutcomeCases<typeof fractions> = {
  Ready: fractionsCluster(),
  Missing: fractionsCluster({ operator: 'v25.10.0' }),
  InstallerBringsIt: fractionsCluster({
    operator: '',
    classes: [],
    settings: { installPath: 'guided' },
  }),
  NotUsed: fractionsCluster({ settings: { uses: ['inference'] } }),
  VersionUnreadable: fractionsCluster({ operator: 'latest' }),
};
