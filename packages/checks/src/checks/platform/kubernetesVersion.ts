import { compareVersions } from '@runai-portal/kube';
import { defineCheck } from '../../declarations';
import { apiGroupsFact } from '../../facts/request/apiGroups';
import { versionFact } from '../../facts/version';
import { releasedVersion } from '../../observations/releasedVersion';
import { isOpenShift } from '../../observations/openshift';
import { distributionObservation } from '../../observations/platform';
import { ASK_VENDOR, UPGRADE_KUBERNETES } from './remedies';

/** Seed B1: "requires Kubernetes 1.16 or above. Kubernetes 1.20 is recommended (as of April 2021)". */
export const kubernetesVersion = defineCheck({
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
  uses: { version: versionFact, apiGroups: apiGroupsFact },
  // Tells whose upgrade procedure applies.
  optional: { distribution: distributionObservation },
  expected:
    'at least {minimum}[, {recommended} or later recommended][, tested up to {maxTested}]',
  actual: '{version}',
  outcomes: {
    Supported: {
      status: 'pass',
      says: 'Kubernetes {version} is supported. The API server is {gitVersion}',
    },
    BelowMinimum: {
      status: 'fail',
      says: 'Kubernetes {version} is older than {minimum}, which is required. The API server is {gitVersion}',
      remedy: UPGRADE_KUBERNETES,
    },
    BelowRecommended: {
      status: 'warn',
      says: 'Kubernetes {version} is supported, {recommended} is recommended. The API server is {gitVersion}',
      remedy: UPGRADE_KUBERNETES,
    },
    AboveTested: {
      status: 'warn',
      says: 'Kubernetes {version} is newer than {maxTested}, the newest that was tested. The API server is {gitVersion}',
      remedy: ASK_VENDOR,
    },
    NotApplicable: {
      status: 'notApplicable',
      says: 'This is OpenShift. Its own version is judged in place of that of Kubernetes, by "The OpenShift version is supported"',
      expected: 'the version of OpenShift',
      actual: 'OpenShift',
    },
    SchemaUnexpected: {
      status: 'unknown',
      because: 'unreadable',
      says: 'The version of Kubernetes cannot be read. The API server [calls it "{gitVersion}", which is no version of Kubernetes that was ever released][{silent}]',
      actual: '[{gitVersion}][{silent}]',
      remedy: {
        owner: 'cluster-admin',
        text: 'Ask the API server itself, past every gateway. Where it really answers so, it is a build without a version: install one that has it.',
        commands: ['kubectl get --raw /version'],
      },
    },
  },
  evaluate: ({ version: { gitVersion }, apiGroups, profile }) => {
    if (isOpenShift(apiGroups)) {
      return { outcome: 'NotApplicable' };
    }
    const { minimum, recommended, maxTested } = profile.kubernetes;
    const version = releasedVersion(gitVersion);
    const evidence = [
      {
        what: 'GET /version',
        key: 'gitVersion',
        value: gitVersion || 'absent',
      },
    ];
    const bounds = { minimum, recommended, maxTested };
    if (!version) {
      const silent = gitVersion ? undefined : 'does not tell it';
      return {
        outcome: 'SchemaUnexpected',
        values: { ...bounds, gitVersion: gitVersion || undefined, silent },
        evidence,
      };
    }
    const minor = `${version.major}.${version.minor}`;
    const say = <Key extends string>(outcome: Key) => ({
      outcome,
      values: {
        ...bounds,
        version: minor,
        gitVersion,
        platform: `Kubernetes ${minor}`,
        wanted: recommended ?? minimum,
      },
      evidence,
    });
    if (compareVersions(version, minimum) < 0) {
      return say('BelowMinimum');
    }
    if (recommended && compareVersions(version, recommended) < 0) {
      return say('BelowRecommended');
    }
    return maxTested && compareVersions({ ...version, patch: 0 }, maxTested) > 0
      ? say('AboveTested')
      : say('Supported');
  },
});
