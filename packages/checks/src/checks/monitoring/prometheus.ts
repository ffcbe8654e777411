import type {
  Evidence,
  Remediation,
} from '@runai-portal/backstage-plugin-runai-common';
import type { CheckContext, LegacyFinding } from '../../declarations';
import { legacyCheck } from '../../declarations';
import { apiGroupsFact, serves } from '../../facts/request/apiGroups';
import { prometheusFact } from '../../facts/prometheus';
import type { PrometheusTrouble } from '../../observations/followUps/prometheusTrouble';
import { prometheusTroubleFact } from '../../observations/followUps/prometheusTrouble';
import { podTrouble } from '../../facts/pod';
import { workloadsFact } from '../../facts/workloads';
import type { PrometheusServer } from '../../observations/prometheusServers';
import { findPrometheusServers } from '../../observations/prometheusServers';
import { serverEvidence, serverName } from './serverEvidence';

const REASONS = [
  'ServerReady',
  'RunaiServerReady',
  'InstallerBringsIt',
  'SomeNotReady',
  'ServerNotReady',
  'DefinitionWithoutServer',
  'OpenShiftMonitoringMissing',
  'NoServer',
] as const;
type Reason = (typeof REASONS)[number];

/** B6: there is a Prometheus, or the installer brings one. */
export const prometheus = legacyCheck({
  id: 'monitoring.prometheus',
  title: 'Prometheus runs, or the installer brings it',
  category: 'monitoring',
  requirements: ['B6'],
  description:
    'Run:ai needs Prometheus. The installation of a cluster installs it by default, or connects to an existing one, which must then be running.',
  scope: 'cluster',
  severity: 'required',
  facts: {
    workloads: workloadsFact,
    prometheus: prometheusFact,
    groups: apiGroupsFact,
  },
  optionalFacts: { trouble: prometheusTroubleFact },
  reasons: REASONS,
  evaluate(context) {
    const { facts, optional, settings, profile } = context;
    const all = findPrometheusServers(facts.workloads, facts.prometheus);
    const own = all.filter(server => isRunaiOwn(server, context));
    const servers = all.filter(server => !own.includes(server));
    const trouble = optional.trouble.ok ? optional.trouble.value : undefined;
    const declared = settings.existingPrometheus;
    const installerBringsIt =
      declared !== true && profile.prometheus.installedByInstaller;
    const say = (
      status: LegacyFinding['status'],
      reason: Reason,
      message: string,
    ): LegacyFinding<Reason> => ({
      status,
      reason,
      message,
      expected:
        declared === true
          ? 'the existing Prometheus runs'
          : 'a running Prometheus, or none where the installer brings it',
      actual:
        all.length === 0
          ? 'no server'
          : all
              .map(serverEvidence)
              .map(({ value }) => value)
              .join('; '),
      evidence: evidence(all, facts.prometheus.served, trouble),
      ...(status !== 'pass' && {
        remediation: remediation(reason, servers, trouble, context),
      }),
    });

    if (servers.length === 0) {
      const openshift = serves(facts.groups, 'config.openshift.io');
      return withoutServer(
        {
          own,
          served: facts.prometheus.served,
          installerBringsIt,
          declared,
          openshift,
        },
        say,
      );
    }
    const ready = servers.filter(isComplete);
    if (declared === false && profile.prometheus.installedByInstaller) {
      return say(
        'pass',
        'InstallerBringsIt',
        `The installer brings its own Prometheus. By the settings the existing one is not used: ${names(
          servers,
        )}`,
      );
    }
    if (ready.length === servers.length) {
      return say(
        'pass',
        'ServerReady',
        `Prometheus is ready. ${names(servers)} ${
          servers.length === 1 ? 'runs' : 'run'
        } with all replicas`,
      );
    }
    const waiting = servers.filter(server => !isComplete(server));
    const serving = servers.some(server => server.ready > 0);
    return serving
      ? say(
          'warn',
          'SomeNotReady',
          `Not all of Prometheus is ready. ${waiting
            .map(state)
            .join('; ')}${why(trouble)}`,
        )
      : say(
          'fail',
          'ServerNotReady',
          `Prometheus is installed and no server is ready. ${waiting
            .map(state)
            .join('; ')}${why(trouble)}`,
        );
  },
});

type Say = (
  status: LegacyFinding['status'],
  reason: Reason,
  message: string,
) => LegacyFinding<Reason>;

function withoutServer(
  seen: {
    own: readonly PrometheusServer[];
    served: boolean;
    installerBringsIt: boolean;
    declared: boolean | undefined;
    openshift: boolean;
  },
  say: Say,
): LegacyFinding<Reason> {
  const { own, served, installerBringsIt, declared, openshift } = seen;
  if (own.length > 0 && declared !== true) {
    return own.every(isComplete)
      ? say(
          'pass',
          'RunaiServerReady',
          `The Prometheus that Run:ai brought is ready. It is ${names(own)}`,
        )
      : say(
          'fail',
          'ServerNotReady',
          `The Prometheus that Run:ai brought is not ready. ${own
            .map(state)
            .join('; ')}`,
        );
  }
  if (!installerBringsIt) {
    return say(
      'fail',
      'NoServer',
      declared === true
        ? 'There is no Prometheus server. By the settings an existing one is used'
        : 'There is no Prometheus server. The installer does not bring one',
    );
  }
  if (openshift) {
    return say(
      'warn',
      'OpenShiftMonitoringMissing',
      "OpenShift's own Prometheus is missing. None is seen in openshift-monitoring: its cluster monitoring is switched off or broken",
    );
  }
  return served
    ? say(
        'warn',
        'DefinitionWithoutServer',
        'The kind Prometheus is defined, but no server runs. It is a CRD without a running server: either an operator waits for a Prometheus object, or the definitions are left from an earlier installation',
      )
    : say(
        'pass',
        'InstallerBringsIt',
        'The installer brings Prometheus. There is none yet',
      );
}

