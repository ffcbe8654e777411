import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { withoutTokens } from '@runai-portal/backstage-plugin-runai-node';

type AuditedRequest = NonNullable<AuditorServiceCreateEventOptions['request']>;

/**
 * A request as the auditor may write it down: without its query, which holds whatever a caller put there.
 *
 * @remarks Backstage's auditor logs `originalUrl` as it came. The request itself stays as it is.
 */
export function loggedRequest(request: AuditedRequest): AuditedRequest {
  const { originalUrl } = request;
  const url = withoutTokens(originalUrl.split('?', 1)[0]);
  return url === originalUrl
    ? request
    : Object.create(request, { originalUrl: { value: url } });
}
