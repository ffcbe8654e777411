import {
  gatewayApi,
  haproxyIngress,
  ingressClass,
  nginxIngress,
} from '@runai-portal/simulator';
import type { OutcomeCases } from '../../testing';
import { ingressFacts } from '../../testing/ingress';
import { softwareProfile } from '../../testing/software';
import type { ingress } from './ingress';

const profile = softwareProfile();

export const cases: OutcomeCases<typeof ingress> = {
  Runs: { facts: ingressFacts(...haproxyIngress()), profile },
  GatewayAccepted: {
    facts: ingressFacts(...gatewayApi('istio', 'istio.io/gateway-controller')),
    profile,
  },
  NoDefault: {
    facts: ingressFacts(...haproxyIngress(), ...nginxIngress()),
    profile,
  },
  SeveralDefaults: {
    facts: ingressFacts(
      ...haproxyIngress({ default: true }),
      ...nginxIngress({ default: true }),
    ),
    profile,
  },
  ControllerNotSeen: {
    facts: ingressFacts(ingressClass('edge', 'example.com/edge')),
    profile,
  },
  ControllerNotReady: {
    facts: ingressFacts(...haproxyIngress({ ready: 0 })),
    profile,
  },
  Absent: { facts: ingressFacts(), profile },
};
