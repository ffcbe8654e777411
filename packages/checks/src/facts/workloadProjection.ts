import { prometheusTable } from '../profiles/prometheusTable';
import type { Interner } from './interner';
import { conditionOf, projectConditions } from './conditions';
import {
  array,
  counter,
  optional,
  record,
  text,
  textEntries,
} from './untrusted';
import type {
  OwnerFact,
  TolerationFact,
  WorkloadContainer,
  WorkloadFact,
  WorkloadKind,
} from './workload';

const LABEL_KEYS = new Set([
  'app',
  'component',
  'name',
  'k8s-app',
  'release',
  'chart',
  'heritage',
  'role',
  'prometheus',
  'addonmanager.kubernetes.io/mode',
  'helm.sh/chart',
]);
const LABEL_PREFIXES = ['app.kubernetes.io/', 'run.ai/', 'olm.'];

function keepsLabel(key: string): boolean {
  return (
    LABEL_KEYS.has(key) || LABEL_PREFIXES.some(prefix => key.startsWith(prefix))
  );
}

/**
 * Reduces a workload to what is judged and shown.
 *
 * @param kind - of the list that it comes from: items of a list do not carry theirs.
 * @param item - trusted in nothing.
 * @returns undefined for an item without name or namespace.
 */
export function projectWorkload(
  kind: WorkloadKind,
  item: unknown,
  interner: Interner,
): WorkloadFact | undefined {
  const object = record(item);
  const metadata = record(object?.metadata);
  const spec = record(object?.spec);
  const status = record(object?.status);
  const template = record(spec?.template);
  const pod = record(template?.spec);
  const name = text(metadata?.name);
  const namespace = text(metadata?.namespace);
  if (!name || !namespace) {
    return undefined;
  }
  const annotations = record(metadata?.annotations);
  const release = text(annotations?.['meta.helm.sh/release-name']);
  return {
    kind,
    namespace: interner.string(namespace),
    name,
    labels: interner.object(textEntries(metadata?.labels, keepsLabel)),
    podLabels: interner.object(
      textEntries(record(template?.metadata)?.labels, keepsLabel),
    ),
    owners: interner.object(
      array(metadata?.ownerReferences).flatMap(projectOwner),
    ),
    ...optional(
      'helmRelease',
      release === undefined
        ? undefined
        : {
            name: release,
            ...optional(
              'namespace',
              text(annotations?.['meta.helm.sh/release-namespace']),
            ),
          },
    ),
    containers: interner.object(
      array(pod?.containers).flatMap(projectContainer),
    ),
    nodeSelector: interner.object(textEntries(pod?.nodeSelector)),
    tolerations: interner.object(
      array(pod?.tolerations).map(projectToleration),
    ),
    ...(kind === 'DaemonSet'
      ? daemonSetCounters(status)
      : replicaCounters(spec, status)),
    observed: status?.observedGeneration !== undefined || hasCounters(status),
    ...(kind === 'Deployment' ? deploymentConditions(status) : {}),
    ...rolloutOf(kind, object),
    ...optional('createdAt', text(metadata?.creationTimestamp)),
  };
}

type Counters = Pick<
  WorkloadFact,
  'desired' | 'ready' | 'updated' | 'available'
>;

function daemonSetCounters(
  status: Record<string, unknown> | undefined,
): Counters {
  return {
    desired: counter(status?.desiredNumberScheduled),
    ready: counter(status?.numberReady),
    updated: counter(status?.updatedNumberScheduled),
    available: counter(status?.numberAvailable),
  };
}

function replicaCounters(
  spec: Record<string, unknown> | undefined,
  status: Record<string, unknown> | undefined,
): Counters {
  return {
    desired: spec?.replicas === undefined ? 1 : counter(spec.replicas),
    ready: counter(status?.readyReplicas),
    updated: counter(status?.updatedReplicas),
    available: counter(status?.availableReplicas),
  };
}

/** Some number of the status is above 0: an API server fills in a DaemonSet's zeros where no controller ever wrote. */
function hasCounters(status: Record<string, unknown> | undefined): boolean {
  return Object.values(status ?? {}).some(value => counter(value) > 0);
}

