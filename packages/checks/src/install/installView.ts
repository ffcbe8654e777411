import {
  isShellWord,
  type ComponentInstall,
  type Condition,
  type InstallState,
  type InstallView,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Fact } from '../declarations';
import type { Reading } from '../engine/Reading';
import { renderSentence } from '../engine/render';
import {
  crdsFact,
  runaiConfigsFact,
  runaiNamespacesFact,
  runaiPublicFact,
} from '../facts/runai';
import { gpuNodesObservation } from '../observations/gpuNodes';
import { runaiPodsFact } from '../observations/followUps/waitingPods';
import { isReady, workloadName, workloadsFact } from '../facts/workloads';
import { readService, waitingClause } from './services';
import { installSignals } from './signals';
import { installTable, rowFor } from './table';
import { installedVersion } from '../observations/installedVersion';

/** The facts that the install state is told by. None of them is a Secret. */
export const INSTALL_FACTS: readonly Fact<unknown>[] = [
  runaiNamespacesFact,
  crdsFact,
  runaiConfigsFact,
  runaiPublicFact,
  workloadsFact,
  runaiPodsFact,
];

/** The states that were last told of the components, where somebody remembers them. */
export type PreviousInstall = Partial<
  Record<'cluster' | 'backend', InstallState>
>;

/** Where the installation of Run:ai stands, with the evidence for every signal. Pure. */
export function installView(
  reading: Reading,
  previous: PreviousInstall = {},
): InstallView {
  const cluster = readComponent(reading, 'cluster', previous.cluster);
  const backend = readComponent(reading, 'backend', previous.backend);
  const { namespace, workloads = [], services } = cluster;
  const install = judge(reading, cluster);
  const shown = [cluster, backend].map(component =>
    (component.services ?? []).map(service => service.shown),
  );
  return {
    cluster: install,
    backend: judge(reading, backend),
    state: install.state,
    ...installedVersion(reading.value(runaiPublicFact), namespace, workloads),
    ...(services && {
      workloads: {
        ready: shown[0].filter(isReady).length,
        desired: shown[0].filter(({ desired }) => desired > 0).length,
      },
    }),
    services: shown.flat(),
    conditions: cluster.conditions,
    residue: ['residue', 'notInstalled'].includes(install.state)
      ? residueOf(reading)
      : [],
    observedAt: reading.when(INSTALL_FACTS).observedAt,
  };
}

type Component = ReturnType<typeof readComponent>;

/** What there is of a component. Its workloads are undefined where they could not be read. */
function readComponent(
  reading: Reading,
  name: 'cluster' | 'backend',
  previous: InstallState | undefined,
) {
  const { profile, now } = reading.context;
  const namespace = profile.namespaces[name];
  const gpus = reading.value(gpuNodesObservation)?.forContainers ?? [];
  const gpuNodes = gpus.map(({ node }) => node);
  const pods = reading.value(runaiPodsFact) ?? [];
  const workloads = reading
    .value(workloadsFact)
    ?.filter(workload => workload.namespace === namespace);
  const services = workloads?.map(workload =>
    readService(workload, { pods, gpuNodes, now, previous }),
  );
  return {
    name,
    namespace,
    workloads,
    services,
    signals: installSignals(reading, namespace, services),
    conditions: name === 'cluster' ? conditionsOf(reading) : [],
  };
}

/** As RunaiConfig has them, else as they are published. */
function conditionsOf(reading: Reading): Condition[] {
  const own = reading.value(runaiConfigsFact)?.[0]?.conditions ?? [];
  return own.length > 0
    ? own
    : reading.value(runaiPublicFact)?.conditions ?? [];
}

