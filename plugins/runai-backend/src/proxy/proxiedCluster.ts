import type { KubeRelay } from '@runai-portal/kube';
import type {
  ClusterRegistry,
  RegisteredCluster,
} from '../clusters/RegisteredCluster';
import { AllowList } from './AllowList';
import type { ConcurrencyMaximum } from './ConcurrencyLimits';
import { ProxyRefusal } from './ProxyRefusal';
import { proxyState } from './proxyState';

const REQUESTS_PER_USER = 40;
const REQUESTS_PER_CLUSTER = 64;

/** A cluster that may be read through the portal. */
export interface ProxiedCluster {
  name: string;
  relay: KubeRelay;
  allowed: AllowList;
  maximum: ConcurrencyMaximum;
}

/** Made once for what stays the same object while nothing of the cluster changes. */
const allowLists = new WeakMap<RegisteredCluster, AllowList>();

/** @throws ProxyRefusal where the proxy is off, or this replica cannot connect to the cluster */
export function proxiedCluster(
  registry: ClusterRegistry,
  name: string,
  decides: boolean,
): ProxiedCluster {
  const registered = registry.find(name);
  if (!registered) {
    throw new ProxyRefusal(
      'DeclaredElsewhere',
      `'${name}' is declared by another replica of the portal: ask again.`,
      { retryAfter: 1 },
    );
  }
  const { settings, state } = registered;
  const { enabled, reason } = proxyState(settings, decides);
  if (!enabled) {
    throw new ProxyRefusal('ProxyOff', reason ?? 'The proxy is off.');
  }
  if (!state.ok) {
    throw new ProxyRefusal(
      'Misconfigured',
      `'${name}' cannot be connected to: ${state.message}`,
    );
  }
  return {
    name,
    relay: state.connect().relay,
    allowed: allowListOf(registered),
    maximum: {
      perUser: settings.kubernetesProxy?.requestsPerUser ?? REQUESTS_PER_USER,
      perCluster:
        settings.kubernetesProxy?.requestsPerCluster ?? REQUESTS_PER_CLUSTER,
    },
  };
}

/** What may be read of a cluster, by its settings. */
export function allowListOf(cluster: RegisteredCluster): AllowList {
  const known = allowLists.get(cluster);
  if (known) {
    return known;
  }
  const list = AllowList.create(cluster.settings.kubernetesProxy);
  allowLists.set(cluster, list);
  return list;
}
