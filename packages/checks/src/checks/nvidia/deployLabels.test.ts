import { evaluateToOne } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  operatorFact,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { deployLabels } from './deployLabels';
import { cases } from './deployLabels.cases';

function judge(
  labels: Record<string, string>,
  gpus = 8,
  annotations: Record<string, string> = {},
) {
  return evaluateToOne(deployLabels, {
    facts: gpuFacts([gpuNode('gpu-1', gpus, { labels, annotations })], {
      workloads: operatorWorkloads(1),
      operator: operatorFact({ state: 'ready' }),
    }),
  });
}

describe('gpu.deploy-labels', () => {
  it('names the parts that never come, and how to bring them', () => {
    const result = judge({
      'nvidia.com/gpu.deploy.driver': 'true',
      'nvidia.com/gpu.deploy.device-plugin': '',
      'nvidia.com/gpu.deploy.container-toolkit': '',
    });
    expect(result).toMatchObject({ status: 'fail', reason: 'EmptyLabels' });
    expect(result.message).toContain('device-plugin, container-toolkit');
    expect(result.remediation?.commands).toContain(
      'kubectl label node gpu-1 nvidia.com/gpu.deploy.device-plugin=true nvidia.com/gpu.deploy.container-toolkit=true --overwrite',
    );
  });

  it('fails for labels that were paused for an upgrade which is over', () => {
    const paused = {
      'nvidia.com/gpu.deploy.device-plugin': 'paused-for-driver-upgrade',
      'nvidia.com/gpu-driver-upgrade-state': 'upgrade-done',
    };
    expect(judge(paused)).toMatchObject({
      status: 'fail',
      reason: 'LeftPaused',
    });
    expect(
      judge({
        ...paused,
        'nvidia.com/gpu-driver-upgrade-state': 'drain-required',
      }),
    ).toMatchObject({ status: 'unknown', blockedBy: 'gpu.driver-upgrade' });
  });

  it.each([
    [
      'MIG splits its GPUs anew',
      {
        'nvidia.com/mig.config': 'all-1g.5gb',
        'nvidia.com/mig.config.state': 'rebooting',
      },
      {},
      'the MIG layout is rebooting',
    ],
    [
      'its driver upgrade takes long',
      { 'nvidia.com/gpu-driver-upgrade-state': 'validation-required' },
      // 2021-04-20T09:00:00Z
      {
        'nvidia.com/gpu-driver-upgrade-validation-start-time': '1618909200',
      },
      'the driver upgrade is at validation-required',
    ],
  ])('says why parts are paused where %s', (_, labels, annotations, why) => {
    const { reason, message } = judge(
      {
        'nvidia.com/gpu.deploy.device-plugin': 'paused-for-a-change',
        ...labels,
      },
      8,
      annotations,
    );

    expect(reason).toBe('Paused');
    expect(message).toMatch(new RegExp(`while ${why}$`));
  });

  it.each([
    [
      'the labels that are wrong, and no other',
      cases.EmptyLabels,
      [['label nvidia.com/gpu.deploy.device-plugin', '""']],
    ],
    [
      'those that are right, where none is wrong',
      cases.AllWanted,
      [
        ['label nvidia.com/gpu.deploy.driver', 'true'],
        ['label nvidia.com/gpu.deploy.device-plugin', 'true'],
      ],
    ],
    [
      'that there is none',
      cases.NotLabelled,
      [['labels nvidia.com/gpu.deploy.*', 'absent']],
    ],
  ])('shows as evidence %s', (_, options, rows) => {
    expect(
      evaluateToOne(deployLabels, options).evidence.map(({ key, value }) => [
        key,
        value,
      ]),
    ).toEqual(rows);
  });

  it('asks for no label on a node that others serve', () => {
    expect(judge({}, 8).status).toBe('notApplicable');
    expect(judge({}, 0).reason).toBe('NotLabelled');
  });

  it('says nothing where there is no operator', () => {
    const facts = gpuFacts([gpuNode('gpu-1', 0)]);
    expect(evaluateToOne(deployLabels, { facts }).status).toBe('notApplicable');
  });
});
