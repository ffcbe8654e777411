import type {
  AccessPermission,
  AccessView,
  AuditEntry,
} from '@runai-portal/backstage-plugin-runai-common';
import { ago } from './builders';

/** A permission in the whole cluster that nothing rests on, of the group behind the dot: `deployments.apps`. */
export function aPermission(
  verb: AccessPermission['verb'],
  what: string,
  changes: Partial<AccessPermission> = {},
): AccessPermission {
  const [resource, ...group] = what.split('.');
  return {
    verb,
    resource,
    group: group.join('.'),
    checks: [],
    proxy: false,
    ...changes,
  };
}

/** An account that may do what is needed. */
export function anAccess(changes: Partial<AccessView> = {}): AccessView {
  return {
    observedAt: ago(20),
    account: { userName: 'system:serviceaccount:runai-portal:portal' },
    granted: [aPermission('list', 'deployments.apps', { proxy: true })],
    missing: [],
    notServed: [],
    manifest: 'apiVersion: v1\nkind: ServiceAccount\n',
    proxy: {
      url: 'https://portal.example.com/api/runai/clusters/rancher-ml/k8s',
    },
    ...changes,
  };
}

/** Somebody read something a moment ago. */
export function anAuditEntry(
  id: string,
  changes: Partial<AuditEntry> = {},
): AuditEntry {
  return {
    id,
    at: ago(30),
    cluster: 'rancher-ml',
    actor: 'user:default/vera',
    action: 'proxy',
    outcome: 'allowed',
    permissions: ['runai.cluster.proxy'],
    ...changes,
  };
}
