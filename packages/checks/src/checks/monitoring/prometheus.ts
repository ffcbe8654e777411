import { defineCheck, type Remedy, type Values } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { podTrouble } from '../../facts/pod';
import { apiGroupsFact } from '../../facts/request/apiGroups';
import { isReady } from '../../facts/workloads';
import {
  prometheusTroubleFact,
  type PrometheusTrouble,
} from '../../observations/followUps/waitingPods';
import { isOpenShift } from '../../observations/openshift';
import {
  prometheusServersObservation,
  type PrometheusServer,
} from '../../observations/prometheusServers';
import { installerBringsPrometheus } from './existingUse';
import { serverNames, serverRow, serverState } from './serverEvidence';

const REPAIR: Remedy = {
  text: '[Give the claim {claim} a volume: set a default StorageClass, or name one in the values of the chart.|Look at what keeps {waiting} from being ready.][ It was scaled to {scaled}: scale it up again where it is to be used.]',
  commands: [
    'kubectl -n {namespace} get pods,persistentvolumeclaims',
    'kubectl -n {namespace} describe {kind} {name}',
    'kubectl get storageclasses',
  ],
  docs: ['kubePrometheusStack'],
};

const INSTALL: Remedy = {
  text: 'Install Prometheus, or let the installer do it and declare existingPrometheus: false.[ With one of your own the installer is told {off}.]',
  commands: [
    'kubectl get prometheuses.monitoring.coreos.com --all-namespaces',
    'helm repo add prometheus-community https://prometheus-community.github.io/helm-charts && helm repo update',
    'helm install prometheus prometheus-community/kube-prometheus-stack -n monitoring --create-namespace',
  ],
  docs: ['kubePrometheusStack'],
};

const WHY =
  '[. Its claim {claim} is {phase}: it waits for a volume of {wanted}|. Pod {pod}: {trouble}]';

const KIND = 'kind Prometheus (monitoring.coreos.com/v1)';

