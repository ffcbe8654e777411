import {
  clusterVersion,
  crd,
  gatewayApi,
  type PolicyRule,
  type RequestRecord,
} from '@runai-portal/simulator';
import { guard, imagePolicies } from './faults/security';
import { FaultyCluster } from './FaultyCluster';
import type { HealthyShape } from './HealthyShape';
import { HEALTHY } from './healthy';
import { aks } from './healthy/clouds';
import { kubeadm } from './healthy/kubeadm';
import { openshift418, openshift46 } from './healthy/openshift';
import { NODE_POOLS } from '../testing/nodePools';
import { GRANTED, judgeShape, startShape } from './judgeShape';
import { requestedPermissions } from './requestedPermissions';

jest.setTimeout(120_000);

const SELF_REVIEW = 'create authentication.k8s.io/selfsubjectreviews';

/** What is asked only where something is under way or wrong, or where a later release brings it, and a cluster of which it is asked. */
const BESIDES: readonly {
  shape: HealthyShape;
  inject?: (cluster: FaultyCluster) => void;
}[] = [
  // What connections inside the cluster are, where a proxy is declared.
  ...[kubeadm, openshift418].map(shape => ({
    shape: {
      ...shape,
      settings: {
        ...shape.settings,
        proxy: { httpsProxy: 'http://proxy.example.com:3128' },
      },
    },
  })),
  {
    // Its operators tell the version while the first update is not through.
    shape: openshift46,
    inject: cluster =>
      cluster.put(
        clusterVersion({
          version: '4.6.8',
          history: [{ version: '4.6.8', state: 'Partial' }],
        }),
      ),
  },
  {
    // Its claims tell why it does not start.
    shape: kubeadm,
    inject: cluster =>
      cluster.patch(kubeadm.parts.prometheus, {
        status: { readyReplicas: null },
      }),
  },
  {
    // Who stands behind a webhook that must answer.
    shape: aks,
    inject: cluster => cluster.put(...guard()),
  },
  {
    // What Kyverno and Gatekeeper let images come from, where they are.
    shape: aks,
    inject: cluster => cluster.put(...imagePolicies('nvcr.io')),
  },
  {
    // The Gateway API, where it is served.
    shape: aks,
    inject: cluster =>
      cluster.put(
        ...gatewayApi('envoy', 'gateway.envoyproxy.io/gatewayclass-controller'),
      ),
  },
  {
    // GPU Operator 26.7 brings it.
    shape: aks,
    inject: cluster =>
      cluster.put(
        crd('gpuclusters.nvidia.com', {
          kind: 'GPUCluster',
          scope: 'Cluster',
          versions: ['v1alpha1'],
        }),
      ),
  },
  {
    // From these nodes come where somebody has installed what makes them.
    shape: aks,
    inject: cluster => cluster.put(...NODE_POOLS),
  },
];

/** Requests of one run and one snapshot on each healthy shape, with the account of the manifest. */
async function recordedRequests(): Promise<RequestRecord[]> {
  const requests: RequestRecord[] = [];
  const all: typeof BESIDES = [
    ...HEALTHY.map(shape => ({ shape })),
    ...BESIDES,
  ];
  for (const { shape, inject } of all) {
    const running = await startShape(shape.declare());
    try {
      inject?.(new FaultyCluster(running));
      await judgeShape(shape, running, { withSnapshot: true });
      requests.push(...running.requests);
    } finally {
      await running.close();
    }
  }
  return requests;
}

/** Each verb on each resource, each name of its own: `list apps/deployments`. */
function grantedBy(rule: PolicyRule, namespace: string | undefined): string[] {
  const { apiGroups = [], resources = [], resourceNames, verbs } = rule;
  const where = namespace ? `${namespace}/` : '';
  const names = resourceNames?.map(name => ` ${where}${name}`) ?? [''];
  return apiGroups.flatMap(group =>
    resources.flatMap(resource =>
      verbs.flatMap(verb =>
        names.map(name => `${verb} ${group}/${resource}${name}`),
      ),
    ),
  );
}

it('is what runs over all healthy shapes ask for: nothing missing, nothing spare', async () => {
  const requests = await recordedRequests();
  const refused = requests
    .filter(({ status }) => status === 403)
    .flatMap(requestedPermissions)
    // Servers that have no such review yet refuse it, to everybody.
    .filter(asked => asked !== SELF_REVIEW);
  expect([...new Set(refused)]).toEqual([]);

  const asked = new Set(requests.flatMap(requestedPermissions));
  const granted = GRANTED.flatMap(({ metadata, rules = [] }) =>
    rules.flatMap(rule => grantedBy(rule, metadata.namespace)),
  );
  expect(granted.filter(permission => !asked.has(permission))).toEqual([]);
});
