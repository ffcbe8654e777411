import type { InstallState } from '@runai-portal/backstage-plugin-runai-common';
import type { InstallSignal, InstallSignals } from './signals';

/** A row: where every named signal has one of the values, the state is this. Signals that are not named do not matter. */
export interface InstallRow {
  readonly when: {
    readonly [Signal in InstallSignal]?: readonly InstallSignals[Signal][];
  };
  readonly state: InstallState;
  /** A code of a closed set; unique within a table. */
  readonly reason: string;
  /** One sentence; `{missing}` and `{waiting}` are filled in. */
  readonly says: string;
}

/**
 * The cluster component (namespace `runai`). The first row that matches counts.
 *
 * @remarks Written for the layout of 2021 (RunaiConfig without conditions) and for the newest (four conditions). Nothing is
 * concluded from what could not be read: rows that need a signal name its values, and what is left is `unknown`.
 */
export const CLUSTER_TABLE: readonly InstallRow[] = [
  {
    when: { namespace: ['terminating'] },
    state: 'removing',
    reason: 'NamespaceTerminating',
    says: 'The namespace is being removed',
  },
  {
    when: { config: ['terminating'] },
    state: 'removing',
    reason: 'ConfigTerminating',
    says: 'RunaiConfig is being removed',
  },
  {
    when: { namespace: ['absent'], definitions: ['present'] },
    state: 'residue',
    reason: 'DefinitionsLeft',
    says: 'Definitions of Run:ai are left without its namespace. An earlier installation was removed in part, or the definitions were applied ahead of a new one',
  },
  {
    when: { namespace: ['absent'], definitions: ['absent'] },
    state: 'notInstalled',
    reason: 'NothingFound',
    says: 'There is neither a namespace nor a definition of Run:ai',
  },
  {
    when: { namespace: ['absent'], definitions: ['unknown'] },
    state: 'unknown',
    reason: 'DefinitionsUnreadable',
    says: 'Whether definitions of Run:ai are left cannot be read. There is no namespace of Run:ai; {missing}',
  },
  {
    when: { workloads: ['unknown'] },
    state: 'unknown',
    reason: 'WorkloadsUnreadable',
    says: 'Whether the services of Run:ai run cannot be read. Not read: {missing}',
  },
  {
    when: {
      namespace: ['present'],
      definitions: ['absent'],
      workloads: ['none'],
    },
    state: 'notInstalled',
    reason: 'NamespaceOnly',
    says: 'The namespace is there, and nothing of Run:ai is in it yet',
  },
  {
    when: {
      namespace: ['unknown'],
      definitions: ['absent'],
      workloads: ['none'],
    },
    state: 'notInstalled',
    reason: 'NoDefinitions',
    says: 'There is neither a definition nor a service of Run:ai',
  },
  {
    when: {
      namespace: ['unknown'],
      workloads: ['none'],
      config: ['absent', 'unknown'],
    },
    state: 'unknown',
    reason: 'NamespaceUnreadable',
    says: 'Whether an installation begins or its rest is left cannot be told. Not read: {missing}',
  },
  {
    when: { definitions: ['absent'] },
    state: 'degraded',
    reason: 'DefinitionsMissing',
    says: 'The definitions of Run:ai are missing. Services run in the namespace, but nothing can be submitted',
  },
  {
    when: {
      namespace: ['present', 'unknown'],
      workloads: ['none'],
      config: ['blocked'],
    },
    state: 'installing',
    reason: 'DependenciesMissing',
    says: 'The installation waits for what it depends on. Waiting: {waiting}',
  },
  {
    when: { workloads: ['none'], config: ['available', 'unwell'] },
    state: 'degraded',
    reason: 'ServicesGone',
    says: 'The services of Run:ai are gone. RunaiConfig says that it was deployed, but there is no service',
  },
  {
    when: { workloads: ['none'] },
    state: 'installing',
    reason: 'NoServicesYet',
    says: 'Namespace and definitions are there, services are not yet',
  },
  {
    when: { workloads: ['stopped'] },
    state: 'degraded',
    reason: 'ScaledToZero',
    says: 'Every service is scaled to 0',
  },
  {
    when: { workloads: ['stuck'] },
    state: 'failed',
    reason: 'RolloutFailed',
    says: 'Services did not come up within their progress deadline. Waiting: {waiting}',
  },
  {
    when: {
      workloads: ['updating'],
      config: ['available', 'unwell', 'silent', 'unknown'],
    },
    state: 'upgrading',
    reason: 'RollingOut',
    says: 'Another version of the services is being rolled out. Waiting: {waiting}',
  },
  {
    when: {
      workloads: ['moving'],
      config: ['available', 'unwell', 'silent'],
    },
    state: 'installed',
    reason: 'PodsMoving',
    says: 'All services are installed, and pods of some have just been made anew. Waiting: {waiting}',
  },
  {
    when: { config: ['unwell'], workloads: ['ready'] },
    state: 'degraded',
    reason: 'ConditionNotMet',
    says: 'All services are ready, but RunaiConfig says otherwise. Waiting: {waiting}',
  },
  {
    when: { config: ['unwell'] },
    state: 'degraded',
    reason: 'ServicesNotReady',
    says: 'Run:ai was deployed, and not all services are ready. Waiting: {waiting}',
  },
  {
    when: { config: ['blocked'] },
    state: 'installing',
    reason: 'DependenciesNotFulfilled',
    says: 'The installation waits for what it depends on. Waiting: {waiting}',
  },
  {
    when: { config: ['available'], workloads: ['starting', 'lost'] },
    state: 'degraded',
    reason: 'ServiceLost',
    says: 'Run:ai was available, and not all services are ready now. Waiting: {waiting}',
  },
  {
    when: { workloads: ['lost'] },
    state: 'degraded',
    reason: 'ServiceNotReady',
    says: 'Not all services are ready that were, or should be by now. Waiting: {waiting}',
  },
  {
    when: { workloads: ['ready'], config: ['available', 'silent'] },
    state: 'installed',
    reason: 'AllReady',
    says: 'All services are ready',
  },
  {
    when: { workloads: ['ready'], config: ['deploying'] },
    state: 'installing',
    reason: 'NotDeployedYet',
    says: 'Run:ai is not deployed completely yet. All services so far are ready; {waiting}',
  },
  {
    when: { config: ['absent'] },
    state: 'installing',
    reason: 'NoConfigYet',
    says: 'There is no RunaiConfig yet. Services are there, but nothing tells them what to install',
  },
  {
    when: { workloads: ['ready'], config: ['unknown'] },
    state: 'unknown',
    reason: 'ConfigUnreadable',
    says: 'Whether the installation is complete cannot be read. All services are ready; {missing}',
  },
  {
    when: { workloads: ['starting', 'moving'], config: ['unknown'] },
    state: 'unknown',
    reason: 'ConfigUnreadableWhileStarting',
    says: 'Whether all services ever were ready cannot be read. Not all are now; {missing}',
  },
  {
    when: {
      workloads: ['starting', 'updating', 'moving'],
      config: ['silent', 'deploying'],
    },
    state: 'installing',
    reason: 'ServicesStarting',
    says: 'Services are starting. Waiting: {waiting}',
  },
];

