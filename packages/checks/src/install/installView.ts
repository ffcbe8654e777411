import type {
  ComponentInstall,
  Condition,
  Evidence,
  InstallState,
  InstallView,
  RunaiService,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Fact } from '../declarations';
import type { Reading } from '../engine/Reading';
import { crdsFact } from '../facts/crds';
import { runaiConfigsFact } from '../facts/runaiConfigs';
import { runaiNamespacesFact } from '../facts/runaiNamespaces';
import { runaiPodsFact } from '../observations/followUps/runaiPods';
import { runaiPublicFact } from '../facts/runaiPublic';
import { workloadsFact } from '../facts/workloads';
import {
  backendSignals,
  clusterSignals,
  isRunaiDefinition,
  workloadsIn,
} from './readSignals';
import { residueOf } from './residue';
import { toService, waitingClause } from './services';
import type { InstallSignals } from './signals';
import type { InstallRow } from './table';
import { BACKEND_TABLE, CLUSTER_TABLE, rowFor } from './table';
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

/**
 * Where the installation of Run:ai stands, with the evidence for every signal. Pure.
 *
 * @param previous - the state of each component that was told last, where somebody remembers it
 */
export function installView(
  reading: Reading,
  previous: { cluster?: InstallState; backend?: InstallState } = {},
): InstallView {
  const { namespaces } = reading.context.profile;
  const { cluster: clusterNamespace, backend: backendNamespace } = namespaces;
  const pods = reading.value(runaiPodsFact) ?? [];
  const servicesIn = (namespace: string) =>
    (workloadsIn(reading, namespace) ?? []).map(workload =>
      toService(workload, pods),
    );
  const clusterServices = servicesIn(clusterNamespace);
  const backendServices = servicesIn(backendNamespace);
  const conditions = conditionsOf(reading);
  const clusterSigns = clusterSignals(reading, {
    namespace: clusterNamespace,
    previous: previous.cluster,
  });
  const backendSigns = backendSignals(reading, {
    namespace: backendNamespace,
    previous: previous.backend,
  });
  const cluster = component(CLUSTER_TABLE, clusterSigns, {
    reading,
    namespace: clusterNamespace,
    services: clusterServices,
    conditions,
    cluster: true,
  });
  const backend = component(BACKEND_TABLE, backendSigns, {
    reading,
    namespace: backendNamespace,
    services: backendServices,
    conditions: [],
    cluster: false,
  });
  const running = clusterServices.length > 0;
  const version = running
    ? installedVersion(reading, clusterNamespace)
    : undefined;
  const services = [...clusterServices, ...backendServices];
  const residual =
    cluster.state === 'residue' || cluster.state === 'notInstalled';
  return {
    cluster,
    backend,
    state: cluster.state,
    ...(version && { version: version.version, versionSource: version.source }),
    ...(workloadsIn(reading, clusterNamespace) && {
      workloads: {
        ready: clusterServices.filter(
          service => service.desired > 0 && service.ready >= service.desired,
        ).length,
        desired: clusterServices.filter(service => service.desired > 0).length,
      },
    }),
    services,
    conditions,
    residue: residual ? residueOf(reading, namespaces) : [],
    observedAt: oldest(reading),
  };
}

interface ComponentInput {
  reading: Reading;
  namespace: string;
  services: readonly RunaiService[];
  conditions: readonly Condition[];
  cluster: boolean;
}

function component(
  table: readonly InstallRow[],
  signals: InstallSignals,
  input: ComponentInput,
): ComponentInstall {
  const row = rowFor(table, signals);
  const evidence = evidenceOf(signals, input);
  if (!row) {
    return {
      state: 'unknown',
      reason: 'NoRow',
      message: 'No row of the table of install states fits what was seen',
      evidence,
    };
  }
  const waiting = [waitingClause(input.services), unmet(input.conditions)]
    .filter(Boolean)
    .join('; ');
  return {
    state: row.state,
    reason: row.reason,
    message: row.says
      .replace('{waiting}', waiting || 'What it waits for is not told')
      .replace('{missing}', missing(input.reading)),
    evidence,
  };
}