function judge(reading: Reading, component: Component): ComponentInstall {
  const { name, services = [], signals, conditions } = component;
  const { state, reason, says } = rowFor(installTable()[name], signals);
  const unread = (fact: Fact<unknown>) =>
    reading.unread({ fact }).map(({ failure }) => failure.message);
  const missing = [...new Set(INSTALL_FACTS.flatMap(unread))].join('; ');
  const waiting = [waitingClause(services), ...conditions.flatMap(unmet)]
    .filter(Boolean)
    .join('; ');
  return {
    state,
    reason,
    message: renderSentence(says, {
      waiting: waiting || 'What it waits for is not told',
      missing: missing || 'nothing tells it',
    }),
    evidence: signsOf(reading, component).map(([fact, what, value, key]) => ({
      what,
      key,
      value: unread(fact)[0] ?? value,
      observedAt: reading.outcome(fact)?.observedAt ?? '',
    })),
  };
}

/** A condition that does not hold, with the words of the operator: `Available` lists the services that do not work. */
function unmet({ type, status, reason, message }: Condition): string[] {
  const why = message || reason || 'without a reason';
  return status === 'True' ? [] : [`condition ${type} is ${status}: ${why}`];
}

/** What a signal was read from: the fact, what of it, the value where the fact was read, and the key that it stands under. */
type Sign = readonly [
  fact: Fact<unknown>,
  what: string,
  value: string,
  key?: string,
];

function signsOf(reading: Reading, component: Component): Sign[] {
  const { name, namespace, services = [], signals } = component;
  const places = `workloads in ${namespace}`;
  return [
    [runaiNamespacesFact, `namespace/${namespace}`, signals.namespace],
    ...(name === 'cluster' ? clusterSigns(reading, component) : []),
    ...(services.length === 0
      ? [[workloadsFact, places, 'none'] as const]
      : []),
    ...services.map(({ shown }): Sign => {
      const counts = `${shown.ready} of ${shown.desired} ready`;
      const value = [counts, shown.message].filter(Boolean).join(', ');
      return [workloadsFact, workloadName(shown), value, 'ready'];
    }),
  ];
}

function clusterSigns(
  reading: Reading,
  { namespace, conditions }: Component,
): Sign[] {
  const definitions = reading.value(crdsFact)?.join(', ') || 'absent';
  const config = reading.value(runaiConfigsFact)?.[0];
  const published = reading.value(runaiPublicFact);
  const version = `version ${published?.clusterVersion ?? 'not told'}`;
  const source = config?.conditions.length ? runaiConfigsFact : runaiPublicFact;
  const lacking = (published?.dependencies ?? []).filter(
    ({ available }) => available === false,
  );
  return [
    [crdsFact, 'definitions of the group run.ai', definitions],
    [
      runaiConfigsFact,
      config ? `runaiconfig/${config.name}` : 'runaiconfig',
      config ? `present, ${config.conditions.length} conditions` : 'absent',
    ],
    ...conditions.map(({ type, status, reason, message }): Sign => {
      const value = [status, reason, message].filter(Boolean).join(', ');
      return [source, 'RunaiConfig', value, `condition ${type}`];
    }),
    [
      runaiPublicFact,
      `configmap/${namespace}/runai-public`,
      published ? version : 'absent',
    ],
    ...lacking.map(({ name, required, reason = 'not available' }): Sign => {
      const kind = required ? 'required' : 'optional';
      return [
        runaiPublicFact,
        'runai-public',
        reason,
        `${kind} dependency ${name}`,
      ];
    }),
  ];
}

/**
 * What is left of an earlier installation, with the commands that remove it, which we never run: namespaces first, then
 * definitions, since removing a definition removes every object of its kind. A name that would not stay one in a command is left out.
 */
function residueOf(reading: Reading): InstallView['residue'] {
  const { cluster, backend } = reading.context.profile.namespaces;
  const left = (reading.value(runaiNamespacesFact) ?? []).filter(
    ({ name }) => name !== cluster && name !== backend && isShellWord(name),
  );
  return [
    ...left.map(({ name, project }) => ({
      what: project
        ? `Namespace ${name} of project ${project}: its removal deletes the researchers' objects and volumes in it`
        : `Namespace ${name}`,
      command: `kubectl delete namespace ${name}`,
    })),
    ...(reading.value(crdsFact) ?? []).filter(isShellWord).map(name => ({
      what: `Definition ${name}, with every object of its kind`,
      command: `kubectl delete customresourcedefinition ${name}`,
    })),
  ];
}
