import {
  draDriver,
  knativeServing,
  mpiOperator,
  networkOperator,
  trainingOperator,
} from '@runai-portal/simulator';
import { FEATURE_CHECKS } from './featureChecks';
import { gpuOperatorFact } from '../../facts/gpuOperator';
import { evaluateToOne, fact, testProfile } from '../../testing';
import { NO_OPERATOR } from '../../testing/gpuStack';
import { nodeFact } from '../../testing/nodes';
import { softwareFacts, softwareProfile } from '../../testing/software';

const profile = softwareProfile();

function check(id: string) {
  const found = FEATURE_CHECKS.find(one => one.id === id);
  if (!found) {
    throw new Error(`no check ${id}`);
  }
  return found;
}

describe('software that some uses of a cluster need', () => {
  it.each(FEATURE_CHECKS)(
    'is not asked for by the profile of 2021: $id',
    one => {
      expect(
        evaluateToOne(one, {
          facts: softwareFacts([]),
          settings: { uses: ['inference', 'distributed', 'rdma'] },
          profile: testProfile(),
        }),
      ).toMatchObject({
        status: 'notApplicable',
        message: 'The profile runai-2021.04 does not ask for it',
      });
    },
  );

  it('is required where the cluster is used for it, and informational where nothing says so', () => {
    const facts = softwareFacts(knativeServing({ version: '1.19.4' }));
    const knative = check('software.knative');
    expect(
      evaluateToOne(knative, {
        facts,
        profile,
        settings: { uses: ['inference'] },
      }),
    ).toMatchObject({
      status: 'fail',
      severity: 'required',
      message:
        'Knative Serving 1.19.4 is installed, Run:ai works with 1.21 to 1.23. The cluster needs it for inference. It is Deployment knative-serving/controller',
    });
    expect(evaluateToOne(knative, { facts, profile })).toMatchObject({
      status: 'warn',
      severity: 'informational',
      message:
        'Knative Serving 1.19.4 is installed, Run:ai works with 1.21 to 1.23. Nothing says that the cluster needs it. It would with uses: inference in the settings',
    });
  });

  it('says which declaration would change that nothing is asked', () => {
    expect(
      evaluateToOne(check('software.lws'), {
        facts: softwareFacts([]),
        profile,
      }),
    ).toMatchObject({
      status: 'notApplicable',
      message:
        'Nothing says that the cluster needs LeaderWorkerSet. It would with uses: inference, distributed in the settings',
    });
  });

  it('is unknown, and no fault, where the profile has no versions of it', () => {
    const unpublished = softwareProfile({
      features: {
        knative: { source: 'nobody', verified: 'unverified', minimum: '1.21' },
      },
    });
    expect(
      evaluateToOne(check('software.knative'), {
        facts: softwareFacts(knativeServing({ version: '1.19.4' })),
        settings: { uses: ['inference'] },
        profile: unpublished,
      }),
    ).toMatchObject({ status: 'unknown', reason: 'NotInProfile' });
  });

  it.each([
    ['v1-3f15cb8', 'fail', 'Kubeflow Training Operator 1.9.2'],
    ['v1-93c5489', 'pass', 'Kubeflow Training Operator 1.9.4'],
    ['v1.9.4', 'pass', 'Kubeflow Training Operator 1.9.4'],
  ])(
    'reads the release of the Training Operator from %s, which may be a commit',
    (tag, status, actual) => {
      expect(
        evaluateToOne(check('software.training-operator'), {
          facts: softwareFacts(trainingOperator({ tag })),
          settings: { uses: ['distributed'] },
          profile,
        }),
      ).toMatchObject({ status, actual });
    },
  );

  it('reads the version that OLM names its owner after, where the image is a digest', () => {
    expect(
      evaluateToOne(check('software.network-operator'), {
        facts: softwareFacts(
          networkOperator({ version: '26.4.1', byOlm: true }),
        ),
        settings: { uses: ['rdma'] },
        profile,
      }),
    ).toMatchObject({
      status: 'pass',
      actual: 'NVIDIA Network Operator 26.4.1',
    });
  });

  it('does not take one operator of Kubeflow for another: they share an API', () => {
    expect(
      evaluateToOne(check('software.training-operator'), {
        facts: softwareFacts(mpiOperator({ version: '0.6.0' })),
        settings: { uses: ['distributed'] },
        profile,
      }),
    ).toMatchObject({
      status: 'fail',
      reason: 'Absent',
      message: expect.stringContaining(
        'The API kubeflow.org is served all the same',
      ),
    });
  });

  it('is the administrator’s in an air-gapped site, where a guided installation brings nothing', () => {
    const absent = (mode: 'fullyOnPrem' | 'airGapped') =>
      evaluateToOne(check('software.knative'), {
        facts: softwareFacts([]),
        settings: { uses: ['inference'], installPath: 'guided', mode },
        profile,
      }).reason;
    expect(absent('fullyOnPrem')).toBe('InstallerBringsIt');
    expect(absent('airGapped')).toBe('Absent');
  });

  it('asks for the Network Operator where nodes are joined by Multi-Node NVLink, whatever is declared', () => {
    const nodes = [
      nodeFact('gb200', { labels: { 'nvidia.com/gpu.clique': 'a1b2.0' } }),
    ];
    expect(
      evaluateToOne(check('software.network-operator'), {
        facts: softwareFacts([], { nodes }),
        profile,
      }),
    ).toMatchObject({
      status: 'fail',
      message:
        'NVIDIA Network Operator is not installed. The cluster needs it for Multi-Node NVLink',
    });
  });

  it('does not ask for the DRA driver by itself where the GPU Operator brings it', () => {
    const nodes = [
      nodeFact('gb200', { labels: { 'nvidia.com/gpu.clique': 'a1b2.0' } }),
    ];
    const gpuCluster = { name: 'gpu-cluster', driverDisabled: false };
    const judged = (clusterPolicies: (typeof gpuCluster)[]) =>
      evaluateToOne(check('software.dra-driver'), {
        facts: softwareFacts([], {
          nodes,
          more: [
            fact(gpuOperatorFact, {
              ...NO_OPERATOR,
              clusterPolicies,
              gpuClusters: [gpuCluster],
            }),
          ],
        }),
        profile,
      });
    expect(judged([])).toMatchObject({
      status: 'notApplicable',
      message:
        'NVIDIA DRA driver comes with the GPU Operator by its GPUCluster',
    });
    expect(judged([gpuCluster])).toMatchObject({ status: 'fail' });
  });

  it('holds no unreadable version against a cluster without a use for it that could be declared', () => {
    expect(
      evaluateToOne(check('software.dra-driver'), {
        facts: softwareFacts(draDriver({ version: 'main', nodes: 2 })),
        profile,
      }).status,
    ).toBe('notApplicable');
  });
});
