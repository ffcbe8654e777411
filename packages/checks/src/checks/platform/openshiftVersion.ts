import { compareVersions, parseKubernetesVersion } from '@runai-portal/kube';
import { defineCheck, type EvidenceLine } from '../../declarations';
import { openshiftVersionFact } from '../../facts/openshiftVersion';
import { apiGroupsFact } from '../../facts/request/apiGroups';
import { isOpenShift, isOpenShift3 } from '../../observations/openshift';
import {
  openshiftUpdateObservation,
  type OpenShiftUpdateState,
} from '../../observations/openshiftUpdate';
import {
  ASK_VENDOR,
  MIGRATE_FROM_OPENSHIFT_3,
  UPDATE_OPENSHIFT,
} from './remedies';

const VERSION_3: readonly EvidenceLine[] = [
  { what: 'GET /apis', key: 'apps.openshift.io', value: 'served' },
  { what: 'GET /apis', key: 'config.openshift.io', value: 'absent' },
];

/** Seed B2: "If you are using RedHat OpenShift. The minimal version is OpenShift 4.3". */
export const openshiftVersion = defineCheck({
  id: 'platform.openshift-version',
  title: 'The OpenShift version is supported',
  category: 'platform',
  requirements: ['B2'],
  description:
    'OpenShift must have the minimum version of the profile. What counts is the version that runs: an update that is under way does not, one that was rolled back does.',
  scope: 'cluster',
  severity: 'required',
  waivable: false,
  uses: {
    apiGroups: apiGroupsFact,
    update: openshiftUpdateObservation,
    openshift: openshiftVersionFact,
  },
  expected: 'at least {minimum}[, tested up to {maxTested}]',
  actual: '{version}',
  outcomes: {
    Supported: { status: 'pass', says: 'OpenShift {version} is supported' },
    BelowMinimum: {
      status: 'fail',
      says: 'OpenShift {version} is older than {minimum}, which is required[; {direction} to {target} in progress]',
      remedy: {
        ...UPDATE_OPENSHIFT,
        text: 'Update the cluster, along the path that its channel offers.',
      },
    },
    OpenShift3: {
      status: 'fail',
      says: 'This is OpenShift 3, {minimum} is required. It has apps.openshift.io and no ClusterVersion',
      actual: '3.x',
      remedy: MIGRATE_FROM_OPENSHIFT_3,
    },
    UpdateFailing: {
      status: 'warn',
      says: 'OpenShift {version} is supported, but its update fails[; {direction} to {target} in progress]. The cluster version operator says: {failing}',
      remedy: {
        ...UPDATE_OPENSHIFT,
        text: 'Repair what the cluster version operator names before Run:ai is installed.',
        commands: [
          'oc get clusterversion version',
          'oc get clusteroperators',
          'oc adm upgrade',
        ],
      },
    },
    UpdateInProgress: {
      status: 'warn',
      says: 'OpenShift {version} is supported[; {direction} to {target} in progress]',
      remedy: {
        ...UPDATE_OPENSHIFT,
        text: 'Wait for the update to be complete before Run:ai is installed.',
      },
    },
    BelowRecommended: {
      status: 'warn',
      says: 'OpenShift {version} is supported, {recommended} is recommended',
      remedy: {
        ...UPDATE_OPENSHIFT,
        text: 'Update the cluster, along the path that its channel offers.',
      },
    },
    AboveTested: {
      status: 'warn',
      says: 'OpenShift {version} is newer than {maxTested}, the newest that was tested',
      remedy: ASK_VENDOR,
    },
    NotApplicable: {
      status: 'notApplicable',
      says: 'This is not OpenShift',
      actual: 'not OpenShift',
    },
    SchemaUnexpected: {
      status: 'unknown',
      because: 'unreadable',
      says: 'The version of OpenShift cannot be read. [It is written as "{written}"][{silent}]',
      actual: '[{written}][{absent}]',
      remedy: {
        ...UPDATE_OPENSHIFT,
        text: 'See what ClusterVersion and the operator of the API server tell of themselves.',
        commands: [
          'oc get clusterversion version -o yaml',
          'oc get clusteroperator openshift-apiserver -o yaml',
        ],
      },
    },
  },
  evaluate: ({ apiGroups, update, openshift, profile }) => {
    const { minimum, recommended, maxTested } = profile.openshift;
    const bounds = { minimum, recommended, maxTested };
    if (!isOpenShift(apiGroups)) {
      return { outcome: 'NotApplicable', values: bounds };
    }
    if (isOpenShift3(apiGroups)) {
      return { outcome: 'OpenShift3', values: bounds, evidence: VERSION_3 };
    }
    const evidence = evidenceOf(update, openshift.clusterVersion?.channel);
    const { running, target, direction, failing } = update;
    const version = running ? parseKubernetesVersion(running) : undefined;
    if (!version) {
      return {
        outcome: 'SchemaUnexpected',
        values: {
          ...bounds,
          written: running,
          ...(running === undefined && {
            silent:
              'Neither ClusterVersion nor the operator of the API server tells a version that was installed completely',
            absent: 'absent',
          }),
        },
        evidence,
      };
    }
    const say = <Key extends string>(outcome: Key) => ({
      outcome,
      values: {
        ...bounds,
        version: running,
        target,
        direction,
        failing,
        platform: `OpenShift ${running}`,
      },
      evidence,
    });
    if (compareVersions(version, minimum) < 0) {
      return say('BelowMinimum');
    }
    if (failing) {
      return say('UpdateFailing');
    }
    if (target) {
      return say('UpdateInProgress');
    }
    if (recommended && compareVersions(version, recommended) < 0) {
      return say('BelowRecommended');
    }
    return maxTested && compareVersions({ ...version, patch: 0 }, maxTested) > 0
      ? say('AboveTested')
      : say('Supported');
  },
});

function evidenceOf(
  { history, failing, operator }: OpenShiftUpdateState,
  channel: string | undefined,
): EvidenceLine[] {
  const what = 'clusterversion/version';
  const lines: EvidenceLine[] = history
    .slice(0, 3)
    .map(({ version, state }, index) => ({
      what,
      key: `status.history[${index}]`,
      value: `${version} ${state}`,
      how: 'reported',
    }));
  if (history.length === 0) {
    lines.push({ what, key: 'status.history', value: 'absent' });
  }
  if (channel) {
    lines.push({ what, key: 'spec.channel', value: channel });
  }
  if (failing) {
    lines.push({
      what,
      key: 'condition Failing',
      value: `True: ${failing}`,
      how: 'reported',
    });
  }
  if (operator || history.length === 0) {
    lines.push({
      what: 'clusteroperator/openshift-apiserver',
      key: 'status.versions',
      value: operator ?? 'absent',
      how: 'reported',
    });
  }
  return lines;
}
