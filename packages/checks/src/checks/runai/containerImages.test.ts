import { deployment, statefulSet } from '@runai-portal/simulator';
import { workloadsFact, type WorkloadFact } from '../../facts/workloads';
import { evaluateToOne, fact, facts } from '../../testing';
import { workloadFacts } from '../../testing/workloads';
import { containerImages } from './containerImages';

function judge(workloads: readonly WorkloadFact[]) {
  return evaluateToOne(containerImages, {
    facts: facts(fact(workloadsFact, workloads)),
  });
}

describe('user.container-images', () => {
  it('waits for a statement, and hints at what runs in projects', () => {
    const result = judge(
      workloadFacts(
        statefulSet('runai-vision', 'a', { image: 'jupyter/base:1' }),
        statefulSet('runai-vision', 'b', { image: 'localhost/mine:1' }),
        deployment('runai', 'runai-scheduler', { image: 'gcr.io/x:1' }),
        deployment('team', 'other', { image: 'quay.io/x:1' }),
      ),
    );
    expect(result).toMatchObject({
      status: 'unknown',
      unknown: 'notRun',
      severity: 'recommended',
      message: expect.stringMatching(
        /In the namespaces of projects 1 of 2 containers run an image/,
      ),
    });
  });

  it('does not take no project for a hint', () => {
    const result = judge([]);
    expect(result.message).toMatch(/Nothing runs in a namespace of a project/);
    expect(result.evidence).toEqual([]);
  });
});
