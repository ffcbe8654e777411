import {
  cluster,
  crd,
  deployment,
  event,
  node,
  persistentVolume,
  pod,
  service,
  storageClass,
  type RunningCluster,
} from '..';
import { call } from '../__testUtils__/call';

const now = new Date('2026-05-20T12:00:00Z');
const started: RunningCluster[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map(running => running.close()));
});

async function start(version: string, ...objects: object[]) {
  const running = await cluster('tables')
    .kubernetes(version)
    .nodes(node('gpu-01'))
    .objects(objects)
    .controlled()
    .start({ now: () => now });
  started.push(running);
  return running;
}

/** A table as rows of text by column, those of priority 1 in brackets. */
async function table(running: RunningCluster, path: string) {
  const { columnDefinitions, rows } = (
    await call(running, path, {
      headers: {
        accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
      },
    })
  ).json();
  const columns: string[] = columnDefinitions.map(
    ({ name, priority }: { name: string; priority: number }) =>
      priority ? `(${name})` : name,
  );
  return rows.map(({ cells }: { cells: unknown[] }) =>
    Object.fromEntries(columns.map((name, index) => [name, cells[index]])),
  );
}

const crashing = pod('ml', 'train', {
  node: 'gpu-01',
  created: '2026-05-20T11:19:00Z',
  restarts: 14,
  lastExit: {
    exitCode: 1,
    reason: 'Error',
    finishedAt: '2026-05-20T11:56:00Z',
  },
  waiting: { reason: 'CrashLoopBackOff', message: 'back-off' },
});

it('prints a pod as 1.20 does', async () => {
  const running = await start('1.20.2', crashing);
  expect(await table(running, '/api/v1/namespaces/ml/pods')).toEqual([
    {
      Name: 'train',
      Ready: '0/1',
      Status: 'CrashLoopBackOff',
      Restarts: 14,
      Age: '41m',
      '(IP)': expect.stringMatching(/^10\.244\./),
      '(Node)': 'gpu-01',
      '(Nominated Node)': '<none>',
      '(Readiness Gates)': '<none>',
    },
  ]);
});

it('prints a pod as 1.36 does, with the age of its last restart', async () => {
  const running = await start('1.36.0', crashing);
  expect(await table(running, '/api/v1/pods')).toEqual([
    expect.objectContaining({ Restarts: '14 (4m ago)' }),
  ]);
});

it('says at which init container a pod is', async () => {
  const running = await start(
    '1.20.2',
    pod('ml', 'waiting', {
      node: 'gpu-01',
      initContainers: [
        { name: 'first', image: 'a:1' },
        { name: 'second', image: 'b:1' },
      ],
      initializing: true,
    }),
  );
  expect(await table(running, '/api/v1/pods')).toEqual([
    expect.objectContaining({ Status: 'Init:0/2', Ready: '0/1' }),
  ]);
});

it('prints events without their names first', async () => {
  const running = await start(
    '1.20.2',
    event(
      { kind: 'Pod', namespace: 'ml', name: 'train' },
      {
        component: 'kubelet',
        host: 'gpu-01',
        type: 'Warning',
        reason: 'BackOff',
        message: 'Back-off restarting failed container',
        first: '2026-05-20T11:20:00Z',
        last: '2026-05-20T11:59:30Z',
        count: 168,
      },
    ),
  );
  expect(
    await table(
      running,
      '/api/v1/namespaces/ml/events?fieldSelector=involvedObject.name%3Dtrain%2CinvolvedObject.kind%3DPod',
    ),
  ).toEqual([
    {
      'Last Seen': '30s',
      Type: 'Warning',
      Reason: 'BackOff',
      Object: 'pod/train',
      '(Subobject)': '',
      '(Source)': 'kubelet, gpu-01',
      Message: 'Back-off restarting failed container',
      '(First Seen)': '40m',
      '(Count)': 168,
      '(Name)': expect.stringMatching(/^train\./),
    },
  ]);
  expect(
    await table(
      running,
      '/api/v1/events?fieldSelector=involvedObject.name%3Dother',
    ),
  ).toEqual([]);
});

it('prints what belongs to a Service, and what controllers make of a Deployment', async () => {
  const running = await start(
    '1.20.2',
    deployment('ml', 'web', { desired: 2 }),
    service('ml', 'web', { port: 80, targetPort: 8080 }),
  );
  const [replicaSet] = await table(running, '/apis/apps/v1/replicasets');
  expect(replicaSet).toMatchObject({ Desired: 2, Current: 2, Ready: 2 });
  const pods = await table(running, '/api/v1/namespaces/ml/pods');
  expect(pods).toHaveLength(2);
  expect(pods[0]).toMatchObject({ Ready: '1/1', Status: 'Running' });
  expect(pods[0].Name).toMatch(new RegExp(`^${replicaSet.Name}-`));
  expect(await table(running, '/api/v1/services')).toEqual([
    expect.objectContaining({
      Type: 'ClusterIP',
      'External-IP': '<none>',
      'Port(s)': '80/TCP',
      '(Selector)': 'app=web',
    }),
  ]);
  const [{ Endpoints }] = await table(running, '/api/v1/endpoints');
  expect(Endpoints).toMatch(/^10\.244\.\d+\.\d+:8080,10\.244\.\d+\.\d+:8080$/);
  expect(
    await table(running, '/apis/discovery.k8s.io/v1beta1/endpointslices'),
  ).toEqual([expect.objectContaining({ AddressType: 'IPv4', Ports: '8080' })]);
  expect(
    await table(
      running,
      '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases',
    ),
  ).toEqual([expect.objectContaining({ Name: 'gpu-01', Holder: 'gpu-01' })]);
});

it('prints storage, the default class by its mark', async () => {
  const running = await start(
    '1.36.0',
    storageClass('nfs', 'example.com/nfs', { default: true }),
    persistentVolume('datasets', {
      storageClass: 'nfs',
      claim: { namespace: 'data', name: 'datasets' },
    }),
  );
  expect(
    await table(running, '/apis/storage.k8s.io/v1/storageclasses'),
  ).toEqual([expect.objectContaining({ Name: 'nfs (default)' })]);
  expect(await table(running, '/api/v1/persistentvolumes')).toEqual([
    expect.objectContaining({
      Capacity: '1Ti',
      'Access Modes': 'RWX',
      Claim: 'data/datasets',
      VolumeAttributesClass: '<unset>',
      '(VolumeMode)': 'Filesystem',
    }),
  ]);
});

it('prints the columns of a definition, and its dates as ages', async () => {
  const running = await start(
    '1.20.2',
    crd('widgets.example.com', {
      kind: 'Widget',
      columns: [
        { name: 'Size', type: 'string', jsonPath: '.spec.size' },
        { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
      ],
    }),
    {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: {
        name: 'one',
        namespace: 'ml',
        creationTimestamp: '2026-05-03T12:00:00Z',
      },
      spec: { size: 'large' },
    },
  );
  expect(await table(running, '/apis/example.com/v1/widgets')).toEqual([
    { Name: 'one', Size: 'large', Age: '17d' },
  ]);
});
