import type { NodeFact } from '../../facts/nodeFact';
import type { ClusterSettingsInput } from '../../settings';
import { evaluateToOne } from '../../testing';
import { gpuFacts, gpuNode } from '../../testing/gpuStack';
import { nodeFact } from '../../testing/nodes';
import { gpuNotSystem } from './gpuNotSystem';

const labels = { 'node-role.kubernetes.io/runai-system': '' };

function judge(
  nodes: NodeFact[],
  settings: Partial<ClusterSettingsInput> = {},
) {
  return evaluateToOne(gpuNotSystem, { facts: gpuFacts(nodes), settings });
}

describe('nodes.gpu-not-system', () => {
  it('warns of GPU nodes with the system label, and names a worker in their place', () => {
    const result = judge([
      gpuNode('gpu-1', 8, { labels }),
      gpuNode('gpu-2', 8),
      nodeFact('system', { labels }),
      nodeFact('worker'),
    ]);
    expect(result).toMatchObject({
      status: 'warn',
      severity: 'recommended',
      actual: '1 of 2',
    });
    expect(result.message).toContain('By name: gpu-1;');
    expect(result.remediation?.commands).toEqual([
      'kubectl label node gpu-1 node-role.kubernetes.io/runai-system-',
      'kubectl label node worker node-role.kubernetes.io/runai-system=true',
    ]);
  });

  it('knows the nodes by the selector of the settings', () => {
    const pool = { labels: { pool: 'system' } };
    const settings = { systemNodes: { selector: 'pool=system' } };
    expect(
      judge([gpuNode('gpu-1', 8, { labels }), nodeFact('a', pool)], settings)
        .status,
    ).toBe('pass');
    expect(judge([gpuNode('gpu-1', 8, pool)], settings)).toMatchObject({
      status: 'warn',
      expected: 'no node with GPUs among those with pool=system',
    });
  });

  it('does not count simulated GPUs', () => {
    const simulated = {
      ...labels,
      'run.ai/simulated-gpu-node-pool': 'default',
    };
    expect(judge([gpuNode('fake', 8, { labels: simulated })]).status).toBe(
      'pass',
    );
  });

  it('does not apply where no node is a system node, or the selector cannot be read', () => {
    expect(judge([gpuNode('gpu', 8)]).status).toBe('notApplicable');
    expect(
      judge([gpuNode('gpu', 8, { labels })], {
        systemNodes: { selector: 'pool is system' },
      }).status,
    ).toBe('notApplicable');
  });
});
