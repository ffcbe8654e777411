import { defineCheck, type ValueOf } from '../../declarations';
import { evidenceOf, firstOf, type EvidenceRow } from '../../engine/findings';
import { clusterNetworksFact } from '../../observations/followUps/clusterNetworks';
import {
  proxiesObservation,
  type NamedProxy,
} from '../../observations/proxies';
import type { ClusterSettings } from '../../settings';
import { someNames } from '../../words';
import { entriesOf, exempts } from './noProxy';

/** Names of Services end so. */
const SERVICES = '.svc';

/** Seed B16: where outbound connections go through a proxy, what is inside must not. */
export const proxy = defineCheck({
  id: 'network.proxy',
  title: 'The proxy lets connections inside the cluster alone',
  category: 'network',
  requirements: ['B16'],
  description:
    'Where outbound connections go through a proxy, NO_PROXY must except what is inside: Services, the networks of pods and services, the API server, and a control plane of your own. Looks at the proxy that is declared, at the one that OpenShift hands out, and at the environment of workloads of the platform, of the GPU Operator and of Run:ai.',
  severity: 'recommended',
  verify: {
    text: 'Compare NO_PROXY with the networks of the cluster.',
    commands: [
      "kubectl get deployments,daemonsets --all-namespaces --output yaml | grep -i -A1 'name: no_proxy'",
      'kubectl -n kube-system get configmap kubeadm-config -o yaml',
      'kubectl -n default get service kubernetes',
    ],
    where: {
      openshift: {
        commands: [
          'oc get proxy cluster -o yaml',
          'oc get network cluster -o yaml',
        ],
      },
    },
  },
  uses: { proxies: proxiesObservation, networks: clusterNetworksFact },
  expected: 'NO_PROXY has {wanted}',
  outcomes: {
    Complete: {
      status: 'pass',
      says: 'What is inside the cluster is not sent to the proxy. NO_PROXY of {names} has {wanted}',
      actual: '{noProxy}',
    },
    Incomplete: {
      status: 'warn',
      says: 'Connections inside the cluster are sent to the proxy. NO_PROXY of {by} lacks {missing}',
      actual: '[{noProxy}|no NO_PROXY]',
      remedy: {
        text: 'Set NO_PROXY where {by} has it, and wherever the proxy is set besides (container runtime, kubelet, installer), to exactly: {complete}',
        where: {
          openshift: {
            text: 'Add to spec.noProxy of the Proxy `cluster`, which OpenShift completes with its own networks; NO_PROXY then is: {complete}',
            commands: ['oc edit proxy cluster'],
          },
        },
      },
    },
    NetworksNotTold: {
      status: 'unknown',
      because: 'notRun',
      says: 'Whether NO_PROXY has the networks of pods and services cannot be told. The cluster does not tell which they are; NO_PROXY of {names} has {wanted}',
      remedy: {
        text: 'Look up the networks of pods and services where the cluster was made, and see that NO_PROXY has them besides: {complete}',
        commands: [
          'kubectl get nodes -o jsonpath={.items[*].spec.podCIDR}',
          'kubectl -n default get service kubernetes',
        ],
      },
    },
    NotAllSeen: {
      status: 'unknown',
      because: 'notRun',
      says: 'Whether the cluster goes out through a proxy cannot be told. None is declared, and not everything that would name one could be read',
      remedy: {
        owner: 'portal-admin',
        text: 'Declare the proxy in the settings of the cluster, or let the account list workloads and, on OpenShift, get the Proxy `cluster`.',
        docs: ['rbac'],
      },
    },
    NoProxy: {
      status: 'notApplicable',
      says: 'No proxy is declared, and none was found',
    },
  },
  evaluate: ({ proxies: { found: proxies, complete }, networks, settings }) => {
    const wanted = wantedIn(networks, settings);
    const lacking = proxies
      .map(one => ({
        one,
        missing: wanted.filter(entry => !exempts(one.noProxy ?? '', entry)),
      }))
      .find(({ missing }) => missing.length > 0);
    const told = lacking?.one ?? proxies.at(0);
    return {
      outcome: firstOf(
        [proxies.length === 0 && !complete, 'NotAllSeen'],
        [proxies.length === 0, 'NoProxy'],
        [lacking, 'Incomplete'],
        // An address of each network is enough to tell that both are excepted.
        [
          Math.max(networks.networks.length, networks.addresses.length) < 2,
          'NetworksNotTold',
        ],
        'Complete',
      ),
      values: {
        by: told?.by,
        names: someNames(
          proxies.map(({ by }) => by),
          2,
        ),
        noProxy: told?.noProxy,
        wanted: wanted.join(', '),
        missing: lacking && someNames(lacking.missing, 6),
        complete: [
          ...entriesOf(told?.noProxy),
          ...(lacking?.missing ?? []),
        ].join(','),
      },
      evidence: evidenceOf(proxies.slice(0, 8).flatMap(rowsOf)),
    };
  },
});

/** What must not go through the proxy. Of a network that is not told one address has to do, and stands for it. */
function wantedIn(
  { networks, addresses, apiHost }: ValueOf<typeof clusterNetworksFact>,
  { controlPlane, mode }: ClusterSettings,
): string[] {
  const untold = addresses.filter(
    address => !networks.some(network => exempts(network, address)),
  );
  // A control plane in the cloud is reached by the proxy.
  const isOwn = mode === 'fullyOnPrem' || mode === 'airGapped';
  const backend =
    isOwn && controlPlane ? [new URL(controlPlane.url).hostname] : [];
  return [
    SERVICES,
    ...networks,
    ...untold,
    ...(apiHost ? [apiHost] : []),
    ...backend,
  ];
}

function rowsOf({
  by,
  httpProxy,
  httpsProxy,
  noProxy,
}: NamedProxy): EvidenceRow[] {
  return [
    [by, 'HTTPS proxy', httpsProxy, 'declared'],
    [by, 'HTTP proxy', httpProxy, 'declared'],
    [by, 'NO_PROXY', noProxy ?? 'none', 'declared'],
  ];
}
