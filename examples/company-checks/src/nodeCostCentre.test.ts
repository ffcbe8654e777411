import {
  evaluateToOne,
  fact,
  facts,
  failedFact,
  nodeFact,
  nodesFact,
} from '@runai-portal/backstage-plugin-runai-node';
import { costCentresFact } from './costCentresFact';
import { nodeCostCentre } from './nodeCostCentre';

const GPU_NODE = nodeFact('gpu-1', {
  labels: { 'nvidia.com/gpu.present': 'true' },
});

function judge(costCentre: string | undefined) {
  return evaluateToOne(nodeCostCentre, {
    facts: facts(
      fact(nodesFact, [GPU_NODE, nodeFact('worker-1')]),
      fact(costCentresFact, [
        { name: 'gpu-1', costCentre },
        { name: 'worker-1' },
      ]),
    ),
  });
}

describe('acme.node-cost-centre', () => {
  it.each([
    ['4711', 'pass', 'gpu-1 is charged to 4711'],
    ['vision', 'warn', 'gpu-1 is charged to "vision", which is no cost centre'],
    [undefined, 'fail', 'gpu-1 is charged to nobody'],
  ])('judges a GPU node with %s: %s', (costCentre, status, message) => {
    expect(judge(costCentre)).toMatchObject({
      subject: { kind: 'node', name: 'gpu-1' },
      status,
      message,
    });
  });

  it('is unknown, and names the permission, where labels cannot be read', () => {
    const result = evaluateToOne(nodeCostCentre, {
      facts: facts(
        fact(nodesFact, [GPU_NODE]),
        failedFact(costCentresFact, 'Forbidden', 'Forbidden(list nodes)'),
      ),
    });
    expect(result).toMatchObject({
      status: 'unknown',
      reason: 'Forbidden',
      message: expect.stringContaining('list nodes'),
    });
  });
});
