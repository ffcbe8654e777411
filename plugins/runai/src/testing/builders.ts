import type {
  CheckInfo,
  CheckStatus,
  CheckSummary,
  ClusterDetail,
  ClusterSummary,
  FleetTotals,
  InstallView,
  Result,
  Run,
  StatusCounts,
  Transition,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  CONNECTION_STATES,
  HEALTH_STATES,
  INSTALL_STATES,
  READINESS_STATES,
} from '@runai-portal/backstage-plugin-runai-common';

/** The present of all tests. */
export const NOW = new Date('2026-05-20T12:00:00Z');

/** An instant that many seconds before {@link NOW}. */
export function ago(seconds: number): string {
  return new Date(NOW.getTime() - seconds * 1000).toISOString();
}

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

/** Counts of which all but those named are zero. */
export function counts(some: Partial<StatusCounts> = {}): StatusCounts {
  return {
    pass: 0,
    warn: 0,
    fail: 0,
    unknown: 0,
    notApplicable: 0,
    skipped: 0,
    ...some,
  };
}

/** A cluster in the best of states. */
export function aCluster(
  name: string,
  changes: Partial<ClusterSummary> = {},
): ClusterSummary {
  const seen = ago(12);
  return {
    name,
    sourceName: name,
    source: 'demo',
    title: name,
    owner: 'group:default/ml-platform',
    environment: 'production',
    mode: 'hybrid',
    labels: {},
    demo: true,
    platform: {
      distribution: 'Kubernetes',
      track: 'kubernetes',
      kubernetesVersion: '1.20.2',
    },
    connection: { state: 'connected', since: ago(17 * DAY), observedAt: seen },
    health: { state: 'healthy', since: ago(17 * DAY), observedAt: seen },
    readiness: {
      state: 'ready',
      since: ago(5 * DAY),
      profile: 'runai-2021.04',
      counts: counts({ pass: 41 }),
      blockers: [],
      checkedAt: ago(6 * MINUTE),
    },
    install: {
      state: 'installed',
      version: '2.0.58',
      since: ago(8 * DAY),
      observedAt: seen,
    },
    capacity: {
      nodes: { total: 12, ready: 12 },
      gpus: { total: 48, allocatable: 48, allocated: 30 },
    },
    observedAt: seen,
    stale: false,
    ...changes,
  };
}

/** A cluster that was well until its certificate changed. */
export function anUnreachableCluster(name: string): ClusterSummary {
  const seen = ago(14 * MINUTE);
  return aCluster(name, {
    connection: {
      state: 'tlsError',
      since: seen,
      reason: 'tls',
      message: 'certificate signed by an unknown authority',
      observedAt: ago(5),
    },
    health: {
      state: 'unknown',
      since: ago(9 * MINUTE),
      lastKnown: { state: 'healthy', observedAt: seen },
    },
    install: {
      state: 'unknown',
      lastKnown: { state: 'installed', observedAt: seen },
    },
    capacity: {
      nodes: { total: 4, ready: 4 },
      gpus: { total: 16, allocatable: 16, allocated: 9 },
    },
    observedAt: seen,
    stale: true,
  });
}

/** The page of a cluster. */
export function aDetail(
  summary: ClusterSummary,
  changes: Partial<ClusterDetail> = {},
): ClusterDetail {
  return {
    ...summary,
    settings: [
      { key: 'mode', title: 'Mode', declared: 'hybrid', differs: false },
      {
        key: 'existingPrometheus',
        title: 'Existing Prometheus',
        declared: 'no',
        detected: 'yes, in monitoring',
        signal: 'deployment monitoring/prometheus',
        differs: true,
      },
    ],
    platformLines: [
      {
        key: 'distribution',
        title: 'Distribution',
        value: 'Rancher RKE2',
        signals: ['version suffix', 'node label'],
      },
      {
        key: 'gpuStack',
        title: 'GPU stack',
        value: 'GPU Operator 1.7.1',
        signals: [],
        warning: 'driver ready on 6 of 7',
      },
    ],
    gpus: [
      {
        product: 'Tesla-V100-SXM2-32GB',
        pool: 'training',
        resource: 'nvidia.com/gpu',
        nodes: 4,
        memoryMiB: 32768,
        total: 32,
        allocatable: 32,
        allocated: 28,
      },
    ],
    services: [],
    conditions: [],
    ...changes,
  };
}

