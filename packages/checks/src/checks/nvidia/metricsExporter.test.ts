import { gpuDriverPodsFact } from '../../observations/followUps/waitingPods';
import { evaluateToOne, fact } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  operandWorkload,
  operatorFact,
} from '../../testing/gpuStack';
import { metricsExporter } from './metricsExporter';
import { cases } from './metricsExporter.cases';

describe('gpu.metrics-exporter', () => {
  it('has it enabled in the ClusterPolicy where there is one, else installed by its chart', () => {
    const commandsOf = (stack: Parameters<typeof gpuFacts>[1]) =>
      evaluateToOne(metricsExporter, {
        ...cases.NoExporter,
        facts: gpuFacts([gpuNode('gpu-1', 8)], stack),
      }).remediation?.commands;

    expect(commandsOf({ operator: operatorFact({ state: 'ready' }) })).toEqual([
      expect.stringContaining('kubectl patch clusterpolicy cluster-policy'),
    ]);
    expect(commandsOf({})).toEqual([
      expect.stringMatching(
        /helm install dcgm-exporter .* -n monitoring --create-namespace$/,
      ),
    ]);
  });

  it('tells in a word whether the exporter of a node is ready', () => {
    expect(evaluateToOne(metricsExporter, cases.Serving).actual).toBe('ready');
    expect(evaluateToOne(metricsExporter, cases.NotServing).actual).toBe(
      'not ready',
    );
  });

  it.each([
    ['false', '"false"'],
    [undefined, 'no such label'],
  ])('says of a node that is left out what its label is: %s', (label, has) => {
    const key = 'nvidia.com/gpu.deploy.dcgm-exporter';
    const labels = label === undefined ? undefined : { [key]: label };

    expect(
      evaluateToOne(metricsExporter, {
        facts: gpuFacts([gpuNode('gpu-1', 8, { labels })], {
          workloads: [
            operandWorkload('dcgm-exporter', { desired: 0, selecting: true }),
          ],
        }),
      }),
    ).toMatchObject({
      reason: 'LeftOut',
      message: expect.stringContaining(
        `asks for ${key}=true, and the node has ${has}`,
      ),
      remediation: {
        text: `Set the label ${key}=true to have gpu-1 measured.`,
      },
    });
  });

  it('asks to see why an exporter that is meant for a node has no pod there', () => {
    expect(
      evaluateToOne(metricsExporter, {
        facts: gpuFacts([gpuNode('gpu-1', 8)], {
          workloads: [operandWorkload('dcgm-exporter', { ready: 0 })],
          more: [fact(gpuDriverPodsFact, [])],
        }),
      }),
    ).toMatchObject({
      reason: 'LeftOut',
      message: expect.stringContaining('nvidia-dcgm-exporter has no pod there'),
      remediation: {
        text: expect.stringMatching(
          /^See why DaemonSet gpu-operator-resources\/nvidia-dcgm-exporter has no pod on gpu-1: /,
        ),
      },
    });
  });
});
