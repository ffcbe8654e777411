import type {
  ComponentInstall,
  Condition,
  InstallState,
  InstallView,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Fact } from '../declarations';
import type { Reading } from '../engine/Reading';
import {
  crdsFact,
  runaiConfigsFact,
  runaiNamespacesFact,
  runaiPublicFact,
} from '../facts/runai';
import { gpuNodesObservation, isForContainers } from '../observations/gpuNodes';
import { runaiPodsFact } from '../observations/followUps/runaiPods';
import { isReady, workloadsFact } from '../facts/workloads';
import { residueOf } from './residue';
import { readService, waitingClause, type Service } from './services';
import { installSignals } from './signals';
import { installTable, rowFor } from './table';
import { installedVersion } from './version';

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
  const shown = cluster.services?.map(service => service.shown);
  const install = judge(reading, cluster);
  return {
    cluster: install,
    backend: judge(reading, backend),
    state: install.state,
    ...installedVersion(
      reading.value(runaiPublicFact),
      cluster.namespace,
      cluster.workloads ?? [],
    ),
    ...(shown && {
      workloads: {
        ready: shown.filter(isReady).length,
        desired: shown.filter(({ desired }) => desired > 0).length,
      },
    }),
    services: [
      ...(shown ?? []),
      ...(backend.services ?? []).map(service => service.shown),
    ],
    conditions: cluster.conditions,
    residue: ['residue', 'notInstalled'].includes(install.state)
      ? residueOf(reading)
      : [],
    observedAt: reading.when(INSTALL_FACTS)?.observedAt,
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
  const context = {
    pods: reading.value(runaiPodsFact) ?? [],
    gpuNodes: (reading.value(gpuNodesObservation)?.nodes ?? [])
      .filter(isForContainers)
      .map(({ node }) => node),
    now,
    previous,
  };
  const workloads = reading
    .value(workloadsFact)
    ?.filter(workload => workload.namespace === namespace);
  const services = workloads?.map(workload => readService(workload, context));
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
    ? [...own]
    : [...(reading.value(runaiPublicFact)?.conditions ?? [])];
}

function judge(reading: Reading, component: Component): ComponentInstall {
  const { name, services = [], signals, conditions } = component;
  const { state, reason, says } = rowFor(installTable()[name], signals);
  const waiting = [waitingClause(services), ...conditions.flatMap(unmet)]
    .filter(Boolean)
    .join('; ');
  return {
    state,
    reason,
    message: says
      .replace('{waiting}', waiting || 'What it waits for is not told')
      .replace('{missing}', missing(reading)),
    evidence: signsOf(reading, component).map(([fact, what, value, key]) => ({
      what,
      key,
      value: unread(reading, fact) ?? value,
      observedAt: reading.outcome(fact)?.observedAt ?? '',
    })),
  };
}

/** A condition that does not hold, with the words of the operator: `Available` lists the services that do not work. */
function unmet({ type, status, reason, message }: Condition): string[] {
  const why = message || reason || 'without a reason';
  return status === 'True' ? [] : [`condition ${type} is ${status}: ${why}`];
}

function missing(reading: Reading): string {
  const messages = INSTALL_FACTS.flatMap(fact => unread(reading, fact) ?? []);
  return [...new Set(messages)].join('; ') || 'nothing tells it';
}

function unread(reading: Reading, fact: Fact<unknown>): string | undefined {
  const outcome = reading.outcome(fact);
  if (!outcome) {
    return `${fact.title}: not read`;
  }
  return outcome.ok ? undefined : outcome.message;
}

/** What a signal was read from: the fact, what of it, the value where the fact was read, and the key that it stands under. */
type Sign = readonly [
  fact: Fact<unknown>,
  what: string,
  value: string,
  key?: string,
];

function signsOf(
  reading: Reading,
  { name, namespace, services = [], signals, conditions }: Component,
): Sign[] {
  return [
    [runaiNamespacesFact, `namespace/${namespace}`, signals.namespace],
    ...(name === 'cluster' ? clusterSigns(reading, namespace, conditions) : []),
    ...(services.length === 0
      ? [[workloadsFact, `workloads in ${namespace}`, 'none'] as const]
      : services.map(serviceSign)),
  ];
}

function serviceSign({ shown }: Service): Sign {
  const { kind, namespace, name, ready, desired, message } = shown;
  const value = [`${ready} of ${desired} ready`, message].filter(Boolean);
  return [
    workloadsFact,
    `${kind} ${namespace}/${name}`,
    value.join(', '),
    'ready',
  ];
}

function clusterSigns(
  reading: Reading,
  namespace: string,
  conditions: readonly Condition[],
): Sign[] {
  const config = reading.value(runaiConfigsFact)?.[0];
  const published = reading.value(runaiPublicFact);
  const source = config?.conditions.length ? runaiConfigsFact : runaiPublicFact;
  const lacking = (published?.dependencies ?? []).filter(
    ({ available }) => available === false,
  );
  return [
    [
      crdsFact,
      'definitions of the group run.ai',
      reading.value(crdsFact)?.join(', ') || 'absent',
    ],
    [
      runaiConfigsFact,
      config ? `runaiconfig/${config.name}` : 'runaiconfig',
      config ? `present, ${config.conditions.length} conditions` : 'absent',
    ],
    ...conditions.map(
      ({ type, status, reason, message }): Sign => [
        source,
        'RunaiConfig',
        [status, reason, message].filter(Boolean).join(', '),
        `condition ${type}`,
      ],
    ),
    [
      runaiPublicFact,
      `configmap/${namespace}/runai-public`,
      published
        ? `version ${published.clusterVersion ?? 'not told'}`
        : 'absent',
    ],
    ...lacking.map(
      ({ name, required, reason = 'not available' }): Sign => [
        runaiPublicFact,
        'runai-public',
        reason,
        `${required ? 'required' : 'optional'} dependency ${name}`,
      ],
    ),
  ];
}
