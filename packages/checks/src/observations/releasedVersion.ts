import {
  parseKubernetesVersion,
  type KubernetesVersion,
} from '@runai-portal/kube';

/**
 * The version that an API server or a kubelet calls itself; undefined where that was never released.
 *
 * @remarks A build without a stamp calls itself `v0.0.0-master+$Format:%H$`, or has the number of Kubernetes' libraries: 0.21 is
 * 1.21 there, and too old for nobody.
 */
export function releasedVersion(text: string): KubernetesVersion | undefined {
  const version = parseKubernetesVersion(text);
  return version && version.major > 0 ? version : undefined;
}
