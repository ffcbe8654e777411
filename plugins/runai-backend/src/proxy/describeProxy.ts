import type { ProxyState as ProxyView } from '@runai-portal/backstage-plugin-runai-common';
import type { RegisteredCluster } from '../clusters/RegisteredCluster';
import { allowListOf } from './proxiedCluster';
import { proxyState } from './proxyState';

/** Whether a cluster may be read through the portal, and what of it: for the pages, which offer nothing else. */
export function describeProxy(
  cluster: RegisteredCluster,
  decides: boolean,
): ProxyView {
  const state = proxyState(cluster.settings, decides);
  return {
    ...state,
    resources: state.enabled ? allowListOf(cluster).listable : [],
  };
}
