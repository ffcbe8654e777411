import {
  parseKubernetesVersion,
  type KubernetesVersion,
} from '@runai-portal/kube';
import { defineFact } from './request';
import { fieldsAt, text } from './untrusted';

/** The API server's version by `GET /version`. */
export const versionFact = defineFact({
  id: 'version',
  title: 'Version of the API server',
  requests: { version: { verb: 'path', path: '/version' } },
  ttlSeconds: 60,
  collect: async ({ ask }) => {
    const { gitVersion } = fieldsAt((await ask.version()).value);
    /** As written, vendor suffix and all, e.g. `v1.20.4-eks-6b7464`; empty where the server does not tell it. */
    return { gitVersion: text(gitVersion, 128) ?? '' };
  },
});

/**
 * The version that an API server or a kubelet calls itself; undefined where that was never released.
 *
 * @remarks A build without a stamp calls itself `v0.0.0-master+$Format:%H$`, or has the number of Kubernetes' libraries: 0.21 is
 * 1.21 there, and too old for nobody.
 */
export function releasedVersion(
  written: string,
): KubernetesVersion | undefined {
  const version = parseKubernetesVersion(written);
  return version && version.major > 0 ? version : undefined;
}
