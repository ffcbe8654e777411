import { KubeClient } from '@runai-portal/kube';
import { cluster, node } from '@runai-portal/simulator';
import { testSettings } from '../testing';
import { createEngine } from '../createEngine';

// A generous deadline: a loaded machine takes long to start servers.
jest.setTimeout(60_000);

async function requestsOfARun(
  nodes: number,
  namespaces: number,
): Promise<{ total: number; pages: number }> {
  const running = await cluster('c')
    .kubernetes('1.20.2')
    .nodes(
      ...Array.from({ length: nodes }, (_, i) =>
        node(`node-${i}`).gpus(8, 'Tesla V100-SXM2-32GB').driver('450.80.02'),
      ),
    )
    .objects(
      ...Array.from({ length: namespaces }, (_, i) => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: `team-${i}` },
      })),
    )
    .start();
  const { token, ...connection } = running.connection();
  const client = KubeClient.create({
    ...connection,
    credentials: async () => ({ token }),
  });
  try {
    const session = createEngine().connect({
      name: 'c',
      client,
      settings: testSettings(),
    });
    const { requests, status } = await session.run();
    expect(status).toBe('completed');
    return {
      total: requests,
      pages: running.requests.filter(({ query }) => query.continue).length,
    };
  } finally {
    await client.close();
    await running.close();
  }
}

describe('a passive run', () => {
  it('takes at most 60 requests and one for each further page, whatever the number of nodes and namespaces', async () => {
    const small = await requestsOfARun(3, 1);
    const large = await requestsOfARun(1200, 40);
    expect(small.pages).toBe(0);
    expect(small.total).toBeLessThanOrEqual(60);
    expect(large.pages).toBeGreaterThan(0);
    expect(large.total - large.pages).toBeLessThanOrEqual(60);
    expect(large.total - large.pages - small.total).toBeLessThanOrEqual(6);
  });
});
