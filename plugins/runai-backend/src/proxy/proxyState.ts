import type { ClusterSettings } from '@runai-portal/checks';

/** Whether the proxy of a cluster is on. */
export interface ProxyState {
  enabled: boolean;
  /** Where it is off: one sentence that says what would turn it on. */
  reason?: string;
}

/**
 * Whether a cluster may be read through the portal, by its settings and the portal's.
 *
 * @param decides - the portal decides on permissions, or was told to do without
 */
export function proxyState(
  settings: Pick<ClusterSettings, 'kubernetesProxy'>,
  decides: boolean,
): ProxyState {
  if (!settings.kubernetesProxy?.enabled) {
    return {
      enabled: false,
      reason:
        'The proxy is off for this cluster: kubernetesProxy: {enabled: true} in its entry of runai.clusters turns it on.',
    };
  }
  return decides
    ? { enabled: true }
    : {
        enabled: false,
        reason:
          'The proxy is off, since the permission framework of the portal is off and everybody would be let through: permission.enabled: true turns both on.',
      };
}
