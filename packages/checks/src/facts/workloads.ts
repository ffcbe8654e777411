import { lazyTable, patterns } from '../profiles/loadTable';
import { prometheusTable } from '../profiles/tables';
import { answeredOnce } from '../memoize';
import { conditionOf, projectConditions } from './conditions';
import { Interner } from './interner';
import { namespacedObject, ownersOf } from './object';
import { proxyOfEnvironment } from './proxyVariables';
import { defineFact } from './request';
import {
  array,
  counter,
  fieldsAt,
  fieldsIn,
  text,
  type Fields,
} from './untrusted';

/** The kinds of workloads that are read. */
export const WORKLOAD_KINDS = [
  'Deployment',
  'DaemonSet',
  'StatefulSet',
] as const;

/** A kind of workload. */
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

/** What is kept of a Deployment, DaemonSet or StatefulSet. */
export type WorkloadFact = NonNullable<ReturnType<typeof projectWorkload>>;

/** A container of a workload's pod template. */
export type WorkloadContainer = ReturnType<typeof projectContainer>[number];

const APPS = { verb: 'list', group: 'apps' } as const;

/**
 * The workloads of all namespaces: three paged lists, whatever the number of namespaces.
 *
 * @remarks GPU stack, Prometheus and Run:ai may stand in any namespace and under any release name; their labels changed over
 * the years. So all are listed once and looked at by owner, label and image.
 */
export const workloadsFact = defineFact({
  id: 'workloads',
  title: 'Deployments, DaemonSets and StatefulSets of all namespaces',
  requests: {
    Deployment: { ...APPS, resource: 'deployments' },
    DaemonSet: { ...APPS, resource: 'daemonsets' },
    StatefulSet: { ...APPS, resource: 'statefulsets' },
  },
  ttlSeconds: 60,
  collect: async ({ ask }) => {
    const interner = new Interner();
    const lists = WORKLOAD_KINDS.map(kind =>
      ask[kind]({ project: item => projectWorkload(kind, item, interner) }),
    );
    return (await Promise.all(lists)).flat();
  },
});

/** `Deployment runai/runai-operator`: how messages and evidence name a workload. */
export function workloadName(
  workload: Record<'kind' | 'namespace' | 'name', string>,
): string {
  return `${workload.kind} ${workload.namespace}/${workload.name}`;
}

/** Its labels, and those of its pods where it has none of the key itself. */
export function ownLabels({ labels, podLabels }: WorkloadFact) {
  return { ...podLabels, ...labels };
}

/** Wants pods and has all of them ready. A DaemonSet that wants none is neither ready nor unready. */
export function isReady({
  desired,
  ready,
}: Pick<WorkloadFact, 'desired' | 'ready'>): boolean {
  return desired > 0 && ready >= desired;
}

/**
 * Reduces a workload to what is judged and shown. Numbers that a status leaves out are 0, as its controller means them.
 *
 * @param kind - of the list that it comes from: items of a list do not carry theirs.
 * @param item - trusted in nothing.
 * @returns undefined for an item without name or namespace.
 */
