import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KubeClient, type ClusterConnection } from '@runai-portal/kube';
import {
  cluster as simulated,
  crd,
  daemonSet,
  deployment,
  namespace,
  runaiConfig,
  runaiPublic,
  statefulSet,
  withoutReplicas,
  type KubeObject,
} from '@runai-portal/simulator';
import { createEngine } from '../createEngine';
import { clusterSettingsSchema } from '../settings';
import { SnapshotTaker, type ClusterSnapshot } from '../snapshot';
import { load, startCluster, whyNoCluster } from './kube';

/** A cluster of either kind, as far as the steps need it. */
interface Stage {
  connection: ClusterConnection;
  put(...objects: KubeObject[]): Promise<void>;
  removeNamespace(name: string): Promise<void>;
  down(): Promise<void>;
}

/** What an installation brought in one era. */
interface Layout {
  version: string;
  definitions: KubeObject[];
  config: KubeObject;
  services(created: string): KubeObject[];
  published: KubeObject[];
}

const OPERATOR = 'gcr.io/run-ai-prod/operator:2.0.58';
const definition = (name: string, kind: string) =>
  crd(name, { kind, scope: 'Namespaced' });

const LAYOUT_2021: Layout = {
  version: '2.0.58',
  definitions: [
    definition('runaiconfigs.run.ai', 'RunaiConfig'),
    definition('runaijobs.run.ai', 'RunaiJob'),
    definition('projects.run.ai', 'Project'),
    definition('queues.scheduling.run.ai', 'Queue'),
  ],
  config: runaiConfig({ conditions: 'none' }),
  services: created => [
    deployment('runai', 'runai-operator', {
      created,
      containers: [{ name: 'runai-operator', image: OPERATOR }],
    }),
    deployment('runai', 'runai-scheduler', { created }),
    deployment('runai', 'runai-agent', { created }),
    statefulSet('runai', 'runai-db', { created }),
    daemonSet('runai', 'runai-container-toolkit', { created, desired: 0 }),
  ],
  published: [],
};

const LAYOUT_TODAY: Layout = {
  version: '2.22.47',
  definitions: [
    definition('runaiconfigs.run.ai', 'RunaiConfig'),
    definition('accessrules.run.ai', 'AccessRule'),
    definition('nodepools.run.ai', 'NodePool'),
  ],
  config: runaiConfig(),
  services: created => [
    deployment('runai', 'runai-operator', { created }),
    deployment('runai', 'cluster-sync', { created }),
    deployment('runai', 'runai-scheduler', { created }),
    daemonSet('runai', 'runai-container-toolkit', { created, desired: 2 }),
  ],
  published: [runaiPublic('2.22.47')],
};

async function simulatedStage(): Promise<Stage> {
  const running = await simulated('stage')
    .kubernetes('1.20.2')
    .account('token', { user: 'portal', rules: 'all' })
    .start();
  const { server, caData, token } = running.connection();
  return {
    connection: { server, caData, credentials: async () => ({ token }) },
    put: async (...objects) => running.put(...objects),
    removeNamespace: async name =>
      running.remove({ apiVersion: 'v1', kind: 'Namespace', name }),
    down: () => running.close(),
  };
}

async function realStage(version: '1.20' | '1.36'): Promise<Stage> {
  const real = await startCluster(version, 'states');
  const folder = await mkdtemp(path.join(tmpdir(), 'install-states-'));
  const client = KubeClient.create(real.connection);
  return {
    connection: real.connection,
    async put(...items) {
      const file = path.join(folder, 'objects.json');
      await writeFile(
        file,
        JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
      );
      await load(real, file);
    },
    removeNamespace: name =>
      client.delete({ version: 'v1', resource: 'namespaces', name }),
    async down() {
      await client.close();
      await rm(folder, { recursive: true });
      await real.down();
    },
  };
}

