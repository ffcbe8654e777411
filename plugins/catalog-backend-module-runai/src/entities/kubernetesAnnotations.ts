import {
  KUBERNETES_ANNOTATIONS,
  type SourceCluster,
} from '@runai-portal/backstage-plugin-runai-common';
import type { KubernetesAuth } from '../config/readModuleConfig';

/** Of sources whose clusters the Kubernetes plugin has already: it would list them twice. */
const KNOWN_TO_PLUGIN = 'kubernetes';

/** For show: it asks for the token of whoever looks, and the portal sends none of its own. */
const DEMO_AUTH: KubernetesAuth = { provider: 'google' };

/** Of the authority as base64, in characters; catalogs and their readers keep it in memory. */
const LONGEST_AUTHORITY = 64 * 1024;

/** How the portal's Kubernetes plugin reaches a cluster: all three annotations that it asks for, or none. */
export function kubernetesAnnotations(
  { apiServer, otherSources = [] }: SourceCluster,
  { type, auth }: { type: string; auth?: KubernetesAuth },
): Record<string, string> {
  const how = auth ?? (type === 'demo' ? DEMO_AUTH : undefined);
  const sources = [type, ...otherSources.map(({ source }) => source)];
  if (!how || !apiServer || sources.includes(KNOWN_TO_PLUGIN)) {
    return {};
  }
  const authority = Buffer.from(apiServer.caData).toString('base64');
  return authority.length > LONGEST_AUTHORITY
    ? {}
    : {
        [KUBERNETES_ANNOTATIONS.apiServer]: apiServer.server,
        [KUBERNETES_ANNOTATIONS.authority]: authority,
        [KUBERNETES_ANNOTATIONS.authProvider]: how.provider,
        ...(how.oidcTokenProvider && {
          [KUBERNETES_ANNOTATIONS.oidcTokenProvider]: how.oidcTokenProvider,
        }),
      };
}
