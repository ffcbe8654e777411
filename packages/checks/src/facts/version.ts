import {
  parseKubernetesVersion,
  type KubernetesVersion,
} from '@runai-portal/kube';
import type { Fact } from '../declarations';
import { defineFact, nonResource } from './request';
import { fieldsAt, text } from './untrusted';

/** What `GET /version` tells; empty where the server leaves a field out. */
export interface VersionFact {
  /** As written, vendor suffix and all, e.g. `v1.20.4-eks-6b7464`. */
  readonly gitVersion: string;
  readonly platform: string;
}

/** The API server's version. */
export const versionFact: Fact<VersionFact> = defineFact({
  id: 'version',
  title: 'Version of the API server',
  requests: { version: nonResource('/version') },
  ttlSeconds: 60,
  collect: async ({ ask }) => {
    const told = fieldsAt((await ask.version()).value);
    return {
      gitVersion: text(told.gitVersion, 128) ?? '',
      platform: text(told.platform, 128) ?? '',
    };
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