/** What one check says of one node. */
export function aResult(
  checkId: string,
  node: string,
  status: CheckStatus,
  changes: Partial<Result> = {},
): Result {
  return {
    checkId,
    subject: { kind: 'node', name: node },
    status,
    severity: 'required',
    reason: status === 'pass' ? 'Ok' : 'DriverMissing',
    message:
      status === 'pass'
        ? 'driver 450.80.02'
        : `${node} has no working NVIDIA driver`,
    evidence: [],
    observedAt: ago(6 * MINUTE),
    changedAt: ago(41 * MINUTE),
    durationMs: 2,
    ...changes,
  };
}

/** A check that passes. */
export function aSummary(
  checkId: string,
  changes: Partial<CheckSummary> = {},
): CheckSummary {
  return {
    checkId,
    title: `Check ${checkId}`,
    category: 'platform',
    severity: 'required',
    status: 'pass',
    reason: 'Ok',
    message: 'as asked',
    counts: counts({ pass: 1 }),
    worst: [],
    requirements: [],
    attestable: false,
    observedAt: ago(6 * MINUTE),
    changedAt: ago(17 * DAY),
    ...changes,
  };
}

/** One broken driver, and the check that waits for it. */
export function brokenDriver(): CheckSummary[] {
  const failed = aResult('gpu.node-driver', 'gpu-07', 'fail', {
    expected: 'driver 410.104 or newer, CUDA 10 or newer',
    actual: 'no driver answers',
    evidence: [
      {
        what: 'node/gpu-07',
        key: 'label feature.node.kubernetes.io/pci-10de.present',
        value: 'true',
        observedAt: ago(6 * MINUTE),
      },
      {
        what: 'node/gpu-07',
        key: 'label nvidia.com/cuda.driver.major',
        value: 'absent',
        observedAt: ago(6 * MINUTE),
      },
    ],
    remediation: {
      owner: 'cluster-admin',
      text: 'Look at the log of the driver; nouveau or Secure Boot are the usual causes.',
      commands: [
        'kubectl -n gpu-operator-resources logs -l app=nvidia-driver-daemonset --tail 50',
      ],
      docs: [
        {
          title: 'GPU Operator: troubleshooting',
          url: 'https://docs.nvidia.com/datacenter/cloud-native/',
        },
      ],
    },
  });
  const waiting = aResult('gpu.node-device-plugin', 'gpu-07', 'unknown', {
    reason: 'BlockedBy',
    message: 'gpu-07 waits for its driver',
    blockedBy: 'gpu.node-driver',
  });
  return [
    aSummary('gpu.node-driver', {
      title: 'Every GPU node has a working NVIDIA driver',
      category: 'nvidia',
      status: 'fail',
      reason: 'DriverMissing',
      message: failed.message,
      counts: counts({ fail: 1, pass: 6 }),
      worst: [failed],
      requirements: ['B5'],
      changedAt: ago(41 * MINUTE),
    }),
    aSummary('gpu.node-device-plugin', {
      title: 'The device plugin offers every GPU',
      category: 'nvidia',
      status: 'unknown',
      reason: 'BlockedBy',
      message: waiting.message,
      blockedBy: 'gpu.node-driver',
      counts: counts({ unknown: 1, pass: 6 }),
      worst: [waiting],
      requirements: ['B4'],
      changedAt: ago(41 * MINUTE),
    }),
  ];
}

/** A run that completed six minutes ago. */
export function aRun(changes: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    cluster: 'rancher-ml',
    status: 'completed',
    trigger: 'schedule',
    startedAt: ago(6 * MINUTE + 4.1),
    finishedAt: ago(6 * MINUTE),
    progress: { done: 41, total: 41 },
    requests: 46,
    events: [],
    ...changes,
  };
}

