import { parseKubernetesVersion } from '@runai-portal/kube';
import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf, type EvidenceRow } from '../../engine/findings';
import { apiGroupsFact } from '../../facts/request/apiGroups';
import {
  isOpenShift,
  isOpenShift3,
  openshiftUpdateObservation,
  type OpenShiftUpdate,
} from '../../observations/openshift';
import { rangeValues, standingOf, versionOutcomes } from './versions';

const UPDATE = {
  text: 'Update the cluster, along the path that its channel offers.',
  commands: ['oc get clusterversion version', 'oc adm upgrade'],
  docs: ['openshiftUpdating'],
} as const;

const UNDER_WAY = '[; {direction} to {target} in progress]';

/** Seed B2: "If you are using RedHat OpenShift. The minimal version is OpenShift 4.3". */
export const openshiftVersion = defineCheck({
  id: 'platform.openshift-version',
  title: 'The OpenShift version is supported',
  category: 'platform',
  requirements: ['B2'],
  description:
    'OpenShift must have the minimum version of the profile. What counts is the version that runs: an update that is under way does not, one that was rolled back does.',
  verify: {
    text: 'The newest entry of the history that is Completed is the version that runs.',
    commands: [
      'oc get clusterversion version',
      'oc get clusterversion version -o jsonpath=\'{range .status.history[*]}{.version}{" "}{.state}{"\\n"}{end}\'',
    ],
  },
  waivable: false,
  uses: { apiGroups: apiGroupsFact, update: openshiftUpdateObservation },
  expected:
    '[at least {minimum}|not newer than {maxTested}][, tested up to {maxTested}]',
  actual: '{version}',
  outcomes: {
    ...versionOutcomes('OpenShift', UNDER_WAY, UPDATE),
    OpenShift3: {
      status: 'fail',
      says: 'This is OpenShift 3, [{minimum}|OpenShift 4] is required. It has apps.openshift.io and no ClusterVersion',
      actual: '3.x',
      remedy: {
        text: 'There is no update from OpenShift 3 to 4: install a new cluster of [{minimum} or later|a version that Run:ai supports] and migrate to it.',
        docs: ['openshiftMigration'],
      },
    },
    UpdateFailing: {
      status: 'warn',
      says: `OpenShift {version} is supported, but its update fails${UNDER_WAY}. The cluster version operator says: {failing}`,
      remedy: {
        ...UPDATE,
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
      says: `OpenShift {version} is supported${UNDER_WAY}`,
      remedy: {
        ...UPDATE,
        text: 'Wait for the update to be complete before Run:ai is installed.',
      },
    },
    NotApplicable: {
      status: 'notApplicable',
      says: 'This is not OpenShift',
      actual: 'not OpenShift',
    },
    SchemaUnexpected: {
      status: 'unknown',
      says: 'The version of OpenShift cannot be read. [It is written as "{version}"|Neither ClusterVersion nor the operator of the API server tells a version that was installed completely]',
      actual: '[{version}|absent]',
      remedy: {
        ...UPDATE,
        text: 'See what ClusterVersion and the operator of the API server tell of themselves.',
        commands: [
          'oc get clusterversion version -o yaml',
          'oc get clusteroperator openshift-apiserver -o yaml',
        ],
      },
    },
  },
  evaluate: ({ apiGroups, update, profile }) => {
    const { running, target, direction, failing } = update;
    const standing = standingOf(
      running ? parseKubernetesVersion(running) : undefined,
      profile.openshift,
    );
    const is3 = isOpenShift3(apiGroups);
    const is4 = isOpenShift(apiGroups) && !is3;
    return {
      outcome: firstOf(
        [is3, 'OpenShift3'],
        [!is4, 'NotApplicable'],
        [['SchemaUnexpected', 'BelowMinimum'].includes(standing), standing],
        [failing, 'UpdateFailing'],
        [target, 'UpdateInProgress'],
        standing,
      ),
      values: {
        ...rangeValues('OpenShift', profile, 'openshift'),
        version: running,
        seen: running,
        target,
        direction,
        failing,
      },
      evidence: evidenceOf(
        !is4 && ['GET /apis', 'apps.openshift.io', is3 ? 'served' : 'absent'],
        !is4 && ['GET /apis', 'config.openshift.io', 'absent'],
        is4 && rowsOf(update),
      ),
    };
  },
});

function rowsOf(update: OpenShiftUpdate): EvidenceRow[] {
  const { history, channel, failing, operator } = update;
  const what = 'clusterversion/version';
  const apiServer = 'clusteroperator/openshift-apiserver';
  const absent = history.length === 0 ? 'absent' : undefined;
  return [
    [what, 'status.history', absent],
    ...history.slice(0, 3).map(({ version, state }, at): EvidenceRow => {
      const key = `status.history[${at}]`;
      return [what, key, `${version} ${state}`, 'reported'];
    }),
    [what, 'spec.channel', channel],
    [what, 'condition Failing', failing && `True: ${failing}`, 'reported'],
    [apiServer, 'status.versions', operator ?? absent, 'reported'],
  ];
}
