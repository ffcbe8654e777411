import {
  clusterSettingsSchema,
  createEngine,
  SnapshotTaker,
} from '@runai-portal/checks';
import { KubeClient } from '@runai-portal/kube';
import {
  type DemoFleet,
  type DemoFleetMember,
  startDemoFleet,
} from '@runai-portal/simulator';

let fleet: DemoFleet;

beforeAll(async () => {
  fleet = await startDemoFleet();
});
afterAll(async () => {
  await fleet.close();
});

function member(name: string): DemoFleetMember {
  const found = fleet.clusters.find(cluster => cluster.name === name);
  if (!found) {
    throw new Error(`the demo has no cluster ${name}`);
  }
  return found;
}

/** Judges a cluster of the demo as the portal does. */
async function judge(name: string) {
  const { settings, attestations, running } = member(name);
  const { server, caData, token } = running.connection();
  const client = KubeClient.create({
    server,
    caData,
    credentials: async () => ({ token }),
  });
  try {
    const session = createEngine().connect({
      name,
      client,
      settings: clusterSettingsSchema.parse(settings),
    });
    const { verdict, summaries } = await session.run({
      statements: { attestations },
    });
    const snapshot = await new SnapshotTaker(session).snapshot();
    const open = summaries.filter(
      ({ status, attestation }) => status !== 'pass' && !attestation,
    );
    const named = (status: string, severity?: string) =>
      open
        .filter(summary => summary.status === status)
        .filter(summary => !severity || summary.severity === severity)
        .map(summary => summary.checkId)
        .sort();
    return { verdict, summaries, snapshot, named };
  } finally {
    await client.close();
  }
}

it('finds gpu-prod ready, healthy and installed', async () => {
  const { verdict, snapshot, named } = await judge('gpu-prod');
  expect(verdict).toMatchObject({ state: 'ready', attested: 5 });
  expect([named('warn'), named('fail'), named('unknown')]).toEqual([
    [],
    [],
    [],
  ]);
  expect(snapshot.healthNow.state).toBe('healthy');
  expect(snapshot.install).toMatchObject({
    state: 'installed',
    version: '2.0.58',
    workloads: { ready: 9, desired: 9 },
  });
  expect(snapshot.capacity).toEqual({
    nodes: { total: 12, ready: 12 },
    gpus: { total: 48, allocatable: 48, allocated: 30 },
  });
});

it('finds ocp-lab not ready for want of shared storage alone, on the OpenShift track', async () => {
  const { verdict, snapshot, named } = await judge('ocp-lab');
  expect(verdict.state).toBe('notReady');
  expect(verdict.blockers[0]).toMatchObject({ checkId: 'storage.shared-rwx' });
  expect(named('fail', 'required')).toEqual(['storage.shared-rwx']);
  expect(named('fail', 'recommended')).toContain(
    'nodes.control-plane-separate',
  );
  expect(snapshot.platform).toMatchObject({
    track: 'openshift',
    openshiftVersion: '4.6.8',
  });
  expect(snapshot.healthNow.state).toBe('healthy');
  expect(snapshot.install.state).toBe('notInstalled');
});

it('finds vault installing, and names the image that is waited for', async () => {
  const { verdict, snapshot, named } = await judge('vault');
  expect(verdict.state).toBe('notReady');
  expect(named('fail')).toEqual(['mode.artifacts']);
  expect(snapshot.install.state).toBe('installing');
  expect(snapshot.install.backend.state).toBe('installed');
  expect(snapshot.install.cluster.message).toContain(
    'registry.vault.example.com:5000/runai-scheduler:v2.0.58',
  );
});

it('finds rancher-ml degraded by the driver of gpu-07, which blocks the device plugin', async () => {
  const { verdict, summaries, snapshot, named } = await judge('rancher-ml');
  expect(verdict.state).toBe('notReady');
  expect(verdict.blockers[0]).toMatchObject({
    checkId: 'gpu.node-driver',
    message: expect.stringContaining('gpu-07'),
  });
  expect(named('fail')).toEqual(['gpu.node-driver']);
  expect(
    summaries.find(({ checkId }) => checkId === 'gpu.node-device-plugin'),
  ).toMatchObject({ reason: 'BlockedBy', blockedBy: 'gpu.node-driver' });
  expect(snapshot.healthNow.state).toBe('degraded');
  expect(snapshot.install).toMatchObject({
    state: 'installed',
    version: '2.0.58',
  });
  expect(snapshot.capacity?.gpus).toEqual({
    total: 56,
    allocatable: 48,
    allocated: 38,
  });
});

it('finds cloud-gpu ready with warnings, its network stated, with GPUs by MIG profile', async () => {
  const { verdict, snapshot, named } = await judge('cloud-gpu');
  expect(verdict).toMatchObject({ state: 'readyWithWarnings', attested: 5 });
  expect(named('warn')).toHaveLength(2);
  expect(snapshot.healthNow.state).toBe('healthy');
  expect(snapshot.install).toMatchObject({
    state: 'installed',
    version: '2.25.1',
  });
  expect(snapshot.gpus?.map(({ resource }) => resource).sort()).toEqual([
    'nvidia.com/gpu',
    'nvidia.com/mig-1g.10gb',
    'nvidia.com/mig-3g.40gb',
  ]);
});

it('cannot tell of shared-it, and names both permissions', async () => {
  const { verdict, summaries, snapshot } = await judge('shared-it');
  expect(verdict.state).toBe('undetermined');
  const permissions = summaries.find(
    ({ checkId }) => checkId === 'cluster.permissions',
  );
  expect(permissions?.message).toContain(
    'list nodes or storageclasses of storage.k8s.io',
  );
  expect(snapshot.capacity).toBeUndefined();
  expect(snapshot.healthNow.state).toBe('unknown');
});

it('finds edge-dc well at first, and then with a certificate of an unknown authority', async () => {
  const first = await judge('edge-dc');
  expect(first.verdict.state).toBe('readyWithWarnings');
  expect(first.snapshot.capacity?.gpus).toEqual({
    total: 16,
    allocatable: 16,
    allocated: 9,
  });

  const deadline = Date.now() + 30_000;
  let connection = first.snapshot.connection.state;
  while (connection === 'connected' && Date.now() < deadline) {
    // Idle longer than the cluster waits for, since every call puts the change off.
    await new Promise(resolve => setTimeout(resolve, 2_000));
    connection = (await judge('edge-dc')).snapshot.connection.state;
  }
  expect(connection).toBe('tlsError');
}, 60_000);
