import {
  compareVersions,
  parseKubernetesVersion,
  type KubernetesVersion,
} from '@runai-portal/kube';
import { legacyCheck } from '../../declarations';
import { apiGroupsFact } from '../../facts/request/apiGroups';
import { versionFact } from '../../facts/version';
import { detectDistribution } from '../../observations/distribution';
import { isOpenShift } from '../../observations/openshift';
import { askVendor } from './askVendor';
import { openshiftVersion } from './openshiftVersion';

/** Seed B1: "requires Kubernetes 1.16 or above. Kubernetes 1.20 is recommended (as of April 2021)". */
export const kubernetesVersion = legacyCheck({
  id: 'platform.kubernetes-version',
  title: 'The Kubernetes version is supported',
  category: 'platform',
  requirements: ['B1'],
  description:
    'The API server must have the minimum version of the profile, and better the recommended one. Suffixes of vendors do not count: ' +
    'v1.20.0-gke.100 is 1.20. On OpenShift its own version is judged instead.',
  scope: 'cluster',
  severity: 'required',
  waivable: false,
  facts: { version: versionFact, apiGroups: apiGroupsFact },
  reasons: ['Supported', 'BelowMinimum', 'BelowRecommended', 'AboveTested'],
  notApplicable: ({ facts }) =>
    isOpenShift(facts.apiGroups)
      ? {
          message: `This is OpenShift. Its own version is judged in place of that of Kubernetes, by "${openshiftVersion.title}"`,
        }
      : undefined,
  evaluate: ({ facts, profile }) => {
    const { minimum, recommended, maxTested } = profile.kubernetes;
    const { gitVersion } = facts.version;
    const version = parseKubernetesVersion(gitVersion);
    const expected = [
      `at least ${minimum}`,
      recommended && `${recommended} or later recommended`,
      maxTested && `tested up to ${maxTested}`,
    ]
      .filter(Boolean)
      .join(', ');
    const evidence = [
      {
        what: 'GET /version',
        key: 'gitVersion',
        value: gitVersion || 'absent',
      },
    ];
    if (!version) {
      return {
        status: 'unknown',
        reason: 'SchemaUnexpected',
        message: `The version of Kubernetes cannot be read. The API server ${
          gitVersion
            ? `calls it "${gitVersion}", which is no Kubernetes version`
            : 'does not tell it'
        }`,
        evidence,
        expected,
      };
    }
    const minor = minorOf(version);
    const base = { evidence, expected, actual: minor };
    if (compareVersions(version, minimum) < 0) {
      return {
        ...base,
        status: 'fail',
        reason: 'BelowMinimum',
        message: `Kubernetes ${minor} is older than ${minimum}, which is required. The API server is ${gitVersion}`,
        remediation: upgrade(minor, recommended ?? minimum, upgradeDocs(facts)),
      };
    }
    if (recommended && compareVersions(version, recommended) < 0) {
      return {
        ...base,
        status: 'warn',
        reason: 'BelowRecommended',
        message: `Kubernetes ${minor} is supported, ${recommended} is recommended. The API server is ${gitVersion}`,
        remediation: upgrade(minor, recommended, upgradeDocs(facts)),
      };
    }
    if (maxTested && compareVersions({ ...version, patch: 0 }, maxTested) > 0) {
      return {
        ...base,
        status: 'warn',
        reason: 'AboveTested',
        message: `Kubernetes ${minor} is newer than ${maxTested}, the newest that was tested. The API server is ${gitVersion}`,
        remediation: askVendor(`Kubernetes ${minor}`),
      };
    }
    return {
      ...base,
      status: 'pass',
      reason: 'Supported',
      message: `Kubernetes ${minor} is supported. The API server is ${gitVersion}`,
    };
  },
});

function minorOf({ major, minor }: KubernetesVersion): string {
  return `${major}.${minor}`;
}

function upgrade(
  from: string,
  to: string,
  docs: { title: string; url: string }[],
) {
  return {
    owner: 'cluster-admin' as const,
    text: `Upgrade from ${from} to ${to}, one minor version at a time, the control plane first and then the nodes; where a provider runs the cluster, by the provider's own procedure.`,
    commands: ['kubectl get nodes -o wide', 'kubeadm upgrade plan'],
    docs,
  };
}

function upgradeDocs(
  facts: Parameters<typeof detectDistribution>[0],
): { title: string; url: string }[] {
  const { docs } = detectDistribution(facts);
  return [
    ...(docs ? [docs] : []),
    {
      title: 'Upgrading a cluster',
      url: 'https://kubernetes.io/docs/tasks/administer-cluster/cluster-upgrade/',
    },
  ];
}
