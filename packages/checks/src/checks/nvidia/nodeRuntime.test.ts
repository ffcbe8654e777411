import { runtimeClassesFact } from '../../facts/runtimeClasses';
import { gpuDriverPodsFact } from '../../observations/followUps/waitingPods';
import { evaluateCheck, evaluateToOne, fact } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  operandPod,
  operandWorkload,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { nodeRuntime } from './nodeRuntime';
import { cases } from './nodeRuntime.cases';

describe('gpu.node-runtime', () => {
  it('takes a validator that got past toolkit-validation for proof, on its node alone', () => {
    const results = evaluateCheck(nodeRuntime, {
      facts: gpuFacts([gpuNode('gpu-1', 8), gpuNode('gpu-2', 8)], {
        workloads: [
          ...operatorWorkloads(2),
          operandWorkload('container-toolkit', { desired: 2, ready: 0 }),
          operandWorkload('operator-validator', { desired: 2, ready: 0 }),
        ],
        more: [
          fact(gpuDriverPodsFact, [
            operandPod('operator-validator', { stage: 'cuda-validation' }),
            operandPod('operator-validator', {
              node: 'gpu-2',
              stage: 'driver-validation',
            }),
          ]),
        ],
      }),
    });
    expect(results.map(({ reason }) => reason)).toEqual([
      'RuntimeProven',
      'IndirectProof',
    ]);
    expect(results[0].message).toContain(
      'nvidia-operator-validator got past toolkit-validation there',
    );
  });

  it('takes the pod of the toolkit for proof where there is no validator', () => {
    expect(evaluateToOne(nodeRuntime, cases.RuntimeProven)).toMatchObject({
      status: 'pass',
      message: expect.stringContaining(
        'nvidia-container-toolkit-daemonset is ready there',
      ),
    });
  });

  it('shows the RuntimeClass of NVIDIA as evidence, and no other', () => {
    const { evidence } = evaluateToOne(nodeRuntime, {
      facts: gpuFacts([gpuNode('gpu-1', 8)], {
        more: [
          fact(runtimeClassesFact, [
            { name: 'gvisor', handler: 'runsc' },
            { name: 'nvidia', handler: 'nvidia-cdi' },
          ]),
        ],
      }),
    });

    expect(evidence.filter(({ key }) => key === 'handler')).toEqual([
      expect.objectContaining({
        what: 'RuntimeClass nvidia',
        value: 'nvidia-cdi',
      }),
    ]);
  });

  it.each([
    ['nothing of them is there', [], 'no toolkit or validator is there'],
    [
      'the toolkit has no pod on it',
      [operandWorkload('container-toolkit', { ready: 0 })],
      'no pod of DaemonSet gpu-operator-resources/nvidia-container-toolkit-daemonset is there',
    ],
    [
      'the validator has no pod on it',
      [operandWorkload('operator-validator', { ready: 0 })],
      'no pod of DaemonSet gpu-operator-resources/nvidia-operator-validator is there',
    ],
  ])('says of a node without GPUs that %s', (_, operands, words) => {
    expect(
      evaluateToOne(nodeRuntime, {
        facts: gpuFacts([gpuNode('gpu-1', 0)], {
          workloads: [...operatorWorkloads(1), ...operands],
          more: [fact(gpuDriverPodsFact, [])],
        }),
      }),
    ).toMatchObject({
      status: 'unknown',
      reason: 'NoProof',
      message: expect.stringContaining(`${words} that would show it`),
    });
  });

  it('tells the pod of the toolkit that crashes', () => {
    const pod = operandPod('container-toolkit', {
      phase: 'Running',
      restarts: 12,
      waiting: {
        container: 'nvidia-container-toolkit-ctr',
        reason: 'CrashLoopBackOff',
        exitCode: 1,
      },
    });
    const result = evaluateToOne(nodeRuntime, {
      facts: gpuFacts([gpuNode('gpu-1', 0)], {
        workloads: [
          ...operatorWorkloads(1),
          operandWorkload('container-toolkit', { ready: 0 }),
        ],
        more: [fact(gpuDriverPodsFact, [pod])],
      }),
    });
    expect(result).toMatchObject({ status: 'fail', reason: 'RuntimeFailing' });
    expect(result.message).toContain(
      'container nvidia-container-toolkit-ctr is in CrashLoopBackOff, last exit code 1',
    );
    expect(result.remediation?.text).toContain(
      'nvidia-container-toolkit-daemonset does it here: look at its pod',
    );
  });

  it.each([
    ['container-toolkit', 'nvidia-container-toolkit-daemonset'],
    ['operator-validator', 'nvidia-operator-validator'],
  ] as const)(
    'names the DaemonSet whose pods could not be read: %s',
    (operand, name) => {
      expect(
        evaluateToOne(nodeRuntime, {
          facts: gpuFacts([gpuNode('gpu-1', 0)], {
            workloads: [
              ...operatorWorkloads(1),
              operandWorkload(operand, { ready: 0 }),
            ],
          }),
        }),
      ).toMatchObject({
        reason: 'PodsUnread',
        message: expect.stringContaining(`${name} is not ready on every node`),
        remediation: {
          commands: ['kubectl auth can-i list pods -n gpu-operator-resources'],
        },
      });
    },
  );

  it('takes no validator for what sets the runtime up', () => {
    const { message, remediation } = evaluateToOne(
      nodeRuntime,
      cases.RuntimeFailing,
    );
    expect(message).toContain('Its validation stops at toolkit-validation');
    expect(remediation?.text).not.toContain('does it here');
  });

  it('says of a node without a toolkit which label leaves it out', () => {
    const result = evaluateToOne(nodeRuntime, {
      facts: gpuFacts(
        [
          gpuNode('gpu-1', 0, {
            labels: { 'nvidia.com/gpu.deploy.container-toolkit': '' },
          }),
        ],
        {
          workloads: [
            ...operatorWorkloads(1),
            operandWorkload('container-toolkit', {
              desired: 0,
              selecting: true,
            }),
          ],
        },
      ),
    });
    expect(result).toMatchObject({ status: 'unknown', reason: 'NoProof' });
    expect(result.remediation?.text).toContain(
      'it asks for nvidia.com/gpu.deploy.container-toolkit=true',
    );
  });
});
