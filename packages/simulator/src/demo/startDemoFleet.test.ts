import { Agent, request } from 'undici';
import { type DemoFleet, type DemoFleetMember, startDemoFleet } from '.';

let fleet: DemoFleet;
const agents: Agent[] = [];

beforeAll(async () => {
  fleet = await startDemoFleet({ now: () => new Date('2026-05-20T12:00:00Z') });
});
afterAll(async () => {
  await Promise.all(agents.map(agent => agent.close()));
  await fleet.close();
});

function member(name: string): DemoFleetMember {
  const found = fleet.clusters.find(candidate => candidate.name === name);
  if (!found) {
    throw new Error(`no demo cluster ${name}`);
  }
  return found;
}

async function ask(name: string, path: string) {
  const { server, caData, token } = member(name).running.connection();
  const agent = new Agent({ connect: { ca: caData } });
  agents.push(agent);
  return request(`${server}${path}`, {
    dispatcher: agent,
    headers: { authorization: `Bearer ${token}` },
  });
}

async function get(name: string, path: string) {
  const answer = await ask(name, path);
  return {
    status: answer.statusCode,
    json: JSON.parse(await answer.body.text()),
  };
}

async function read(name: string, path: string): Promise<string> {
  return (await ask(name, path)).body.text();
}

type Resources = Record<string, string>;
interface NodeItem {
  status: { capacity: Resources; allocatable: Resources };
}
interface PodItem {
  spec: { containers: { resources: { requests?: Resources } }[] };
}

/** GPUs whole or as MIG devices. */
function gpusIn(all: (Resources | undefined)[]): number {
  return all
    .flatMap(resources => Object.entries(resources ?? {}))
    .filter(([name]) => /^nvidia\.com\/(gpu$|mig-)/.test(name))
    .reduce((total, [, count]) => total + Number(count), 0);
}

it.each([
  ['gpu-prod', 12, 48, 48, 30],
  ['ocp-lab', 3, 12, 12, 0],
  ['vault', 7, 16, 16, 0],
  ['rancher-ml', 8, 56, 48, 38],
  ['cloud-gpu', 9, 24, 24, 20],
  ['edge-dc', 4, 16, 16, 9],
])(
  '%s has %i nodes and %i GPUs, offers %i and has allocated %i',
  async (name, nodes, total, offered, allocated) => {
    const items: NodeItem[] = (await get(name, '/api/v1/nodes')).json.items;
    expect(items).toHaveLength(nodes);
    expect(gpusIn(items.map(item => item.status.capacity))).toBe(total);
    expect(gpusIn(items.map(item => item.status.allocatable))).toBe(offered);

    const pods: PodItem[] = (await get(name, '/api/v1/pods')).json.items;
    const containers = pods.flatMap(pod => pod.spec.containers);
    expect(
      gpusIn(containers.map(container => container.resources.requests)),
    ).toBe(allocated);
  },
);

it('refuses nodes and storage classes to the account of shared-it, and nothing else', async () => {
  expect(await get('shared-it', '/api/v1/nodes')).toMatchObject({
    status: 403,
    json: {
      message:
        'nodes is forbidden: User "it-readonly" cannot list resource "nodes" in API group "" at the cluster scope',
    },
  });
  expect(
    (await get('shared-it', '/apis/storage.k8s.io/v1/storageclasses')).status,
  ).toBe(403);
  expect((await get('shared-it', '/apis/apps/v1/deployments')).status).toBe(
    200,
  );
});

it('never lets the portal read Secrets', async () => {
  for (const { name } of fleet.clusters.filter(
    candidate => candidate.name !== 'edge-dc',
  )) {
    expect((await get(name, '/api/v1/secrets')).status).toBe(403);
  }
});

describe('what there is to browse', () => {
  it('is a crash-looping driver with its log, on the node that is broken', async () => {
    const namespace = '/api/v1/namespaces/gpu-operator-resources';
    const { json } = await get('rancher-ml', `${namespace}/pods`);
    const pods: {
      metadata: { name: string };
      spec: { nodeName: string };
      status: { containerStatuses: { state: object }[] };
    }[] = json.items;
    const broken = pods.filter(({ status }) =>
      JSON.stringify(status.containerStatuses).includes('CrashLoopBackOff'),
    );
    expect(broken.map(({ spec }) => spec.nodeName)).toEqual(['gpu-07']);
    const [{ metadata }] = broken;
    const log = await read(
      'rancher-ml',
      `${namespace}/pods/${metadata.name}/log`,
    );
    expect(log).toContain('nouveau kernel module is loaded');
  });

  it.each([
    ['vault', 'ImagePullBackOff'],
    ['rancher-ml', 'Back-off restarting failed container'],
    ['gpu-prod', 'Started container train'],
    ['cloud-gpu', 'NodeNotSchedulable'],
  ])('are events of %s that say %s', async (name, words) => {
    expect(await read(name, '/api/v1/events')).toContain(words);
  });

  it('is a pod for each that a workload counts as ready', async () => {
    const { json } = await get('gpu-prod', '/apis/apps/v1/deployments');
    const wanted = json.items.reduce(
      (sum: number, { status }: { status: { readyReplicas?: number } }) =>
        sum + (status.readyReplicas ?? 0),
      0,
    );
    const pods: { metadata: { ownerReferences?: { kind: string }[] } }[] = (
      await get('gpu-prod', '/api/v1/pods')
    ).json.items;
    expect(
      pods.filter(
        ({ metadata }) => metadata.ownerReferences?.[0]?.kind === 'ReplicaSet',
      ),
    ).toHaveLength(wanted);
  });
});

it('changes the certificate of edge-dc once nobody has called for a while', async () => {
  const deadline = Date.now() + 20_000;
  let code: string | undefined;
  while (code === undefined && Date.now() < deadline) {
    await new Promise(resolve => setTimeout(resolve, 1600));
    code = await get('edge-dc', '/version').then(
      () => undefined,
      error => error.code ?? error.cause?.code,
    );
  }
  expect(code).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
}, 30_000);
