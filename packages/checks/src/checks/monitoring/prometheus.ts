import {
  defineCheck,
  type EvidenceLine,
  type Remedy,
  type Values,
} from '../../declarations';
import { podTrouble } from '../../facts/pod';
import { apiGroupsFact } from '../../facts/request/apiGroups';
import {
  prometheusTroubleFact,
  type PrometheusTrouble,
} from '../../observations/followUps/prometheusTrouble';
import { isOpenShift } from '../../observations/openshift';
import {
  isComplete,
  prometheusServersObservation,
  type PrometheusServer,
  type PrometheusServers,
} from '../../observations/prometheusServers';
import { serverEvidence, serverNames } from './serverEvidence';

const DOCS = [
  {
    title: 'kube-prometheus-stack',
    url: 'https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack',
  },
];

const REPAIR: Remedy = {
  owner: 'cluster-admin',
  text: '[Give the claim {claim} a volume: set a default StorageClass, or name one in the values of the chart.][Look at what keeps {waiting} from being ready.][ It was scaled to {scaled}: scale it up again where it is to be used.]',
  commands: [
    'kubectl -n {namespace} get pods,persistentvolumeclaims',
    'kubectl -n {namespace} describe {kind} {workload}',
    'kubectl get storageclasses',
  ],
  docs: DOCS,
};

const INSTALL: Remedy = {
  owner: 'cluster-admin',
  text: 'Install Prometheus, or let the installer do it and declare existingPrometheus: false.[ With one of your own the installer is told {off}.]',
  commands: [
    'kubectl get prometheuses.monitoring.coreos.com --all-namespaces',
    'helm repo add prometheus-community https://prometheus-community.github.io/helm-charts && helm repo update',
    'helm install prometheus prometheus-community/kube-prometheus-stack -n monitoring --create-namespace',
  ],
  docs: DOCS,
};

const WHY =
  '[. Its claim {claim} is {phase}: it waits for a volume of {wanted}][. Pod {pod}: {trouble}]';

/** B6: there is a Prometheus, or the installer brings one. */
export const prometheus = defineCheck({
  id: 'monitoring.prometheus',
  title: 'Prometheus runs, or the installer brings it',
  category: 'monitoring',
  requirements: ['B6'],
  description:
    'Run:ai needs Prometheus. The installation of a cluster installs it by default, or connects to an existing one, which must then be running. One that is there and does not run is no more than a warning until it is declared that Run:ai uses it.',
  scope: 'cluster',
  severity: 'required',
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
      says: 'The installer brings [Prometheus. There is {none} yet][its own Prometheus. By the settings the existing one is not used: {names}]',
    },
    SomeNotReady: {
      status: 'warn',
      says: `Not all of Prometheus is ready. {states}${WHY}`,
      remedy: REPAIR,
    },
    ServerNotReady: {
      status: 'fail',
      says: `[Prometheus is {installed} and no server is ready][The Prometheus that Run:ai {brought} is not ready]. {states}${WHY}`,
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
        owner: 'cluster-admin',
        text: "Repair OpenShift's cluster monitoring: on OpenShift, Run:ai takes its metrics from there.",
        commands: [
          'oc get clusteroperator monitoring',
          'oc -n openshift-monitoring get statefulsets,pods',
        ],
      },
    },
    NoServer: {
      status: 'fail',
      says: 'There is no Prometheus server. [By the settings an {existing} one is used][The installer {does} not bring one]',
      expected: 'the existing Prometheus runs',
      remedy: INSTALL,
    },
  },
  evaluate: ({ servers, groups, trouble, settings, profile }) => {
    const { all, existing, own } = servers;
    const declared = settings.existingPrometheus;
    const bringsIt =
      declared !== true && profile.prometheus.installedByInstaller;
    const told = existing.length > 0 ? existing : own;
    const values: Values = {
      seen:
        all.map(server => serverEvidence(server).value).join('; ') ||
        'no server',
      names: serverNames(told),
      count: told.length,
      off: profile.prometheus.disableBundled,
      ...stateValues(told, trouble),
    };
    const evidence = evidenceOf(servers, trouble);
    if (existing.length > 0) {
      return {
        outcome: outcomeOfExisting(existing, { declared, bringsIt }),
        values: { ...values, installed: 'installed' },
        evidence,
      };
    }
    if (own.length > 0 && declared !== true) {
      return {
        outcome: own.every(isComplete) ? 'RunaiServerReady' : 'ServerNotReady',
        values: { ...values, brought: 'brought' },
        evidence,
      };
    }
    if (!bringsIt) {
      return {
        outcome: 'NoServer',
        values:
          declared === true
            ? { ...values, existing: 'existing' }
            : { ...values, does: 'does' },
        evidence,
      };
    }
    if (isOpenShift(groups)) {
      return { outcome: 'OpenShiftMonitoringMissing', values, evidence };
    }
    return servers.defined
      ? { outcome: 'DefinitionWithoutServer', values, evidence }
      : {
          outcome: 'InstallerBringsIt',
          values: { ...values, names: undefined, none: 'none' },
          evidence,
        };
  },
});

