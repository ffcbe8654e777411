import { gpuOperatorFact } from '../../facts/gpuOperator';
import { evaluateToOne, facts, fact } from '../../testing';
import { operatorFact } from '../../testing/gpuStack';
import { fractionsCluster } from './fractions.cases';
import { fractions } from './fractions';

describe('software.fractions', () => {
  it.each([
    ['containerd://2.0.0', 'pass'],
    ['containerd://1.7.27', 'fail'],
    ['cri-o://1.33.4', 'pass'],
    ['docker://24.0.5', 'fail'],
  ])('judges GPU nodes with %s: %s', (runtime, status) => {
    expect(evaluateToOne(fractions, fractionsCluster({ runtime })).status).toBe(
      status,
    );
  });

  it('tells all that is missing at once', () => {
    const { message } = evaluateToOne(
      fractions,
      fractionsCluster({
        operator: 'v26.7.0',
        runtime: 'containerd://1.7.27',
        server: 'v1.27.3',
        classes: [],
      }),
    );
    expect(message).toBe(
      'Fractions of GPUs lack what they need. The GPU Operator is 26.7.0 and must be 26.7.1. Kubernetes is v1.27.3 and must be 1.28. The container runtime is too old on gpu-a. There is no RuntimeClass nvidia',
    );
  });

  it.each([
    ['one that is too old', { operator: 'v25.10.0' }, true],
    ['one that is absent', { operator: '' }, true],
    [
      'one that is new enough, where the runtime is too old',
      { operator: 'v26.8.0', runtime: 'containerd://1.7.27' },
      false,
    ],
  ])(
    'has of the GPU Operator %s brought to the minimum, or not',
    (_, options, isBrought) => {
      const { status, remediation } = evaluateToOne(
        fractions,
        fractionsCluster(options),
      );

      expect(status).toBe('fail');
      expect(
        remediation?.text.includes(
          'Bring the GPU Operator to 26.7.1 or later.',
        ),
      ).toBe(isBrought);
      expect(remediation?.commands).toEqual(
        isBrought
          ? [
              'helm upgrade -i gpu-operator nvidia/gpu-operator --version v26.7.1 -n gpu-operator --set cdi.nriPluginEnabled=false',
            ]
          : [],
      );
    },
  );

  it.each([
    [
      'latest',
      'containerd://2.1.3',
      'The version of the GPU Operator is not written where it can be read',
    ],
    [
      'v26.7.1',
      'containerd://self-built',
      'The container runtime of gpu-a is not told',
    ],
    [
      'latest',
      'containerd://self-built',
      'The version of the GPU Operator is not written where it can be read',
    ],
  ])(
    'says what is not told of GPU Operator %s and %s',
    (operator, runtime, words) => {
      expect(
        evaluateToOne(fractions, fractionsCluster({ operator, runtime })),
      ).toMatchObject({
        reason: 'VersionUnreadable',
        message: `Whether fractions of GPUs have what they need cannot be told. ${words}`,
      });
    },
  );

  it("finds the operator's own plugin where it is on", () => {
    const healthy = fractionsCluster();
    const [policy] = operatorFact({}).clusterPolicies;
    const on = { ...policy, nriPlugin: true as const };
    expect(
      evaluateToOne(fractions, {
        ...healthy,
        facts: {
          ...healthy.facts,
          ...facts(
            fact(gpuOperatorFact, {
              ...operatorFact(),
              clusterPolicies: [on],
            }),
          ),
        },
      }),
    ).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('Its own NRI plugin is on'),
      remediation: {
        text: 'Set cdi.nriPluginEnabled: false, now on. Or do without fractions: take them out of uses.',
        commands: [
          'helm upgrade gpu-operator nvidia/gpu-operator --version v26.7.1 -n gpu-operator --reuse-values --set cdi.nriPluginEnabled=false',
        ],
      },
    });
  });
});
