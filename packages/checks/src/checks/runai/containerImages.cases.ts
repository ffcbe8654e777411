import { statefulSet } from '@runai-portal/simulator';
import { workloadsFact } from '../../facts/workloads';
import { fact, facts, failedFact, type OutcomeCases } from '../../testing';
import { workloadFacts } from '../../testing/workloads';
import type { containerImages } from './containerImages';

const notebook = statefulSet('runai-vision', 'notebook', {
  image: 'jupyter/scipy-notebook:2021-03-01',
});

export const cases: OutcomeCases<typeof containerImages> = {
  NotStated: { facts: facts(fact(workloadsFact, workloadFacts(notebook))) },
  ProjectsUnread: {
    facts: facts(failedFact(workloadsFact, 'Forbidden', 'Forbidden')),
  },
};