/** Conditions that do not hold, with the words of the operator: `Available` lists the services that do not work. */
function unmet(conditions: readonly Condition[]): string {
  return conditions
    .filter(({ status }) => status !== 'True')
    .map(
      ({ type, status, reason, message }) =>
        `condition ${type} is ${status}: ${
          message || reason || 'without a reason'
        }`,
    )
    .join('; ');
}

function missing(reading: Reading): string {
  const messages = INSTALL_FACTS.flatMap(fact => {
    const outcome = reading.outcome(fact);
    if (!outcome) {
      return [`${fact.title}: not read`];
    }
    return outcome.ok ? [] : [outcome.message];
  });
  return [...new Set(messages)].join('; ') || 'nothing tells it';
}

function conditionsOf(reading: Reading): Condition[] {
  const config = reading.value(runaiConfigsFact)?.[0];
  const conditions = config?.conditions ?? [];
  return [
    ...(conditions.length > 0
      ? conditions
      : reading.value(runaiPublicFact)?.conditions ?? []),
  ];
}

function evidenceOf(
  signals: InstallSignals,
  input: ComponentInput,
): Evidence[] {
  const { reading, namespace, services, conditions, cluster } = input;
  const line = (
    fact: Fact<unknown>,
    what: string,
    value: string,
    key?: string,
  ): Evidence => ({
    what,
    ...(key && { key }),
    value,
    observedAt: reading.outcome(fact)?.observedAt ?? '',
  });
  const unread = (fact: Fact<unknown>): string | undefined => {
    const outcome = reading.outcome(fact);
    return outcome?.ok ? undefined : outcome?.message ?? 'not read';
  };
  const lines = [
    line(
      runaiNamespacesFact,
      `namespace/${namespace}`,
      unread(runaiNamespacesFact) ?? signals.namespace,
    ),
  ];
  if (cluster) {
    const definitions = (reading.value(crdsFact) ?? []).filter(
      isRunaiDefinition,
    );
    const config = reading.value(runaiConfigsFact)?.[0];
    const published = reading.value(runaiPublicFact);
    lines.push(
      line(
        crdsFact,
        'definitions of the group run.ai',
        unread(crdsFact) ??
          (definitions.length > 0
            ? definitions.map(({ name }) => name).join(', ')
            : 'absent'),
      ),
      line(
        runaiConfigsFact,
        config ? `runaiconfig/${config.name}` : 'runaiconfig',
        unread(runaiConfigsFact) ??
          (config
            ? `present, ${config.conditions.length} conditions`
            : 'absent'),
      ),
      ...conditions.map(({ type, status, reason, message }) =>
        line(
          runaiConfigsFact,
          'RunaiConfig',
          [status, reason, message].filter(Boolean).join(', '),
          `condition ${type}`,
        ),
      ),
      line(
        runaiPublicFact,
        `configmap/${namespace}/runai-public`,
        unread(runaiPublicFact) ??
          (published?.found
            ? `version ${published.clusterVersion ?? 'not told'}`
            : 'absent'),
      ),
      ...(published?.dependencies ?? [])
        .filter(({ available }) => available === false)
        .map(({ name, required, reason }) =>
          line(
            runaiPublicFact,
            'runai-public',
            reason ?? 'not available',
            `${required ? 'required' : 'optional'} dependency ${name}`,
          ),
        ),
    );
  }
  lines.push(
    ...(services.length === 0
      ? [
          line(
            workloadsFact,
            `workloads in ${namespace}`,
            unread(workloadsFact) ?? 'none',
          ),
        ]
      : services.map(({ kind, name, ready, desired, message }) =>
          line(
            workloadsFact,
            `${kind} ${namespace}/${name}`,
            `${ready} of ${desired} ready${message ? `, ${message}` : ''}`,
            'ready',
          ),
        )),
  );
  return lines;
}

function oldest(reading: Reading): string | undefined {
  return INSTALL_FACTS.flatMap(
    fact => reading.outcome(fact)?.observedAt || [],
  ).sort()[0];
}
