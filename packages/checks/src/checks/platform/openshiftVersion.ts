import {
  compareVersions,
  parseKubernetesVersion,
  type KubernetesVersion,
} from '@runai-portal/kube';
import type {
  Evidence,
  Remediation,
} from '@runai-portal/backstage-plugin-runai-common';
import { legacyCheck, type LegacyFinding } from '../../declarations';
import { apiGroupsFact } from '../../facts/request/apiGroups';
import { conditionOf } from '../../facts/conditions';
import {
  openshiftVersionFact,
  type OpenShiftVersionFact,
} from '../../facts/openshiftVersion';
import type { Profile } from '../../profiles';
import { isOpenShift, isOpenShift3 } from '../../observations/openshift';
import { askVendor } from './askVendor';

const REASONS = [
  'Supported',
  'BelowMinimum',
  'OpenShift3',
  'AboveTested',
  'BelowRecommended',
  'UpdateInProgress',
  'UpdateFailing',
] as const;
type Said = LegacyFinding<(typeof REASONS)[number]>;

const DOCS = 'https://docs.openshift.com/container-platform/latest';

/** Seed B2: "If you are using RedHat OpenShift. The minimal version is OpenShift 4.3". */
export const openshiftVersion = legacyCheck({
  id: 'platform.openshift-version',
  title: 'The OpenShift version is supported',
  category: 'platform',
  requirements: ['B2'],
  description:
    'OpenShift must have the minimum version of the profile. What counts is the version that was installed completely: an update that is under way does not.',
  scope: 'cluster',
  severity: 'required',
  waivable: false,
  facts: { apiGroups: apiGroupsFact, openshift: openshiftVersionFact },
  reasons: REASONS,
  notApplicable: ({ facts }) =>
    isOpenShift(facts.apiGroups)
      ? undefined
      : { message: 'This is not OpenShift' },
  evaluate: ({ facts, profile }) => {
    const { minimum, maxTested } = profile.openshift;
    const expected = `at least ${minimum}${
      maxTested ? `, tested up to ${maxTested}` : ''
    }`;
    if (isOpenShift3(facts.apiGroups)) {
      return { ...openshift3(minimum), expected };
    }
    const installed = readVersion(facts.openshift);
    const { completed } = installed;
    const base = { evidence: evidenceOf(facts.openshift), expected };
    const version = completed ? parseKubernetesVersion(completed) : undefined;
    if (!version) {
      return {
        ...base,
        status: 'unknown',
        reason: 'SchemaUnexpected',
        message: completed
          ? `The version of OpenShift cannot be read. It is written as "${completed}"`
          : 'The version of OpenShift cannot be read. Neither ClusterVersion nor the operator of the API server tells a version that was installed completely',
      };
    }
    return {
      ...base,
      actual: completed,
      ...judgeVersion(version, installed, profile),
    };
  },
});

/** What is installed completely, what is being installed over it, and what fails. */
export interface InstalledVersion {
  readonly completed?: string;
  readonly target?: string;
  readonly failing?: string;
}

/** Reads ClusterVersion: its history has the newest entry first. */
export function readVersion(fact: OpenShiftVersionFact): InstalledVersion {
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

function judgeVersion(
  version: KubernetesVersion,
  { completed, target, failing }: InstalledVersion,
  { openshift: { minimum, recommended, maxTested } }: Profile,
): Said {
  const underWay = target ? `; upgrade to ${target} in progress` : '';
  if (compareVersions(version, minimum) < 0) {
    return {
      status: 'fail',
      reason: 'BelowMinimum',
      message: `OpenShift ${completed} is older than ${minimum}, which is required${underWay}`,
      remediation: update(
        'Update the cluster, along the path that its channel offers.',
      ),
    };
  }
  if (failing) {
    return {
      status: 'warn',
      reason: 'UpdateFailing',
      message: `OpenShift ${completed} is supported, but its update fails${underWay}. The cluster version operator says: ${failing}`,
      remediation: update(
        'Repair what the cluster version operator names before Run:ai is installed.',
        'oc get clusteroperators',
      ),
    };
  }
  if (target) {
    return {
      status: 'warn',
      reason: 'UpdateInProgress',
      message: `OpenShift ${completed} is supported${underWay}`,
      remediation: update(
        'Wait for the update to be complete before Run:ai is installed.',
      ),
    };
  }
  if (recommended && compareVersions(version, recommended) < 0) {
    return {
      status: 'warn',
      reason: 'BelowRecommended',
      message: `OpenShift ${completed} is supported, ${recommended} is recommended`,
      remediation: update(
        'Update the cluster, along the path that its channel offers.',
      ),
    };
  }
  if (maxTested && compareVersions({ ...version, patch: 0 }, maxTested) > 0) {
    return {
      status: 'warn',
      reason: 'AboveTested',
      message: `OpenShift ${completed} is newer than ${maxTested}, the newest that was tested`,
      remediation: askVendor(`OpenShift ${completed}`),
    };
  }
  return {
    status: 'pass',
    reason: 'Supported',
    message: `OpenShift ${completed} is supported`,
  };
}

function openshift3(minimum: string): Said {
  return {
    status: 'fail',
    reason: 'OpenShift3',
    message: `This is OpenShift 3, ${minimum} is required. It has apps.openshift.io and no ClusterVersion`,
    evidence: [
      { what: 'GET /apis', key: 'apps.openshift.io', value: 'served' },
      { what: 'GET /apis', key: 'config.openshift.io', value: 'absent' },
    ],
    actual: '3.x',
    remediation: {
      owner: 'cluster-admin',
      text: `There is no update from OpenShift 3 to 4: install a new cluster of ${minimum} or later and migrate to it.`,
      commands: [],
      docs: [
        {
          title: 'Migrating from version 3 to 4',
          url: `${DOCS}/migrating_from_ocp_3_to_4/about-migrating-from-3-to-4.html`,
        },
      ],
    },
  };
}

function update(text: string, ...more: string[]): Remediation {
  return {
    owner: 'cluster-admin',
    text,
    commands: ['oc get clusterversion version', ...more, 'oc adm upgrade'],
    docs: [{ title: 'Updating clusters', url: `${DOCS}/updating/index.html` }],
  };
}

function evidenceOf({
  clusterVersion,
  apiserverOperatorVersion,
}: OpenShiftVersionFact): Omit<Evidence, 'observedAt'>[] {
  const what = 'clusterversion/version';
  const operator = {
    what: 'clusteroperator/openshift-apiserver',
    key: 'status.versions',
    value: apiserverOperatorVersion ?? 'absent',
  };
  if (!clusterVersion) {
    return [{ what, value: 'absent' }, operator];
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
            value: [failing.status, failing.message].filter(Boolean).join(': '),
          },
        ]
      : []),
    ...(apiserverOperatorVersion ? [operator] : []),
  ];
}
