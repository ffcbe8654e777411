import { compareVersions, type KubernetesVersion } from '@runai-portal/kube';
import type { Remedy } from '../../declarations';
import { firstOf } from '../../engine/findings';
import type { Profile } from '../../profiles';
import { distributionTable } from '../../profiles/distributionTable';
import { documents } from '../../profiles/documents';

/** How a version stands to what a profile asks for; one that cannot be read stands nowhere. */
export function standingOf(
  version: KubernetesVersion | undefined,
  { minimum, recommended, maxTested }: Profile['kubernetes' | 'openshift'],
) {
  if (!version) {
    return 'SchemaUnexpected';
  }
  const minor = { ...version, patch: 0 };
  return firstOf(
    [
      [compareVersions(version, minimum) < 0, 'BelowMinimum'],
      [
        recommended && compareVersions(version, recommended) < 0,
        'BelowRecommended',
      ],
      [maxTested && compareVersions(minor, maxTested) > 0, 'AboveTested'],
    ],
    'Supported',
  );
}

/** Where something is newer than what a version of Run:ai was tested with. Names `platform`. */
export const ASK_VENDOR: Remedy = {
  owner: 'vendor',
  text: 'Ask the vendor whether this version of Run:ai runs on {platform}, or install a newer one.',
};

const UPGRADING = documents('upgradingCluster');

/** Names `version` and `wanted`; the documents of whoever makes the distribution come first. */
export const UPGRADE_KUBERNETES: Remedy = {
  text: "Upgrade from {version} to {wanted}, one minor version at a time, the control plane first and then the nodes; where a provider runs the cluster, by the provider's own procedure.",
  commands: ['kubectl get nodes -o wide', 'kubeadm upgrade plan'],
  docs: UPGRADING,
  // Read when somebody asks: most runs need no remedy.
  get where() {
    return Object.fromEntries(
      distributionTable().flatMap(({ id, docs }) =>
        docs ? [[id, { docs: [docs, ...UPGRADING] }]] : [],
      ),
    );
  },
};