function outcomeOfExisting(
  existing: readonly PrometheusServer[],
  { declared, bringsIt }: { declared?: boolean; bringsIt: boolean },
) {
  if (declared === false && bringsIt) {
    return 'InstallerBringsIt';
  }
  if (existing.every(isComplete)) {
    return 'ServerReady';
  }
  if (existing.some(({ ready }) => ready > 0)) {
    return 'SomeNotReady';
  }
  return bringsIt ? 'ExistingNotReady' : 'ServerNotReady';
}

/** What is not ready, and why: a claim without a volume, else the first pod that says something. */
function stateValues(
  servers: readonly PrometheusServer[],
  trouble: PrometheusTrouble | undefined,
): Values {
  const waiting = servers.filter(server => !isComplete(server));
  const [first] = waiting;
  if (!first) {
    return {};
  }
  const [claim] = trouble?.claims ?? [];
  const pod = trouble?.pods.find(({ ready }) => !ready);
  const [workload] = first.workloads;
  return {
    states: waiting.map(stateOf).join('; '),
    scaled: first.desired === 0 ? 0 : undefined,
    namespace: first.namespace,
    kind: (workload ? first.podKind : first.kind).toLowerCase(),
    workload: workload ?? first.name,
    ...(claim
      ? {
          claim: `${claim.namespace}/${claim.name}`,
          phase: claim.phase,
          wanted: claim.storageClass
            ? `class ${claim.storageClass}`
            : 'the default class',
        }
      : {
          waiting: serverNames(waiting),
          pod: pod?.name,
          trouble: pod && podTrouble(pod),
        }),
  };
}

function stateOf(server: PrometheusServer): string {
  return server.desired === 0
    ? `${serverNames([server])} is scaled to 0`
    : `${serverNames([server])} has ${server.ready} of ${server.desired} ready`;
}

function evidenceOf(
  { all, defined }: PrometheusServers,
  trouble: PrometheusTrouble | undefined,
): EvidenceLine[] {
  return [
    ...(all.length > 0
      ? all.map(serverEvidence)
      : [
          {
            what: 'Deployments and StatefulSets',
            key: 'Prometheus servers',
            value: 'absent',
          },
        ]),
    {
      what: 'kind Prometheus (monitoring.coreos.com/v1)',
      value: defined ? 'served' : 'absent',
    },
    ...(trouble?.claims ?? []).map(({ name, phase }) => ({
      what: `persistentvolumeclaim/${name}`,
      key: 'phase',
      value: phase,
    })),
    ...(trouble?.pods ?? [])
      .filter(({ ready }) => !ready)
      .map(pod => ({
        what: `pod/${pod.name}`,
        key: pod.phase,
        value: podTrouble(pod) ?? 'not ready',
      })),
  ];
}
