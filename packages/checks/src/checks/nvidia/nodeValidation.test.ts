import { gpuDriverPodsFact } from '../../observations/followUps/waitingPods';
import { evaluateCheck, evaluateToOne, fact } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  operandPod,
  operandWorkload,
  operatorFact,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { nodeValidation } from './nodeValidation';

const WORKLOADS = [
  ...operatorWorkloads(1),
  operandWorkload('container-toolkit'),
  operandWorkload('operator-validator', { ready: 0 }),
];

describe('gpu.node-validation', () => {
  it('warns of a validator that is stuck in its second of four stages while GPUs are offered (fixture 11)', () => {
    const result = evaluateToOne(nodeValidation, {
      facts: gpuFacts([gpuNode('gpu-1', 8)], {
        workloads: WORKLOADS,
        operator: operatorFact({ state: 'ready' }),
        more: [
          fact(gpuDriverPodsFact, [
            operandPod('operator-validator', { stage: 'toolkit-validation' }),
          ]),
        ],
      }),
    });
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'BehindOnWorkingNode',
      message: expect.stringContaining('It stops at toolkit-validation'),
    });
    expect(result.remediation?.commands).toContain(
      'kubectl -n gpu-operator-resources logs nvidia-operator-validator-x7k2p -c toolkit-validation --tail 50',
    );
  });

  it('waits for the first stage that failed: the runtime', () => {
    const result = evaluateToOne(nodeValidation, {
      facts: gpuFacts([gpuNode('gpu-1', 0)], {
        workloads: WORKLOADS,
        operator: operatorFact({ state: 'ready' }),
        more: [
          fact(gpuDriverPodsFact, [
            operandPod('operator-validator', { stage: 'toolkit-validation' }),
          ]),
        ],
      }),
    });
    expect(result).toMatchObject({
      status: 'unknown',
      blockedBy: 'gpu.node-runtime',
    });
  });

  it('tells the nodes of one DaemonSet apart by their pods', () => {
    const results = evaluateCheck(nodeValidation, {
      facts: gpuFacts(
        ['gpu-1', 'gpu-2', 'gpu-3'].map(name => gpuNode(name, 8)),
        {
          workloads: [
            ...operatorWorkloads(3),
            operandWorkload('container-toolkit', { desired: 3 }),
            operandWorkload('operator-validator', { desired: 2, ready: 1 }),
          ],
          operator: operatorFact({ state: 'ready' }),
          more: [
            fact(gpuDriverPodsFact, [
              operandPod('operator-validator', { stage: 'cuda-validation' }),
              operandPod('operator-validator', {
                node: 'gpu-2',
                phase: 'Running',
                ready: true,
              }),
            ]),
          ],
        },
      ),
    });
    expect(results.map(({ reason }) => reason)).toEqual([
      'BehindOnWorkingNode',
      'Completed',
      'NotValidated',
    ]);
    const [behind, completed, without] = results;
    expect(behind.evidence).toContainEqual(
      expect.objectContaining({
        key: 'state',
        value: expect.stringMatching(/^not ready, at cuda-validation/),
      }),
    );
    expect(completed.evidence).toContainEqual(
      expect.objectContaining({
        key: 'state',
        value: expect.stringMatching(/^ready/),
      }),
    );
    expect(without.remediation?.text).toMatch(
      /^See why DaemonSet gpu-operator-resources\/nvidia-operator-validator has no pod on gpu-3: /,
    );
    expect(without.remediation?.commands).toEqual([
      'kubectl -n gpu-operator-resources describe daemonset nvidia-operator-validator',
      'kubectl describe node gpu-3',
    ]);
  });

  it.each([
    ['', '""'],
    [undefined, 'no such label'],
  ])('says of a node that is left out what its label is: %p', (label, has) => {
    const key = 'nvidia.com/gpu.deploy.operator-validator';
    const labels = label === undefined ? undefined : { [key]: label };
    const result = evaluateToOne(nodeValidation, {
      facts: gpuFacts([gpuNode('gpu-1', 8, { labels })], {
        workloads: [
          ...operatorWorkloads(1),
          operandWorkload('container-toolkit'),
          operandWorkload('operator-validator', {
            desired: 0,
            selecting: true,
          }),
        ],
        operator: operatorFact({ state: 'ready' }),
      }),
    });

    expect(result).toMatchObject({
      reason: 'NotValidated',
      message: expect.stringContaining(
        `asks for ${key}=true, and the node has ${has}`,
      ),
    });
    expect(result.remediation).toMatchObject({
      text: `Set the label ${key}=true to have gpu-1 validated.`,
      commands: [`kubectl label node gpu-1 ${key}=true --overwrite`],
    });
  });

  it('says of a validator that is not ready after its last stage to look at its pod', () => {
    const { message, remediation } = evaluateToOne(nodeValidation, {
      facts: gpuFacts([gpuNode('gpu-1', 8)], {
        workloads: WORKLOADS,
        operator: operatorFact({ state: 'ready' }),
        more: [fact(gpuDriverPodsFact, [operandPod('operator-validator')])],
      }),
    });

    expect(message).toContain(
      'It stops after its last stage, pod nvidia-operator-validator-x7k2p',
    );
    expect(remediation).toMatchObject({
      text: 'All stages have ended; look at the pod itself.',
      commands: [
        'kubectl -n gpu-operator-resources describe pod nvidia-operator-validator-x7k2p',
      ],
    });
  });

  it('is not applicable without the operator', () => {
    expect(
      evaluateToOne(nodeValidation, { facts: gpuFacts([gpuNode('a', 8)]) })
        .status,
    ).toBe('notApplicable');
  });
});