function isRunaiOwn(
  server: PrometheusServer,
  { profile }: Pick<CheckContext, 'profile'>,
): boolean {
  return (
    server.namespace === profile.namespaces.cluster ||
    server.namespace === profile.namespaces.backend
  );
}

function isComplete({ ready, desired }: PrometheusServer): boolean {
  return desired > 0 && ready >= desired;
}

function names(servers: readonly PrometheusServer[]): string {
  return servers.map(serverName).join(' and ');
}

function state(server: PrometheusServer): string {
  return server.desired === 0
    ? `${serverName(server)} is scaled to 0`
    : `${serverName(server)} has ${server.ready} of ${server.desired} ready`;
}

function why(trouble: PrometheusTrouble | undefined): string {
  const [claim] = trouble?.claims ?? [];
  if (claim) {
    const wanted = claim.storageClass
      ? `class ${claim.storageClass}`
      : 'the default class';
    return `. Its claim ${claim.namespace}/${claim.name} is ${claim.phase}: it waits for a volume of ${wanted}`;
  }
  const pod = trouble?.pods.find(candidate => !candidate.ready);
  return pod ? `. Pod ${pod.name}: ${podTrouble(pod)}` : '';
}

function evidence(
  servers: readonly PrometheusServer[],
  served: boolean,
  trouble: PrometheusTrouble | undefined,
): Omit<Evidence, 'observedAt'>[] {
  return [
    ...servers.map(serverEvidence),
    ...(servers.length === 0
      ? [
          {
            what: 'Deployments and StatefulSets',
            key: 'image prometheus',
            value: 'absent',
          },
        ]
      : []),
    {
      what: 'kind Prometheus (monitoring.coreos.com/v1)',
      value: served ? 'served' : 'absent',
    },
    ...(trouble?.claims ?? []).map(claim => ({
      what: `persistentvolumeclaim/${claim.name}`,
      key: 'phase',
      value: claim.phase,
    })),
    ...(trouble?.pods ?? [])
      .filter(pod => !pod.ready)
      .map(pod => ({
        what: `pod/${pod.name}`,
        key: pod.phase,
        value: podTrouble(pod) ?? 'not ready',
      })),
  ];
}

function remediation(
  reason: Reason,
  servers: readonly PrometheusServer[],
  trouble: PrometheusTrouble | undefined,
  { profile }: Pick<CheckContext, 'profile'>,
): Remediation {
  const docs = [
    {
      title: 'kube-prometheus-stack',
      url: 'https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack',
    },
  ];
  if (reason === 'ServerNotReady' || reason === 'SomeNotReady') {
    const waiting = servers.filter(server => !isComplete(server));
    const [claim] = trouble?.claims ?? [];
    return {
      owner: claim ? 'storage' : 'cluster-admin',
      text: claim
        ? 'Give the claim a volume: set a default StorageClass, or name one in the values of the chart.'
        : 'Look at what keeps the server from being ready.',
      commands: [
        ...waiting.flatMap(server => [
          `kubectl -n ${server.namespace} get pods,persistentvolumeclaims`,
          ...(server.workloads[0]
            ? [
                `kubectl -n ${server.namespace} describe ${workloadKind(
                  server,
                )} ${server.workloads[0]}`,
              ]
            : [
                `kubectl -n ${server.namespace} describe prometheus ${server.name}`,
              ]),
        ]),
        ...(claim ? ['kubectl get storageclasses'] : []),
      ],
      docs,
    };
  }
  if (reason === 'OpenShiftMonitoringMissing') {
    return {
      owner: 'cluster-admin',
      text: "Repair OpenShift's cluster monitoring: on OpenShift, Run:ai takes its metrics from there.",
      commands: [
        'oc get clusteroperator monitoring',
        'oc -n openshift-monitoring get statefulsets,pods',
      ],
      docs: [],
    };
  }
  const off = profile.prometheus.disableBundled;
  return {
    owner: 'cluster-admin',
    text: `Install Prometheus, or let the installer do it and declare existingPrometheus: false.${
      off ? ` With one of your own the installer is told ${off}.` : ''
    }`,
    commands: [
      'kubectl get prometheuses.monitoring.coreos.com --all-namespaces',
      'helm repo add prometheus-community https://prometheus-community.github.io/helm-charts && helm repo update',
      'helm install prometheus prometheus-community/kube-prometheus-stack -n monitoring --create-namespace',
    ],
    docs,
  };
}

function workloadKind({ kind }: PrometheusServer): string {
  return kind === 'Deployment' ? 'deployment' : 'statefulset';
}
