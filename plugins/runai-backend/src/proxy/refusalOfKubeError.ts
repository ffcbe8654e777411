import type { KubeError, KubeErrorClass } from '@runai-portal/kube';
import { ProxyRefusal, type RefusalReason } from './ProxyRefusal';

const REASONS: Partial<Record<KubeErrorClass, RefusalReason>> = {
  credentials: 'UpstreamCredentials',
  dns: 'UpstreamUnreachable',
  refused: 'UpstreamUnreachable',
  unreachable: 'UpstreamUnreachable',
  tls: 'UpstreamUnreachable',
  timeout: 'UpstreamTimeout',
  tooLarge: 'UpstreamTooLarge',
};

/** Why a cluster did not answer, as kubectl prints it. */
export function refusalOfKubeError({
  errorClass,
  sentence,
}: KubeError): ProxyRefusal {
  return new ProxyRefusal(REASONS[errorClass] ?? 'UpstreamMalformed', sentence);
}
