import { defineCheck } from '../../declarations';
import { evidenceOf } from '../../engine/findings';
import { apiGroupsFact } from '../../facts/request/apiGroups';
import { releasedVersion, versionFact } from '../../facts/version';
import { isOpenShift } from '../../observations/openshift';
import { distributionObservation } from '../../observations/distribution';
import {
  rangeValues,
  standingOf,
  UPGRADE_KUBERNETES,
  versionOutcomes,
} from './versions';

/** Seed B1: "requires Kubernetes 1.16 or above. Kubernetes 1.20 is recommended (as of April 2021)". */
export const kubernetesVersion = defineCheck({
  id: 'platform.kubernetes-version',
  title: 'The Kubernetes version is supported',
  category: 'platform',
  requirements: ['B1'],
  description:
    'The API server must have the minimum version of the profile, and better the recommended one. Suffixes of vendors do not count: v1.20.0-gke.100 is 1.20. On OpenShift its own version is judged instead.',
  verify: {
    text: 'The version of the server, not that of kubectl, must be within what the profile names.',
    commands: ['kubectl get --raw /version'],
  },
  waivable: false,
  uses: { version: versionFact, apiGroups: apiGroupsFact },
  // Tells whose upgrade procedure applies.
  optional: { distribution: distributionObservation },
  expected:
    '[at least {minimum}|not newer than {maxTested}][, {recommended} or later recommended][, tested up to {maxTested}]',
  actual: '{version}',
  outcomes: {
    ...versionOutcomes(
      'Kubernetes',
      '. The API server is {gitVersion}',
      UPGRADE_KUBERNETES,
    ),
    NotApplicable: {
      status: 'notApplicable',
      says: 'This is OpenShift. Its own version is judged in place of that of Kubernetes, by "The OpenShift version is supported"',
      expected: 'the version of OpenShift',
      actual: 'OpenShift',
    },
    SchemaUnexpected: {
      status: 'unknown',
      says: 'The version of Kubernetes cannot be read. The API server [calls it "{gitVersion}", which is no version of Kubernetes that was ever released|does not tell it]',
      actual: '[{gitVersion}|does not tell it]',
      remedy: {
        text: 'Ask the API server itself, past every gateway. Where it really answers so, it is a build without a version: install one that has it.',
        commands: ['kubectl get --raw /version'],
      },
    },
  },
  evaluate: ({ version: { gitVersion }, apiGroups, profile }) => {
    const version = releasedVersion(gitVersion);
    const minor = version && `${version.major}.${version.minor}`;
    const written = gitVersion || 'absent';
    const range = rangeValues('Kubernetes', profile, 'kubernetes');
    return {
      outcome: isOpenShift(apiGroups)
        ? 'NotApplicable'
        : standingOf(version, profile.kubernetes),
      values: {
        ...range,
        version: minor,
        seen: minor,
        gitVersion: gitVersion || undefined,
        wanted: range.recommended ?? range.minimum,
      },
      evidence: evidenceOf(['GET /version', 'gitVersion', written]),
    };
  },
});
