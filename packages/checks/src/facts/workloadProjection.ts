import { prometheusTable } from '../profiles/tables';
import type { Interner } from './interner';
import { conditionOf, projectConditions } from './conditions';
import { namespacedObject, ownersOf } from './object';
import { array, counter, fieldsAt, text, type Fields } from './untrusted';
import type { WorkloadContainer, WorkloadFact, WorkloadKind } from './workload';

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

function keptLabel(key: string, value: unknown): string | undefined {
  return LABEL_KEYS.has(key) ||
    LABEL_PREFIXES.some(prefix => key.startsWith(prefix))
    ? entry(key, value)
    : undefined;
}

/** The value of a label may be empty. */
function entry(_key: string, value: unknown): string | undefined {
  return value === '' ? value : text(value);
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
  const object = namespacedObject(item);
  if (!object) {
    return undefined;
  }
  const { namespace, name, metadata, labels, annotations, createdAt } = object;
  const { spec, status } = object;
  const template = fieldsAt(spec, 'template');
  const pod = fieldsAt(template, 'spec');
  const generation = counter(metadata.generation);
  const { observedGeneration } = status;
  const ofKind =
    kind === 'Deployment'
      ? deploymentState(annotations, status)
      : { rollout: rolloutOf(spec, status), revision: generation };
  const unseen =
    observedGeneration !== undefined &&
    generation > counter(observedGeneration);
  return {
    kind,
    namespace: interner.string(namespace),
    name,
    labels: interner.texts(labels, keptLabel),
    podLabels: interner.texts(
      fieldsAt(template, 'metadata', 'labels'),
      keptLabel,
    ),
    owners: interner.object(ownersOf(metadata)),
    helmRelease: text(annotations['meta.helm.sh/release-name']),
    containers: interner.object(
      array(pod.containers).flatMap(projectContainer),
    ),
    nodeSelector: interner.texts(pod.nodeSelector, entry),
    ...(kind === 'DaemonSet'
      ? {
          desired: counter(status.desiredNumberScheduled),
          ready: counter(status.numberReady),
        }
      : {
          desired: spec.replicas === undefined ? 1 : counter(spec.replicas),
          ready: counter(status.readyReplicas),
        }),
    // An API server fills in a DaemonSet's zeros where no controller ever wrote.
    observed:
      observedGeneration !== undefined ||
      Object.values(status).some(value => counter(value) > 0),
    ...ofKind,
    rollout: unseen ? 'underway' : ofKind.rollout,
    revision: ofKind.revision || undefined,
    createdAt,
  };
}

function projectContainer(value: unknown): WorkloadContainer[] {
  const { name, image, command, args } = fieldsAt(value);
  const container = text(name);
  const keepsMetrics = [...array(command), ...array(args)].some(
    word =>
      typeof word === 'string' &&
      prometheusTable().flags.has(word.split('=', 1)[0]),
  );
  return container
    ? [
        {
          name: container,
          image: text(image) ?? '',
          keepsMetrics: keepsMetrics || undefined,
        },
      ]
    : [];
}

/** Reasons of the condition Progressing that tell a rollout. */
const ROLLOUTS: ReadonlyMap<string | undefined, WorkloadFact['rollout']> =
  new Map([
    ['ProgressDeadlineExceeded', 'stuck'],
    ['FoundNewReplicaSet', 'underway'],
    ['NewReplicaSetCreated', 'underway'],
    ['ReplicaSetUpdated', 'underway'],
  ]);

function deploymentState(annotations: Fields, status: Fields) {
  const conditions = projectConditions(status.conditions);
  const progressing = conditionOf(conditions, 'Progressing');
  const failing = (type: string, bad: string) => {
    const condition = conditionOf(conditions, type);
    return condition?.status === bad ? condition : undefined;
  };
  const trouble =
    failing('ReplicaFailure', 'True') ??
    failing('Progressing', 'False') ??
    failing('Available', 'False');
  return {
    rollout: ROLLOUTS.get(progressing?.reason),
    revision: Number(
      text(annotations['deployment.kubernetes.io/revision']) ?? 0,
    ),
    completedOnce:
      progressing && progressing.reason === 'NewReplicaSetAvailable',
    trouble: trouble && (trouble.message ?? trouble.reason),
  };
}

/** DaemonSets and StatefulSets have no deadline; pods that wait to be deleted by hand (OnDelete) are no rollout. */
function rolloutOf(spec: Fields, status: Fields): WorkloadFact['rollout'] {
  const { desiredNumberScheduled, updatedNumberScheduled } = status;
  const replaces =
    desiredNumberScheduled === undefined
      ? status.updateRevision !== status.currentRevision
      : updatedNumberScheduled !== undefined &&
        counter(updatedNumberScheduled) < counter(desiredNumberScheduled);
  return replaces && fieldsAt(spec, 'updateStrategy').type !== 'OnDelete'
    ? 'underway'
    : undefined;
}
