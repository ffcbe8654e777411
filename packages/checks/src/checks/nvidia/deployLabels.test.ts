import { evaluateToOne } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  operatorFact,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { deployLabels } from './deployLabels';

function judge(labels: Record<string, string>, gpus = 8) {
  return evaluateToOne(deployLabels, {
    facts: gpuFacts([gpuNode('gpu-1', gpus, { labels })], {
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

  it('asks for no label on a node that others serve', () => {
    expect(judge({}, 8).status).toBe('notApplicable');
    expect(judge({}, 0).reason).toBe('NotLabelled');
  });

  it('says nothing where there is no operator', () => {
    const facts = gpuFacts([gpuNode('gpu-1', 0)]);
    expect(evaluateToOne(deployLabels, { facts }).status).toBe('notApplicable');
  });
});
