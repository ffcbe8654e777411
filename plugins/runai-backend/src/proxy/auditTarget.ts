import type { AuditTarget } from '@runai-portal/backstage-plugin-runai-common';
import type { ProxyTarget } from './ProxyTarget';

/** What was asked for, as the audit log keeps it: the parts alone, no query. */
export function auditTarget(target: ProxyTarget): AuditTarget {
  if (target.kind === 'path') {
    return { verb: 'get', path: target.path };
  }
  const { group, resource, namespace, name, subresource } = target.ref;
  return { verb: target.verb, group, resource, namespace, name, subresource };
}
