import { deployment } from '@runai-portal/simulator';
import { workloadsFact } from '../../facts/workloads';
import { fact, facts, type OutcomeCases } from '../../testing';
import { groupsEntry, versionEntry } from '../../testing/platform';
import { namespacesEntry } from '../../testing/security';
import { workloadFacts } from '../../testing/workloads';
import type { psa } from './psa';

type Labels = Record<string, Record<string, string>>;

const having = (labels: Labels, version = 'v1.28.3') => ({
  facts: facts(
    versionEntry(version),
    groupsEntry('apps'),
    namespacesEntry({ 'kube-system': {}, ...labels }),
    fact(workloadsFact, []),
  ),
});

export const cases: OutcomeCases<typeof psa> = {
  Admitted: having({
    runai: { 'pod-security.kubernetes.io/enforce': 'privileged' },
    'gpu-operator': {},
  }),
  WouldBeRejected: having({
    runai: { 'pod-security.kubernetes.io/warn': 'restricted' },
  }),
  Rejected: having({
    runai: { 'pod-security.kubernetes.io/enforce': 'restricted' },
  }),
  Denied: {
    facts: facts(
      versionEntry('v1.28.3'),
      groupsEntry('apps'),
      namespacesEntry({ runai: {} }),
      fact(
        workloadsFact,
        workloadFacts(
          deployment('runai', 'runai-operator', {
            ready: 0,
            refused:
              'pods "runai-operator-5c9-x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
          }),
        ),
      ),
    ),
  },
  NotInEffect: having({ runai: {} }, 'v1.20.2'),
  NoNamespaces: having({}),
  SchemaUnexpected: having({ runai: {} }, 'garbage'),
};