function deploymentConditions(
  status: Record<string, unknown> | undefined,
): Pick<WorkloadFact, 'completedOnce' | 'trouble'> {
  const conditions = projectConditions(status?.conditions);
  const progressing = conditionOf(conditions, 'Progressing');
  const failure = conditionOf(conditions, 'ReplicaFailure');
  const available = conditionOf(conditions, 'Available');
  const trouble = [
    failure?.status === 'True' ? failure : undefined,
    progressing?.status === 'False' ? progressing : undefined,
    available?.status === 'False' ? available : undefined,
  ].find(condition => condition !== undefined);
  return {
    ...optional(
      'completedOnce',
      progressing && progressing.reason === 'NewReplicaSetAvailable',
    ),
    ...optional('trouble', trouble && (trouble.message ?? trouble.reason)),
  };
}

function projectOwner(value: unknown): OwnerFact[] {
  const kind = text(record(value)?.kind);
  const name = text(record(value)?.name);
  return kind && name ? [{ kind, name }] : [];
}

function projectContainer(value: unknown): WorkloadContainer[] {
  const name = text(record(value)?.name);
  const image = text(record(value)?.image);
  return name
    ? [
        {
          name,
          image: image ?? '',
          ...(keepsMetrics(value) && { keepsMetrics: true as const }),
        },
      ]
    : [];
}

function keepsMetrics(container: unknown): boolean {
  const { flags } = prometheusTable();
  const { command, args } = record(container) ?? {};
  return [...array(command), ...array(args)].some(
    word => typeof word === 'string' && flags.has(word.split('=', 1)[0]),
  );
}

function projectToleration(value: unknown): TolerationFact {
  const toleration = record(value);
  return {
    ...optional('key', text(toleration?.key)),
    ...optional('operator', text(toleration?.operator)),
    ...optional('value', text(toleration?.value)),
    ...optional('effect', text(toleration?.effect)),
  };
}

const REVISION = 'deployment.kubernetes.io/revision';

/** Reasons of the condition Progressing while pods are being replaced. */
const UNDERWAY = new Set([
  'FoundNewReplicaSet',
  'NewReplicaSetCreated',
  'ReplicaSetUpdated',
]);

function rolloutOf(
  kind: WorkloadKind,
  object: Record<string, unknown> | undefined,
): Pick<WorkloadFact, 'rollout' | 'revision'> {
  const metadata = record(object?.metadata);
  const status = record(object?.status);
  const generation = counter(metadata?.generation);
  const revision =
    kind === 'Deployment'
      ? Number(text(record(metadata?.annotations)?.[REVISION]) ?? 0)
      : generation;
  const rollout =
    kind === 'Deployment' ? deploymentRollout(status) : otherRollout(object);
  const unseen =
    status?.observedGeneration !== undefined &&
    generation > counter(status.observedGeneration);
  return {
    ...optional('rollout', unseen ? 'underway' : rollout),
    ...optional('revision', revision > 0 ? revision : undefined),
  };
}

function deploymentRollout(
  status: Record<string, unknown> | undefined,
): WorkloadFact['rollout'] {
  const progressing = conditionOf(
    projectConditions(status?.conditions),
    'Progressing',
  );
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return 'stuck';
  }
  return UNDERWAY.has(progressing?.reason ?? '') ? 'underway' : undefined;
}

/** DaemonSets and StatefulSets have no deadline; pods that wait to be deleted by hand (OnDelete) are no rollout. */
function otherRollout(
  object: Record<string, unknown> | undefined,
): WorkloadFact['rollout'] {
  const spec = record(object?.spec);
  const status = record(object?.status);
  if (record(spec?.updateStrategy)?.type === 'OnDelete') {
    return undefined;
  }
  const { desiredNumberScheduled, updatedNumberScheduled } = status ?? {};
  const { currentRevision, updateRevision } = status ?? {};
  const replaces =
    desiredNumberScheduled === undefined
      ? updateRevision !== currentRevision
      : updatedNumberScheduled !== undefined &&
        counter(updatedNumberScheduled) < counter(desiredNumberScheduled);
  return replaces ? 'underway' : undefined;
}