/** B6: there is a Prometheus, or the installer brings one. */
export const prometheus = defineCheck({
  id: 'monitoring.prometheus',
  title: 'Prometheus runs, or the installer brings it',
  category: 'monitoring',
  requirements: ['B6'],
  description:
    'Run:ai needs Prometheus. The installation of a cluster installs it by default, or connects to an existing one, which must then be running. One that is there and does not run is no more than a warning until it is declared that Run:ai uses it.',
  verify: {
    text: 'There must be a Prometheus whose pods are ready, unless the installer is to bring one.',
    commands: [
      'kubectl get prometheuses.monitoring.coreos.com --all-namespaces',
      'kubectl get statefulsets,deployments --all-namespaces | grep -i prometheus',
      'kubectl -n NAMESPACE get pods,persistentvolumeclaims',
    ],
    where: {
      openshift: {
        commands: [
          'oc get clusteroperator monitoring',
          'oc -n openshift-monitoring get prometheuses,pods',
        ],
      },
    },
  },
  uses: { servers: prometheusServersObservation, groups: apiGroupsFact },
  optional: { trouble: prometheusTroubleFact },
  expected: 'a running Prometheus, or none where the installer brings it',
  actual: '{seen}',
  outcomes: {
    ServerReady: {
      status: 'pass',
      says: 'Prometheus is ready. {names} {count:runs|run} with all replicas',
    },
    RunaiServerReady: {
      status: 'pass',
      says: 'The Prometheus that Run:ai brought is ready. It is {names}',
    },
    InstallerBringsIt: {
      status: 'pass',
      says: 'The installer brings [its own Prometheus. By the settings the existing one is not used: {names}|Prometheus. There is none yet]',
    },
    SomeNotReady: {
      status: 'warn',
      says: `Not all of Prometheus is ready. {states}${WHY}`,
      remedy: REPAIR,
    },
    ServerNotReady: {
      status: 'fail',
      says: `[The Prometheus that Run:ai {brought} is not ready|Prometheus is installed and no server is ready]. {states}${WHY}`,
      remedy: REPAIR,
    },
    ExistingNotReady: {
      status: 'warn',
      says: `A Prometheus is there and is not ready. {states}${WHY}. Whether Run:ai is to use it is not declared: by default the installer brings its own`,
      remedy: {
        ...REPAIR,
        text: 'Declare existingPrometheus: false where the installer is to bring its own. Where Run:ai is to use this one, declare existingPrometheus: true and repair it.[ The claim {claim} waits for a volume: set a default StorageClass, or name one in the values of the chart.]',
      },
    },
    DefinitionWithoutServer: {
      status: 'warn',
      says: 'The kind Prometheus is defined, but no server runs. It is a CRD without a running server: either an operator waits for a Prometheus object, or the definitions are left from an earlier installation',
      remedy: INSTALL,
    },
    OpenShiftMonitoringMissing: {
      status: 'warn',
      says: "OpenShift's own Prometheus is missing. None is seen in openshift-monitoring: its cluster monitoring is switched off or broken",
      remedy: {
        text: "Repair OpenShift's cluster monitoring: on OpenShift, Run:ai takes its metrics from there.",
        commands: [
          'oc get clusteroperator monitoring',
          'oc -n openshift-monitoring get statefulsets,pods',
        ],
      },
    },
    NoServer: {
      status: 'fail',
      says: 'There is no Prometheus server. [By the settings an {existing} one is used|The installer does not bring one]',
      expected: 'the existing Prometheus runs',
      remedy: INSTALL,
    },
  },
  evaluate: ({ servers, groups, trouble, settings, profile }) => {
    const { all, existing, own, defined } = servers;
    const { claims = [], pods = [] } = trouble ?? {};
    const declared = settings.existingPrometheus;
    const bringsIt =
      declared !== true && installerBringsPrometheus(profile, settings);
    const exists = existing.length > 0;
    const isOwn = !exists && own.length > 0 && declared !== true;
    const told = exists ? existing : own;
    const allReady = told.every(isReady);
    const absent = all.length === 0 ? 'absent' : undefined;
    return {
      outcome: firstOf(
        [exists && declared === false && bringsIt, 'InstallerBringsIt'],
        [exists && allReady, 'ServerReady'],
        [exists && told.some(({ ready }) => ready > 0), 'SomeNotReady'],
        [exists && bringsIt, 'ExistingNotReady'],
        [isOwn && allReady, 'RunaiServerReady'],
        [exists || isOwn, 'ServerNotReady'],
        [!bringsIt, 'NoServer'],
        [isOpenShift(groups), 'OpenShiftMonitoringMissing'],
        [defined, 'DefinitionWithoutServer'],
        'InstallerBringsIt',
      ),
      values: {
        seen: all.map(serverState).join('; ') || 'no server',
        names: serverNames(told) || undefined,
        count: told.length,
        off: profile.prometheus.disableBundled,
        brought: isOwn ? 'brought' : undefined,
        existing: declared ? 'existing' : undefined,
        ...stateValues(told, trouble),
      },
      evidence: evidenceOf(
        all.map(serverRow),
        ['Deployments and StatefulSets', 'Prometheus servers', absent],
        [KIND, undefined, defined ? 'served' : 'absent'],
        claims.map(({ name, phase }) => [
          `persistentvolumeclaim/${name}`,
          'phase',
          phase,
        ]),
        pods.map(pod => [`pod/${pod.name}`, pod.phase, podTrouble(pod)]),
      ),
    };
  },
});

/** What is not ready, and why: a claim without a volume, else the first pod that says something. */
function stateValues(
  servers: readonly PrometheusServer[],
  trouble: PrometheusTrouble | undefined,
): Values {
  const waiting = servers.filter(server => !isReady(server));
  const [first] = waiting;
  if (!first) {
    return {};
  }
  const claim = trouble?.claims[0];
  const pod = trouble?.pods[0];
  const { kind, name } = first.workloads[0] ?? first;
  return {
    states: waiting.map(stateOf).join('; '),
    waiting: serverNames(waiting),
    scaled: first.desired === 0 ? 0 : undefined,
    namespace: first.namespace,
    kind: kind.toLowerCase(),
    name,
    claim: claim && `${claim.namespace}/${claim.name}`,
    phase: claim?.phase,
    wanted: claim?.storageClass
      ? `class ${claim.storageClass}`
      : 'the default class',
    pod: pod?.name,
    trouble: pod && podTrouble(pod),
  };
}

function stateOf({ title, desired, ready }: PrometheusServer): string {
  return desired === 0
    ? `${title} is scaled to 0`
    : `${title} has ${ready} of ${desired} ready`;
}