export function projectWorkload(
  kind: WorkloadKind,
  item: unknown,
  interner: Interner,
) {
  const object = namespacedObject(item);
  if (!object) {
    return undefined;
  }
  const { namespace, name, metadata, labels, annotations } = object;
  const { spec, status, createdAt } = object;
  const template = fieldsAt(spec, 'template');
  const pod = fieldsAt(template, 'spec');
  const isOfNodes = kind === 'DaemonSet';
  const generation = counter(metadata.generation);
  const { observedGeneration } = status;
  const hasStatus = observedGeneration !== undefined;
  const ofKind =
    kind === 'Deployment'
      ? deploymentState(annotations, status)
      : { rollout: rolloutOf(spec, status), revision: generation };
  const unseen = hasStatus && generation > counter(observedGeneration);
  return {
    kind,
    namespace: interner.string(namespace),
    name,
    /** Those that say what it is. */
    labels: interner.texts(labels, keptLabel),
    /** The same of its pods: the static manifest of 2021 labels these alone. */
    podLabels: interner.texts(
      fieldsAt(template, 'metadata', 'labels'),
      keptLabel,
    ),
    owners: interner.object(ownersOf(metadata)),
    /** The Helm release that it belongs to, by Helm's own annotations. */
    helmRelease: text(annotations['meta.helm.sh/release-name']),
    containers: interner.object(
      array(pod.containers).flatMap(projectContainer),
    ),
    /** Names of the secrets that images are pulled with. They themselves are never read. */
    pullSecrets: interner.object(
      fieldsIn(pod.imagePullSecrets).flatMap(secret => text(secret.name) ?? []),
    ),
    nodeSelector: interner.texts(pod.nodeSelector, entry),
    /** Of a DaemonSet: which taints its pods stay on nodes with. The others are placed wherever there is room. */
    tolerations: interner.object(
      isOfNodes ? array(pod.tolerations).map(projectToleration) : [],
    ),
    /** Of a DaemonSet: the ports of the node that its pods take; no two pods can have the same one. */
    hostPorts: interner.object(
      isOfNodes ? array(pod.containers).flatMap(hostPortsOf) : [],
    ),
    /** `spec.replicas` (1 where absent); for a DaemonSet the number of nodes that its controller found for it. */
    desired:
      kind === 'DaemonSet'
        ? counter(status.desiredNumberScheduled)
        : counter(spec.replicas ?? 1),
    ready: counter(
      kind === 'DaemonSet' ? status.numberReady : status.readyReplicas,
    ),
    /**
     * False while no controller has written a status: 0 of 0 says nothing then. An API server fills in a DaemonSet's zeros where
     * none ever wrote.
     */
    observed:
      hasStatus || Object.values(status).some(value => counter(value) > 0),
    /**
     * Whether it was complete once, by a Deployment's condition Progressing (reason NewReplicaSetAvailable). Undefined where
     * nothing tells it: DaemonSets and StatefulSets have no such condition.
     */
    completedOnce: ofKind.completedOnce,
    /**
     * `underway`: its controller replaces pods, inside the progress deadline where there is one; `stuck`: the deadline has passed.
     * Undefined where nothing is being replaced.
     */
    rollout: unseen ? ('underway' as const) : ofKind.rollout,
    /** Which rollout it is, the first being 1: a Deployment's revision, the generation of the others. */
    revision: ofKind.revision || undefined,
    /** What the controller says is wrong: ReplicaFailure, a passed progress deadline, missing availability. */
    trouble: ofKind.trouble,
    createdAt,
  };
}

/** The keys of labels that say what a workload is. */
const keptLabels = lazyTable('workload-labels', patterns);

const isKeptLabel = answeredOnce((key: string) => keptLabels()(key));

function keptLabel(key: string, value: unknown): string | undefined {
  return isKeptLabel(key) ? entry(key, value) : undefined;
}

/** The value of a label may be empty. */
function entry(_key: string, value: unknown): string | undefined {
  return value === '' ? value : text(value);
}

function projectContainer(value: unknown) {
  const { name, image, imagePullPolicy, command, args, env } = fieldsAt(value);
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
          /** It is started with arguments of a Prometheus server, which keeps a database; nothing else of its command is kept. */
          keepsMetrics: keepsMetrics || undefined,
          /** The proxy that its environment names; nothing else of that is kept. */
          proxy: proxyOfEnvironment(env),
          /** `imagePullPolicy: Never`: the image must already be on the node's disk. */
          neverPulled: imagePullPolicy === 'Never' || undefined,
        },
      ]
    : [];
}

/** A toleration of a pod. */
export type Toleration = ReturnType<typeof projectToleration>;

function projectToleration(value: unknown) {
  const { key, operator, value: wanted, effect } = fieldsAt(value);
  return {
    /** Of every taint where absent. */
    key: text(key),
    operator: text(operator) ?? 'Equal',
    value: text(wanted),
    effect: text(effect),
  };
}

function hostPortsOf(container: unknown): number[] {
  return fieldsIn(fieldsAt(container).ports)
    .map(({ hostPort }) => counter(hostPort))
    .filter(port => port > 0);
}

/** What tells of a rollout. */
interface RolloutState {
  rollout?: 'underway' | 'stuck';
  revision: number;
  completedOnce?: boolean;
  trouble?: string;
}

/** Reasons of the condition Progressing that tell a rollout. */
const ROLLOUTS: Readonly<Record<string, RolloutState['rollout']>> = {
  ProgressDeadlineExceeded: 'stuck',
  FoundNewReplicaSet: 'underway',
  NewReplicaSetCreated: 'underway',
  ReplicaSetUpdated: 'underway',
};

function deploymentState(annotations: Fields, status: Fields): RolloutState {
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
    rollout: ROLLOUTS[progressing?.reason ?? ''],
    revision: Number(
      text(annotations['deployment.kubernetes.io/revision']) ?? 0,
    ),
    completedOnce:
      progressing && progressing.reason === 'NewReplicaSetAvailable',
    trouble: trouble && (trouble.message ?? trouble.reason),
  };
}

/** DaemonSets and StatefulSets have no deadline; pods that wait to be deleted by hand (OnDelete) are no rollout. */
function rolloutOf(spec: Fields, status: Fields): RolloutState['rollout'] {
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
