import { imagePoliciesFact, type ImagePolicy } from '../../facts/imagePolicies';
import { fact, facts, type OutcomeCases } from '../../testing';
import type { imagePolicy } from './imagePolicy';

const having = (...policies: ImagePolicy[]) => ({
  facts: facts(fact(imagePoliciesFact, policies)),
});

export const cases: OutcomeCases<typeof imagePolicy> = {
  Covered: having({
    name: 'clusterpolicy/registries',
    allowed: ['gcr.io/*', 'docker.io/*', 'quay.io/*'],
  }),
  NotCovered: having({
    name: 'k8sallowedrepos/registries',
    allowed: ['registry.example/*', 'quay.io/*'],
  }),
  NotReadable: having({ name: 'clusterpolicy/registries' }),
  NoPolicy: having(),
};
