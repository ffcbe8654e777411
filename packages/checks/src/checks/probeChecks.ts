import type { CheckCategory } from '@runai-portal/backstage-plugin-runai-common';
import { defineCheck, type Check } from '../declarations';

/** By id, of which the first part is the category. */
const PROBES: Readonly<
  Record<
    `${CheckCategory}.${string}`,
    Pick<Check, 'title' | 'requirements' | 'description'>
  >
> = {
  'network.egress': {
    title: 'Every node reaches the endpoints',
    requirements: ['B15', 'B16', 'B17', 'B18', 'B19', 'B20', 'B21', 'B22'],
    description:
      'Every node connects to each endpoint of the profile that the install mode asks for.',
  },
  'network.egress-companions': {
    title: 'Every node reaches what pulls are redirected to',
    requirements: ['B18', 'B19'],
    description:
      'Registries send pulls to other hosts, which a firewall that opens the published list alone does not know.',
  },
  'network.tls-intercept': {
    title: 'TLS to the endpoints is not intercepted',
    requirements: ['B16'],
    description:
      'The certificates that nodes see are those of the endpoints, or a trust bundle is given.',
  },
  'network.dns': {
    title: 'Names resolve inside the cluster',
    requirements: [],
    description:
      'Pods on every node resolve names of the cluster and of the endpoints.',
  },
  'network.node-to-node': {
    title: 'Every node reaches the others',
    requirements: [],
    description: 'Pods on different nodes connect to each other.',
  },
  'registry.pull': {
    title: 'Every node pulls images',
    requirements: ['B12', 'B18', 'B19'],
    description: 'Every node pulls an image from each registry of the profile.',
  },
  'registry.endpoint': {
    title: 'Every node reaches the registry',
    requirements: ['B12'],
    description:
      'Every node gets an answer from the registry that the images come from.',
  },
  'storage.rwx-probe': {
    title: 'A shared volume is seen from two nodes',
    requirements: ['B10', 'B11'],
    description:
      'What a pod on one node writes to a shared volume, a pod on another node reads.',
  },
};

/**
 * The checks that need probes inside the cluster. A passive run does not run them: they stay `skipped`, so that the verdict
 * never says `ready` of what nobody looked at; a person may attest them. How much each weighs stands in the profile.
 */
export const PROBE_CHECKS: readonly Check[] = Object.entries(PROBES).map(
  ([id, probe]) =>
    defineCheck({
      id,
      ...probe,
      category: id.split('.', 1)[0] as CheckCategory,
      severity: 'recommended',
      uses: {},
      active: true,
      attestable: true,
      outcomes: {
        NotRun: {
          status: 'skipped',
          says: 'Not run. It needs probes inside the cluster; where it is known to hold, it can be attested.',
        },
      },
      evaluate: () => ({ outcome: 'NotRun' }),
    }),
);
