import {
  INSTALL_SIGNALS,
  installTable,
  rowFor,
  type InstallRow,
  type InstallSignals,
} from './table';

const CLUSTER_TABLE = installTable().cluster;
const BACKEND_TABLE = installTable().backend;

/** Every combination of every value of every signal. */
function allSignals(): InstallSignals[] {
  const { namespace, definitions, config, workloads } = INSTALL_SIGNALS;
  return namespace.flatMap(ns =>
    definitions.flatMap(crds =>
      config.flatMap(runaiConfig =>
        workloads.map(services => ({
          namespace: ns,
          definitions: crds,
          config: runaiConfig,
          workloads: services,
        })),
      ),
    ),
  );
}

const ALL = allSignals();
const WELL: InstallSignals = {
  namespace: 'present',
  definitions: 'present',
  config: 'available',
  workloads: 'ready',
};

/** An example of each row, by its reason: the signals that differ from a healthy installation of today. */
const CLUSTER_EXAMPLES: Record<string, Partial<InstallSignals>> = {
  NamespaceTerminating: { namespace: 'terminating' },
  ConfigTerminating: { config: 'terminating' },
  DefinitionsLeft: { namespace: 'absent', config: 'absent', workloads: 'none' },
  NothingFound: {
    namespace: 'absent',
    definitions: 'absent',
    config: 'absent',
    workloads: 'none',
  },
  DefinitionsUnreadable: {
    namespace: 'absent',
    definitions: 'unknown',
    config: 'absent',
    workloads: 'none',
  },
  WorkloadsUnreadable: { workloads: 'unknown' },
  NamespaceOnly: { definitions: 'absent', config: 'absent', workloads: 'none' },
  NoDefinitions: {
    namespace: 'unknown',
    definitions: 'absent',
    config: 'absent',
    workloads: 'none',
  },
  NamespaceUnreadable: {
    namespace: 'unknown',
    config: 'absent',
    workloads: 'none',
  },
  DefinitionsMissing: { definitions: 'absent', config: 'absent' },
  DependenciesMissing: { config: 'blocked', workloads: 'none' },
  ServicesGone: { workloads: 'none' },
  NoServicesYet: { config: 'silent', workloads: 'none' },
  ScaledToZero: { workloads: 'stopped' },
  RolloutFailed: { workloads: 'stuck' },
  RollingOut: { workloads: 'updating' },
  PodsMoving: { workloads: 'moving' },
  ConditionNotMet: { config: 'unwell' },
  ServicesNotReady: { config: 'unwell', workloads: 'starting' },
  DependenciesNotFulfilled: { config: 'blocked', workloads: 'starting' },
  ServiceLost: { workloads: 'starting' },
  ServiceNotReady: { config: 'silent', workloads: 'lost' },
  AllReady: { config: 'silent' },
  NotDeployedYet: { config: 'deploying' },
  NoConfigYet: { config: 'absent' },
  ConfigUnreadable: { config: 'unknown' },
  ConfigUnreadableWhileStarting: { config: 'unknown', workloads: 'starting' },
  ServicesStarting: { config: 'silent', workloads: 'starting' },
};

const BACKEND_EXAMPLES: Record<string, Partial<InstallSignals>> = {
  NamespaceTerminating: { namespace: 'terminating' },
  NothingFound: { namespace: 'absent', workloads: 'none' },
  WorkloadsUnreadable: { workloads: 'unknown' },
  NamespaceOnly: { workloads: 'none' },
  NoServices: { namespace: 'unknown', workloads: 'none' },
  ScaledToZero: { workloads: 'stopped' },
  RolloutFailed: { workloads: 'stuck' },
  RollingOut: { workloads: 'updating' },
  PodsMoving: { workloads: 'moving' },
  ServiceNotReady: { workloads: 'lost' },
  ServicesStarting: { workloads: 'starting' },
  AllReady: {},
};

describe.each<
  [string, readonly InstallRow[], Record<string, Partial<InstallSignals>>]
>([
  ['the cluster component', CLUSTER_TABLE, CLUSTER_EXAMPLES],
  ['the backend', BACKEND_TABLE, BACKEND_EXAMPLES],
])('the table of %s', (_name, table, examples) => {
  it('has a row for every combination of signals', () => {
    expect(() => ALL.map(signals => rowFor(table, signals))).not.toThrow();
  });

  it('has no row that another one always forestalls', () => {
    const used = new Set(ALL.map(signals => rowFor(table, signals).reason));
    expect(
      table.map(({ reason }) => reason).filter(reason => !used.has(reason)),
    ).toEqual([]);
  });

  it('gives each row a reason of its own', () => {
    expect(new Set(table.map(({ reason }) => reason)).size).toBe(table.length);
  });

  it('names only signals and values that exist', () => {
    const known: Record<string, readonly string[]> = INSTALL_SIGNALS;
    for (const { when } of table) {
      for (const [signal, values] of Object.entries(when)) {
        expect(values.filter(value => !known[signal].includes(value))).toEqual(
          [],
        );
      }
    }
  });

  it('has an example of every row here', () => {
    expect(Object.keys(examples).sort()).toEqual(
      table.map(({ reason }) => reason).sort(),
    );
  });

  it.each(table.map(row => [row.reason, row.state] as const))(
    'says %s: %s',
    (reason, state) => {
      expect(rowFor(table, { ...WELL, ...examples[reason] })).toMatchObject({
        reason,
        state,
      });
    },
  );

  it('never calls installed, notInstalled or residue what rests on something unread', () => {
    const definite = ['installed', 'notInstalled', 'residue'];
    for (const signals of ALL.filter(
      ({ workloads }) => workloads === 'unknown',
    )) {
      const state = rowFor(table, signals).state;
      // Without a namespace there can be no workload in it: nothing is missing then.
      expect(definite.includes(state) && signals.namespace !== 'absent').toBe(
        false,
      );
    }
  });
});

it('is installed for the layout of 2021, which has no conditions, and for the newest', () => {
  expect(rowFor(CLUSTER_TABLE, { ...WELL, config: 'silent' }).state).toBe(
    'installed',
  );
  expect(rowFor(CLUSTER_TABLE, WELL).state).toBe('installed');
});

it('never calls installed what has a service that is not ready', () => {
  for (const signals of ALL.filter(
    ({ workloads }) => workloads === 'starting' || workloads === 'lost',
  )) {
    expect(rowFor(CLUSTER_TABLE, signals).state).not.toBe('installed');
  }
});
