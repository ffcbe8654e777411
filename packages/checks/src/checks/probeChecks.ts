import type { CheckCategory } from '@runai-portal/backstage-plugin-runai-common';
import { defineCheck, type Check } from '../declarations';

/**
 * The checks that need probes inside the cluster. A passive run does not run them: they stay `skipped`, so that the verdict
 * never says `ready` of what nobody looked at; a person may attest them. How much each weighs stands in the profile.
 */
export const PROBE_CHECKS: readonly Check[] = [
  probe(
    'network.egress',
    'network',
    'Every node reaches the endpoints',
    ['B15', 'B16', 'B17', 'B18', 'B19', 'B20', 'B21', 'B22'],
    {
      description:
        'Every node connects to each endpoint of the profile that the install mode asks for.',
    },
  ),
  probe(
    'network.egress-companions',
    'network',
    'Every node reaches what pulls are redirected to',
    ['B18', 'B19'],
    {
      description:
        'Registries send pulls to other hosts, which a firewall that opens the published list alone does not know.',
    },
  ),
  probe(
    'network.tls-intercept',
    'network',
    'TLS to the endpoints is not intercepted',
    ['B16'],
    {
      description:
        'The certificates that nodes see are those of the endpoints, or a trust bundle is given.',
    },
  ),
  probe('network.dns', 'network', 'Names resolve inside the cluster', [], {
    description:
      'Pods on every node resolve names of the cluster and of the endpoints.',
  }),
  probe(
    'network.node-to-node',
    'network',
    'Every node reaches the others',
    [],
    {
      description: 'Pods on different nodes connect to each other.',
    },
  ),
  probe(
    'registry.pull',
    'registry',
    'Every node pulls images',
    ['B12', 'B18', 'B19'],
    {
      description:
        'Every node pulls an image from each registry of the profile.',
    },
  ),
  probe(
    'registry.endpoint',
    'registry',
    'Every node reaches the registry',
    ['B12'],
    {
      description:
        'Every node gets an answer from the registry that the images come from.',
    },
  ),
  probe(
    'storage.rwx-probe',
    'storage',
    'A shared volume is seen from two nodes',
    ['B10', 'B11'],
    {
      description:
        'What a pod on one node writes to a shared volume, a pod on another node reads.',
    },
  ),
];

function probe(
  id: string,
  category: CheckCategory,
  title: string,
  requirements: readonly string[],
  { description }: { description: string },
): Check {
  return defineCheck({
    id,
    title,
    category,
    requirements,
    description,
    scope: 'cluster',
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
  });
}
