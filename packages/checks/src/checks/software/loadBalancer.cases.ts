import { haproxyIngress, nginxIngress } from '@runai-portal/simulator';
import type { OutcomeCases } from '../../testing';
import { ingressFacts } from '../../testing/ingress';
import { softwareProfile } from '../../testing/software';
import type { loadBalancer } from './loadBalancer';

const profile = softwareProfile();

export const cases: OutcomeCases<typeof loadBalancer> = {
  HasAddress: {
    facts: ingressFacts(...haproxyIngress({ address: '203.0.113.7' })),
    profile,
  },
  Pending: { facts: ingressFacts(...haproxyIngress()), profile },
  NoService: { facts: ingressFacts(...nginxIngress()), profile },
};
