import { request } from 'undici';
import { Agent } from 'undici';
import { cluster, crd, deployment, node, type RunningCluster } from '.';

let running: RunningCluster;
let agent: Agent;

beforeAll(async () => {
  running = await cluster('gpu-prod')
    .kubernetes('1.20.2')
    .nodes(
      ...['a', 'b', 'c', 'd', 'e'].map(name =>
        node(name).gpus(8, 'Tesla V100-SXM2-32GB').driver('450.80.02'),
      ),
    )
    .objects(
      crd('runaiconfigs.run.ai', { kind: 'RunaiConfig' }),
      {
        apiVersion: 'run.ai/v1',
        kind: 'RunaiConfig',
        metadata: { namespace: 'runai', name: 'runai' },
      },
      deployment('runai', 'runai-operator'),
    )
    .account('portal-token', { user: 'portal', rules: 'all' })
    .start();
  agent = new Agent({ connect: { ca: running.caData } });
});
afterAll(async () => {
  await agent.close();
  await running.close();
});

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await request(`${running.server}${path}`, {
    dispatcher: agent,
    headers: { authorization: `Bearer ${running.token()}`, ...headers },
  });
  const text = await answer.body.text();
  return {
    status: answer.statusCode,
    json: JSON.parse(text),
    headers: answer.headers,
  };
}

it('serves its version', async () => {
  expect((await get('/version')).json.gitVersion).toBe('v1.20.2');
});

it('lists nodes in pages that come from one revision', async () => {
  const first = await get('/api/v1/nodes?limit=2');
  expect(first.json.metadata).toMatchObject({ remainingItemCount: 3 });
  const second = await get(
    `/api/v1/nodes?limit=2&continue=${encodeURIComponent(
      first.json.metadata.continue,
    )}`,
  );
  expect(
    second.json.items.map(
      (item: { metadata: { name: string } }) => item.metadata.name,
    ),
  ).toEqual(['c', 'd']);
  expect(second.json.metadata.resourceVersion).toBe(
    first.json.metadata.resourceVersion,
  );
});

it('serves custom resources once their definition is there', async () => {
  const list = await get('/apis/run.ai/v1/runaiconfigs');
  expect(list.json).toMatchObject({
    kind: 'RunaiConfigList',
    items: [{ kind: 'RunaiConfig', metadata: { name: 'runai' } }],
  });
});
