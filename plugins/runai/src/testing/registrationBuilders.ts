import type {
  ConnectionTest,
  Registration,
} from '@runai-portal/backstage-plugin-runai-common';
import { NOW } from './builders';

/** A portal that takes clusters from the catalog. */
export function aRegistration(
  changes: Partial<Registration> = {},
): Registration {
  return {
    takes: 'catalog',
    message: 'The API server must have a public address with https://.',
    simulated: [],
    manifest: 'apiVersion: v1\nkind: ServiceAccount\n',
    ...changes,
  };
}

/** A connection with which all is well. */
export function aConnectionTest(
  changes: Partial<ConnectionTest> = {},
): ConnectionTest {
  return {
    server: 'https://gpu-lab.example:6443',
    testedAt: NOW.toISOString(),
    durationMs: 120,
    reachable: {
      state: 'passed',
      message: 'gpu-lab.example:6443 answers as a Kubernetes API.',
    },
    credentials: { state: 'passed', message: 'The cluster accepts the token.' },
    permissions: {
      state: 'passed',
      message: 'The account may read everything that the checks need.',
    },
    granted: [],
    missing: [],
    notServed: [],
    platform: {
      distribution: 'native Kubernetes (kubeadm)',
      track: 'kubernetes',
      kubernetesVersion: 'v1.30.4',
    },
    ...changes,
  };
}
