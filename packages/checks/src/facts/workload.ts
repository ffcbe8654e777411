import type { OwnerFact } from './object';

/** The kinds of workloads that are read. */
export const WORKLOAD_KINDS = [
  'Deployment',
  'DaemonSet',
  'StatefulSet',
] as const;

/** A kind of workload. */
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

/** A container of a workload's pod template. */
export interface WorkloadContainer {
  readonly name: string;
  readonly image: string;
  /** It is started with arguments of a Prometheus server, which keeps a database; nothing else of its command is kept. */
  readonly keepsMetrics?: true;
}

/**
 * What is kept of a Deployment, DaemonSet or StatefulSet.
 *
 * @remarks Numbers that a status leaves out are 0, as its controller means them. `desired` is `spec.replicas` (1 where absent),
 * for a DaemonSet the number of nodes that its controller found for it.
 */
export interface WorkloadFact {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  /** Those that say what it is: `app`, `component`, `release`, `chart`, `app.kubernetes.io/*`, `helm.sh/chart` and alike. */
  readonly labels: Readonly<Record<string, string>>;
  /** The same of its pods: the static manifest of 2021 labels these alone. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly owners: readonly OwnerFact[];
  /** The Helm release that it belongs to, by Helm's own annotations. */
  readonly helmRelease?: string;
  readonly containers: readonly WorkloadContainer[];
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly desired: number;
  readonly ready: number;
  /** False while no controller has written a status: 0 of 0 says nothing then. */
  readonly observed: boolean;
  /**
   * Whether it was complete once, by a Deployment's condition Progressing (reason NewReplicaSetAvailable). Undefined where
   * nothing tells it: DaemonSets and StatefulSets have no such condition.
   */
  readonly completedOnce?: boolean;
  /**
   * `underway`: its controller replaces pods, inside the progress deadline where there is one; `stuck`: the deadline has passed.
   * Absent where nothing is being replaced.
   */
  readonly rollout?: 'underway' | 'stuck';
  /** Which rollout it is, the first being 1: a Deployment's revision, the generation of the others. */
  readonly revision?: number;
  /** What the controller says is wrong: ReplicaFailure, a passed progress deadline, missing availability. */
  readonly trouble?: string;
  readonly createdAt?: string;
}

/** `Deployment runai/runai-operator`: how messages and evidence name a workload. */
export function workloadName(workload: {
  kind: string;
  namespace: string;
  name: string;
}): string {
  return `${workload.kind} ${workload.namespace}/${workload.name}`;
}

/** Wants pods and has all of them ready. A DaemonSet that wants none is neither ready nor unready. */
export function isReady({
  desired,
  ready,
}: Pick<WorkloadFact, 'desired' | 'ready'>): boolean {
  return desired > 0 && ready >= desired;
}
