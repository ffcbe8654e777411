import {
  compareVersions,
  parseKubernetesVersion,
  type KubernetesVersion,
} from '@runai-portal/kube';
import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { releasedVersion, versionFact } from '../../facts/version';
import { isReady } from '../../facts/workloads';
import {
  monitoringPartsObservation,
  type MonitoringWorkload,
} from '../../observations/monitoringParts';
import { prometheusServersObservation } from '../../observations/prometheusServers';
import { exporterTable } from '../../profiles/tables';
import { existingUse, NOT_USED, partNames, partRow } from './existingUse';

const INSTALL: Remedy = {
  text: 'Install kube-state-metrics beside this Prometheus, and let it be scraped. The charts prometheus and kube-prometheus-stack bring it, unless it is switched off in their values.',
  commands: [
    'kubectl get deployments,statefulsets --all-namespaces | grep kube-state-metrics',
    'helm repo add prometheus-community https://prometheus-community.github.io/helm-charts && helm repo update',
    'helm install kube-state-metrics prometheus-community/kube-state-metrics -n {namespace}',
  ],
  docs: ['kubeStateMetrics'],
};

const REPAIR: Remedy = {
  text: 'See what its pods wait for; where it was scaled to 0, scale it up again.',
  commands: [
    'kubectl -n {namespace} get pods',
    'kubectl -n {namespace} describe {kind} {name}',
  ],
  docs: ['kubeStateMetrics'],
};

/** B7: where an existing Prometheus is used, kube-state-metrics is installed. */
export const kubeStateMetrics = defineCheck({
  id: 'monitoring.kube-state-metrics',
  title: 'kube-state-metrics runs',
  category: 'monitoring',
  requirements: ['B7'],
  description:
    'Where Run:ai is connected to an existing Prometheus, kube-state-metrics must be installed: what pods ask for and where they are comes from it. An old one asks the API server for versions of kinds that are no longer served; their metrics are then missing. It is only a warning until it is declared that the Prometheus is used.',
  verify: {
    text: 'See that it is ready, and that its log has no "could not find the requested resource".',
    commands: [
      'kubectl get deployments,statefulsets --all-namespaces | grep kube-state-metrics',
      'kubectl -n NAMESPACE logs deployment/NAME --tail 50',
    ],
  },
  uses: {
    servers: prometheusServersObservation,
    parts: monitoringPartsObservation,
    version: versionFact,
  },
  dependsOn: ['monitoring.prometheus'],
  expected: 'kube-state-metrics, ready, new enough for the API server',
  actual: '[{states}|none]',
  outcomes: {
    Ready: {
      status: 'pass',
      says: 'kube-state-metrics is ready. It is {names}',
    },
    TooOld: {
      status: 'warn',
      says: 'kube-state-metrics {version} is too old for Kubernetes {kubernetes}. It asks for {kinds} by versions that this API server does not serve, so their metrics are missing: {names}',
      remedy: {
        text: 'Upgrade kube-state-metrics to {wanted} or later, with the chart that brought it.',
        commands: [
          'kubectl -n {namespace} get {kind} {name} -o yaml',
          'helm -n {namespace} list',
        ],
        docs: ['kubeStateMetrics'],
      },
    },
    SomeNotReady: {
      status: 'warn',
      says: 'Not all of kube-state-metrics is ready. {states}',
      remedy: REPAIR,
    },
    NoneReady: {
      status: 'fail',
      says: 'kube-state-metrics is not ready. {states}',
      remedy: REPAIR,
    },
    NotInstalled: {
      status: 'fail',
      says: 'There is no kube-state-metrics. It is wanted beside {server}, and no workload is one by its image or its labels',
      remedy: INSTALL,
    },
    UndeclaredUse: {
      status: 'warn',
      says: 'Beside {server} [kube-state-metrics is not ready: {states}|there is no kube-state-metrics]. Whether Run:ai is to use this Prometheus is not declared: by default the installer brings its own, and this with it',
      remedy: {
        ...INSTALL,
        text: 'Declare existingPrometheus: false where the installer is to bring its own. Where Run:ai is to use this one, declare existingPrometheus: true and install kube-state-metrics beside it.',
      },
    },
    NotApplicable: NOT_USED,
  },
  evaluate: ({ servers, parts, version, settings, profile }) => {
    const use = existingUse(servers.existing, settings, profile);
    if (use === 'none' || use === 'declaredUnused') {
      const declared = use === 'none' ? undefined : 'false';
      return { outcome: 'NotApplicable', values: { declared } };
    }
    const found = parts.kubeStateMetrics;
    const ready = found.filter(({ workload }) => workload.ready > 0);
    const server = releasedVersion(version.gitVersion);
    const lacks = ready.map(one => missingKinds(one, server));
    // One that serves is enough: another may be left from before an upgrade.
    const isTooOld =
      ready.length > 0 && lacks.every(({ kinds }) => kinds.length > 0);
    const [told] = [...ready, ...found];
    const isUsed = use === 'used';
    return {
      outcome: firstOf(
        [isUsed && found.length === 0, 'NotInstalled'],
        [isUsed && ready.length === 0, 'NoneReady'],
        [ready.length === 0, 'UndeclaredUse'],
        [isTooOld, 'TooOld'],
        [!ready.some(({ workload }) => isReady(workload)), 'SomeNotReady'],
        'Ready',
      ),
      values: {
        names: partNames(ready),
        states: found.map(stateOf).join('; ') || undefined,
        version: told?.version,
        kubernetes: server && `${server.major}.${server.minor}`,
        server: servers.existing[0]?.title ?? 'the existing Prometheus',
        kinds: lacks[0]?.kinds.join(', '),
        wanted: lacks[0]?.wanted,
        kind: told?.workload.kind.toLowerCase(),
        namespace:
          told?.workload.namespace ??
          servers.existing[0]?.namespace ??
          'monitoring',
        name: told?.workload.name,
      },
      evidence: evidenceOf(
        found.length === 0 && [
          'Deployments, StatefulSets and DaemonSets',
          'kube-state-metrics',
          'absent',
        ],
        found.map(partRow),
        ['GET /version', 'gitVersion', version.gitVersion],
      ),
    };
  },
});

/** The kinds whose metrics are missing, and the release that has them all again; none where a version is not known. */
function missingKinds(
  { version }: MonitoringWorkload,
  server: KubernetesVersion | undefined,
) {
  const own = parseKubernetesVersion(version ?? '');
  const rows = exporterTable().removedApis.filter(
    ({ before, removed }) =>
      server &&
      own &&
      compareVersions(own, before) < 0 &&
      compareVersions({ ...server, patch: 0 }, removed) >= 0,
  );
  return {
    kinds: [...new Set(rows.flatMap(({ kinds }) => kinds))],
    wanted: rows
      .map(({ before }) => before)
      .sort(compareVersions)
      .at(-1),
  };
}

function stateOf(part: MonitoringWorkload): string {
  const { ready, desired } = part.workload;
  const state = desired === 0 ? 'scaled to 0' : `${ready} of ${desired} ready`;
  return `${partNames([part])}: ${state}`;
}
