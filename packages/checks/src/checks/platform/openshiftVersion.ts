import { compareVersions, parseKubernetesVersion } from '@runai-portal/kube';
import type { Evidence } from '@runai-portal/backstage-plugin-runai-common';
import { defineCheck } from '../../declarations';
import { apiGroupsFact } from '../../facts/apiGroups';
import { conditionOf } from '../../facts/conditions';
import {
  openshiftVersionFact,
  type OpenShiftVersionFact,
} from '../../facts/openshiftVersion';
import { isOpenShift, isOpenShift3 } from '../../recognition/openshift';

/** Seed B2: "If you are using RedHat OpenShift. The minimal version is OpenShift 4.3". */
export const openshiftVersion = defineCheck({
  id: 'platform.openshift-version',
  title: 'OpenShift version',
  category: 'platform',
  requirements: ['B2'],
  description:
    'OpenShift must have the minimum version of the profile. What counts is the version that was installed completely: an update that ' +
    'is under way does not.',
  scope: 'cluster',
  severity: 'required',
  waivable: false,
  facts: { apiGroups: apiGroupsFact, openshift: openshiftVersionFact },
  reasons: [
    'Supported',
    'BelowMinimum',
    'OpenShift3',
    'AboveTested',
    'BelowRecommended',
    'UpdateInProgress',
    'UpdateFailing',
  ],
  notApplicable: ({ facts }) =>
    isOpenShift(facts.apiGroups)
      ? undefined
      : { message: 'This is not OpenShift' },
  evaluate: ({ facts, profile }) => {
    const { minimum, recommended, maxTested } = profile.openshift;
    const expected = `at least ${minimum}${
      maxTested ? `, tested up to ${maxTested}` : ''
    }`;
    if (isOpenShift3(facts.apiGroups)) {
      return {
        status: 'fail',
        reason: 'OpenShift3',
        message: `This is OpenShift 3 (it has apps.openshift.io and no ClusterVersion); ${minimum} is required`,
        evidence: [
          { what: 'GET /apis', key: 'apps.openshift.io', value: 'served' },
          { what: 'GET /apis', key: 'config.openshift.io', value: 'absent' },
        ],
        expected,
        actual: '3.x',
        remediation: {
          owner: 'cluster-admin',
          text: `There is no update from OpenShift 3 to 4: install a new cluster of ${minimum} or later and migrate to it.`,
          commands: [],
          docs: [
            {
              title: 'Migrating from version 3 to 4',
              url: 'https://docs.openshift.com/container-platform/latest/migrating_from_ocp_3_to_4/about-migrating-from-3-to-4.html',
            },
          ],
        },
      };
    }
    const { completed, target, failing } = readVersion(facts.openshift);
    const evidence = evidenceOf(facts.openshift);
    const version = completed && parseKubernetesVersion(completed);
    if (!version) {
      return {
        status: 'unknown',
        reason: 'SchemaUnexpected',
        message: completed
          ? `OpenShift names its version "${completed}", which is none`
          : 'Neither ClusterVersion nor the operator of the API server tells a version that was installed completely',
        evidence,
        expected,
      };
    }
    const base = { evidence, expected, actual: completed };
    const underWay = target ? `; upgrade to ${target} in progress` : '';
    const update = {
      owner: 'cluster-admin' as const,
      text: 'Update the cluster, along the path that its channel offers.',
      commands: ['oc get clusterversion version', 'oc adm upgrade'],
      docs: [
        {
          title: 'Updating clusters',
          url: 'https://docs.openshift.com/container-platform/latest/updating/index.html',
        },
      ],
    };
    if (compareVersions(version, minimum) < 0) {
      return {
        ...base,
        status: 'fail',
        reason: 'BelowMinimum',
        message: `OpenShift ${completed} is older than ${minimum}, which is required${underWay}`,
        remediation: update,
      };
    }
    if (failing) {
      return {
        ...base,
        status: 'warn',
        reason: 'UpdateFailing',
        message: `OpenShift ${completed} is supported, but the cluster version operator reports a failure: ${failing}${underWay}`,
        remediation: {
          ...update,
          text: 'Repair what the cluster version operator names before Run:ai is installed.',
          commands: [
            'oc get clusterversion version -o yaml',
            'oc get clusteroperators',
            'oc adm upgrade',
          ],
        },
      };
    }
    if (target) {
      return {
        ...base,
        status: 'warn',
        reason: 'UpdateInProgress',
        message: `OpenShift ${completed} is supported${underWay}`,
        remediation: {
          ...update,
          text: 'Wait for the update to be complete before Run:ai is installed.',
        },
      };
    }
    if (recommended && compareVersions(version, recommended) < 0) {
      return {
        ...base,
        status: 'warn',
        reason: 'BelowRecommended',
        message: `OpenShift ${completed} is supported; ${recommended} is recommended`,
        remediation: update,
      };
    }
    if (maxTested && compareVersions({ ...version, patch: 0 }, maxTested) > 0) {
      return {
        ...base,
        status: 'warn',
        reason: 'AboveTested',
        message: `OpenShift ${completed} is newer than ${maxTested}, the newest that was tested`,
        remediation: {
          owner: 'vendor',
          text: `Ask the vendor whether this version of Run:ai runs on OpenShift ${completed}, or install a newer one.`,
          commands: [],
          docs: [],
        },
      };
    }
    return {
      ...base,
      status: 'pass',
      reason: 'Supported',
      message: `OpenShift ${completed} is supported`,
    };
  },
});

/** What is installed completely, what is being installed over it, and what fails. */
export function readVersion(fact: OpenShiftVersionFact): {
  completed?: string;
  target?: string;
  failing?: string;
} {
  const history = fact.clusterVersion?.history ?? [];
  const completed = history.find(entry => entry.state === 'Completed')?.version;
  const newest = history[0];
  const failing = conditionOf(fact.clusterVersion?.conditions ?? [], 'Failing');
  return {
    completed: completed ?? fact.apiserverOperatorVersion,
    ...(newest && newest.state !== 'Completed' && { target: newest.version }),
    ...(failing?.status === 'True' && {
      failing: failing.message ?? failing.reason ?? 'Failing=True',
    }),
  };
}

function evidenceOf(
  fact: OpenShiftVersionFact,
): Omit<Evidence, 'observedAt'>[] {
  const what = 'clusterversion/version';
  const { clusterVersion, apiserverOperatorVersion } = fact;
  if (!clusterVersion) {
    return [
      { what, value: 'absent' },
      {
        what: 'clusteroperator/openshift-apiserver',
        key: 'status.versions',
        value: apiserverOperatorVersion ?? 'absent',
      },
    ];
  }
  const failing = conditionOf(clusterVersion.conditions, 'Failing');
  return [
    ...clusterVersion.history.slice(0, 3).map(({ version, state }, index) => ({
      what,
      key: `status.history[${index}]`,
      value: `${version} ${state}`,
    })),
    ...(clusterVersion.channel
      ? [{ what, key: 'spec.channel', value: clusterVersion.channel }]
      : []),
    ...(failing
      ? [
          {
            what,
            key: 'condition Failing',
            value: `${failing.status}${
              failing.message ? `: ${failing.message}` : ''
            }`,
          },
        ]
      : []),
    ...(apiserverOperatorVersion
      ? [
          {
            what: 'clusteroperator/openshift-apiserver',
            key: 'status.versions',
            value: apiserverOperatorVersion,
          },
        ]
      : []),
  ];
}
