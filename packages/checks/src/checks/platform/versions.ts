import { compareVersions, type KubernetesVersion } from '@runai-portal/kube';
import type { Outcomes, Remedy } from '../../declarations';
import { firstOf } from '../../engine/findings';
import { known, type Profile } from '../../profiles';
import { distributionTable } from '../../profiles/tables';

/** How a version stands to what a profile asks for; one that cannot be read stands nowhere. */
export function standingOf(
  version: KubernetesVersion | undefined,
  needs: Profile['kubernetes' | 'openshift'],
) {
  if (!version) {
    return 'SchemaUnexpected';
  }
  const { minimum, recommended, maxTested } = known(needs) ?? {};
  const minor = { ...version, patch: 0 };
  return firstOf(
    [minimum && compareVersions(version, minimum) < 0, 'BelowMinimum'],
    [
      recommended && compareVersions(version, recommended) < 0,
      'BelowRecommended',
    ],
    [maxTested && compareVersions(minor, maxTested) > 0, 'AboveTested'],
    [!minimum, 'NotInProfile'],
    'Supported',
  );
}

/** What sentences name of it; with what completes them where the profile does not know it. */
export function rangeValues(
  product: string,
  { id: profile, ...sections }: Profile,
  section: 'kubernetes' | 'openshift',
) {
  const { minimum, recommended, maxTested } = known(sections[section]) ?? {};
  return {
    profile,
    minimum,
    recommended,
    maxTested,
    what: maxTested
      ? `which is the oldest version of ${product} that it supports`
      : `which versions of ${product} it supports`,
  };
}

/**
 * What is said of a version that can be read, by its standing.
 *
 * @param rest - what each sentence ends with
 */
export function versionOutcomes(
  product: string,
  rest: string,
  upgrade: Remedy,
) {
  return {
    Supported: {
      status: 'pass',
      says: `${product} {version} is supported${rest}`,
    },
    BelowMinimum: {
      status: 'fail',
      says: `${product} {version} is older than {minimum}, which is required${rest}`,
      remedy: upgrade,
    },
    BelowRecommended: {
      status: 'warn',
      says: `${product} {version} is supported, {recommended} is recommended${rest}`,
      remedy: upgrade,
    },
    AboveTested: {
      status: 'warn',
      says: `${product} {version} is newer than {maxTested}, the newest that was tested${rest}`,
      remedy: {
        owner: 'vendor',
        text: `Ask the vendor whether this version of Run:ai runs on ${product} {version}, or install a newer one.`,
      },
    },
  } as const satisfies Outcomes;
}

const UPGRADING = ['upgradingCluster'];

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