async function throughAllStates(stage: Stage, layout: Layout): Promise<void> {
  const client = KubeClient.create(stage.connection);
  const session = createEngine().connect({
    name: 'stage',
    client,
    settings: clusterSettingsSchema.parse({ name: 'stage' }),
  });
  const taker = new SnapshotTaker(session);
  const look = () => taker.snapshot({ fresh: true });
  const services = layout.services(new Date().toISOString());
  try {
    expect(told(await look())).toBe('notInstalled NothingFound');

    await stage.put(namespace('runai'));
    expect(told(await look())).toBe('notInstalled NamespaceOnly');

    await stage.put(...layout.definitions);
    const begun = await look();
    expect(told(begun)).toBe('installing NoServicesYet');
    expect(evidence(begun, 'definitions of the group run.ai')).toContain(
      'runaiconfigs.run.ai',
    );
    expect(begun.install.version).toBeUndefined();

    await stage.put(
      { ...layout.config, status: {} },
      withoutReplicas(services[0]),
      ...services.slice(1),
    );
    const starting = await look();
    expect(told(starting)).toBe('installing ServicesStarting');
    expect(starting.install.cluster.message).toContain(
      'runai-operator has 0 of 1 ready',
    );

    await stage.put(layout.config, ...services, ...layout.published);
    const installed = await look();
    expect(told(installed)).toBe('installed AllReady');
    expect(installed.install.version).toBe(layout.version);
    const wanting = services.filter(
      ({ metadata }) =>
        metadata.name !== 'runai-container-toolkit' || layout === LAYOUT_TODAY,
    );
    expect(installed.install.workloads).toEqual({
      ready: wanting.length,
      desired: wanting.length,
    });
    expect(evidence(installed, 'Deployment runai/runai-operator')).toBe(
      '1 of 1 ready',
    );
    expect(installed.install.backend.state).toBe('notInstalled');

    await stage.put(withoutReplicas(services[1]));
    const degraded = await look();
    const lost = services[1].metadata.name;
    expect(told(degraded)).toMatch(/^degraded Service/);
    expect(degraded.install.cluster.message).toContain(
      `${lost} has 0 of 1 ready`,
    );
    expect(evidence(degraded, `Deployment runai/${lost}`)).toMatch(
      /^0 of 1 ready/,
    );

    await stage.removeNamespace('runai');
    const left = await eventually(
      look,
      ({ install }) => install.state !== 'removing',
    );
    expect(told(left)).toBe('residue DefinitionsLeft');
    expect(evidence(left, 'namespace/runai')).toBe('absent');
    expect(left.install.residue.map(({ command }) => command)).toContain(
      'kubectl delete customresourcedefinition runaiconfigs.run.ai',
    );
    expect(
      left.install.residue.map(({ command }) => command).join(),
    ).not.toContain('queues.scheduling.run.ai');
  } finally {
    await client.close();
    await stage.down();
  }
}

function told({ install }: ClusterSnapshot): string {
  return `${install.state} ${install.cluster.reason}`;
}

function evidence(
  { install }: ClusterSnapshot,
  what: string,
): string | undefined {
  return install.cluster.evidence.find(entry => entry.what === what)?.value;
}

async function eventually<T>(
  look: () => Promise<T>,
  holds: (value: T) => boolean,
): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const value = await look();
    if (holds(value) || Date.now() > end) {
      return value;
    }
  }
}

describe('install states on a simulated API server', () => {
  it.each([
    ['2021', LAYOUT_2021],
    ['today', LAYOUT_TODAY],
  ])(
    'are told step by step for the layout of %s',
    async (_era, layout) => throughAllStates(await simulatedStage(), layout),
    60_000,
  );
});

for (const [version, era, layout] of [
  ['1.20', '2021', LAYOUT_2021],
  ['1.36', 'today', LAYOUT_TODAY],
] as const) {
  const reason = whyNoCluster(version);
  const real = reason ? describe.skip : describe;
  real(
    `install states on a real API server of Kubernetes ${version}${
      reason ? `: skipped, ${reason}` : ''
    }`,
    () => {
      it(`are told step by step for the layout of ${era}`, async () => {
        await throughAllStates(await realStage(version), layout);
      }, 300_000);
    },
  );
}