export function aTransition(
  id: string,
  at: string,
  changes: Partial<Transition>,
): Transition {
  return { id, at, to: 'unknown', ...changes };
}

/** Where the installation stands on a cluster that has one. */
export function anInstall(changes: Partial<InstallView> = {}): InstallView {
  const at = ago(12);
  return {
    state: 'installed',
    version: '2.0.58',
    versionSource: 'image tag of runai-operator',
    cluster: {
      state: 'installed',
      reason: 'AllReady',
      message: 'RunaiConfig is available and all services are ready',
      evidence: [{ what: 'namespace/runai', value: 'present', observedAt: at }],
    },
    backend: {
      state: 'notInstalled',
      reason: 'NoNamespace',
      message: 'no backend in this cluster',
      evidence: [],
    },
    workloads: { ready: 9, desired: 9 },
    services: [],
    conditions: [],
    residue: [],
    observedAt: at,
    ...changes,
  };
}

export function aCheckInfo(
  id: string,
  changes: Partial<CheckInfo> = {},
): CheckInfo {
  return {
    id,
    title: `Check ${id}`,
    category: 'platform',
    description: 'Asks for what the vendor asks for.',
    own: false,
    scope: 'cluster',
    requirements: [],
    statements: [],
    severity: 'required',
    dependsOn: [],
    attestable: false,
    reasons: ['Ok'],
    outcomes: [{ reason: 'Ok', status: 'pass', says: 'All is well' }],
    permissions: [],
    paths: [],
    profiles: [],
    active: false,
    ...changes,
  };
}

function tally<S extends string>(
  states: readonly S[],
  values: readonly S[],
): Record<S, number> {
  const result = Object.fromEntries(states.map(state => [state, 0])) as Record<
    S,
    number
  >;
  for (const value of values) result[value] += 1;
  return result;
}

function occurring(values: readonly string[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const value of values) counted[value] = (counted[value] ?? 0) + 1;
  return counted;
}

/** The totals over some clusters, as the backend would count them. */
export function totalsOf(clusters: readonly ClusterSummary[]): FleetTotals {
  const known = clusters.filter(
    cluster => !cluster.stale && cluster.capacity?.gpus,
  );
  const sum = (field: 'total' | 'allocatable' | 'allocated') =>
    known.reduce(
      (total, cluster) => total + (cluster.capacity?.gpus?.[field] ?? 0),
      0,
    );
  const observed = clusters.flatMap(cluster => cluster.observedAt ?? []).sort();
  return {
    clusters: clusters.length,
    connection: tally(
      CONNECTION_STATES,
      clusters.map(cluster => cluster.connection.state),
    ),
    health: tally(
      HEALTH_STATES,
      clusters.map(cluster => cluster.health.state),
    ),
    readiness: tally(
      READINESS_STATES,
      clusters.map(cluster => cluster.readiness.state),
    ),
    install: tally(
      INSTALL_STATES,
      clusters.map(cluster => cluster.install.state),
    ),
    gpus:
      known.length > 0
        ? {
            total: sum('total'),
            allocatable: sum('allocatable'),
            allocated: sum('allocated'),
          }
        : undefined,
    counted: known.length,
    notCounted: clusters
      .filter(cluster => !known.includes(cluster))
      .map(({ name }) => ({ name, reason: 'cannot be reached' })),
    sourceTypes: ['demo', 'kubeconfig'],
    facets: {
      environment: occurring(clusters.map(({ environment }) => environment)),
      mode: occurring(clusters.flatMap(({ mode }) => mode ?? [])),
      distribution: occurring(
        clusters.flatMap(({ platform }) => platform?.distribution ?? []),
      ),
      label: occurring(
        clusters.flatMap(({ labels }) =>
          Object.entries(labels).map(([key, value]) => `${key}=${value}`),
        ),
      ),
    },
    oldestObservation: observed[0],
    newestObservation: observed.at(-1),
    demo: clusters.some(cluster => cluster.demo),
  };
}