/** The backend (namespace `runai-backend`): it has neither definitions nor a RunaiConfig of its own. */
export const BACKEND_TABLE: readonly InstallRow[] = [
  {
    when: { namespace: ['terminating'] },
    state: 'removing',
    reason: 'NamespaceTerminating',
    says: 'The namespace is being removed',
  },
  {
    when: { namespace: ['absent'] },
    state: 'notInstalled',
    reason: 'NothingFound',
    says: 'No backend is installed here',
  },
  {
    when: { workloads: ['unknown'] },
    state: 'unknown',
    reason: 'WorkloadsUnreadable',
    says: 'Whether a backend runs here cannot be read. Not read: {missing}',
  },
  {
    when: { namespace: ['present'], workloads: ['none'] },
    state: 'notInstalled',
    reason: 'NamespaceOnly',
    says: 'The namespace of the backend is there, and nothing is in it yet',
  },
  {
    when: { namespace: ['unknown'], workloads: ['none'] },
    state: 'notInstalled',
    reason: 'NoServices',
    says: 'No service of a backend is here',
  },
  {
    when: { workloads: ['stopped'] },
    state: 'degraded',
    reason: 'ScaledToZero',
    says: 'Every service of the backend is scaled to 0',
  },
  {
    when: { workloads: ['stuck'] },
    state: 'failed',
    reason: 'RolloutFailed',
    says: 'Services of the backend did not come up within their progress deadline. Waiting: {waiting}',
  },
  {
    when: { workloads: ['updating'] },
    state: 'upgrading',
    reason: 'RollingOut',
    says: 'Another version of the backend is being rolled out. Waiting: {waiting}',
  },
  {
    when: { workloads: ['moving'] },
    state: 'installed',
    reason: 'PodsMoving',
    says: 'All services of the backend are installed, and pods of some have just been made anew. Waiting: {waiting}',
  },
  {
    when: { workloads: ['lost'] },
    state: 'degraded',
    reason: 'ServiceNotReady',
    says: 'Not all services of the backend are ready that were, or should be by now. Waiting: {waiting}',
  },
  {
    when: { workloads: ['starting'] },
    state: 'installing',
    reason: 'ServicesStarting',
    says: 'Services of the backend are starting. Waiting: {waiting}',
  },
  {
    when: { workloads: ['ready'] },
    state: 'installed',
    reason: 'AllReady',
    says: 'All services of the backend are ready',
  },
];

/** The row that counts. Both tables have one for every combination of signals: a test goes through all of them. */
export function rowFor(
  table: readonly InstallRow[],
  signals: InstallSignals,
): InstallRow | undefined {
  return table.find(({ when }) =>
    (Object.keys(when) as InstallSignal[]).every(signal => {
      const allowed: readonly string[] | undefined = when[signal];
      return allowed === undefined || allowed.includes(signals[signal]);
    }),
  );
}
