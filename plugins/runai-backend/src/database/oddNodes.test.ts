import { cluster, node } from '@runai-portal/simulator';
import type {
  ClusterDetail,
  NodeView,
  Page,
  Run,
} from '@runai-portal/backstage-plugin-runai-common';
import { testDatabases } from '../__testUtils__/databases';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const databases = testDatabases();

/** What no kubelet says, and a server that is none may. */
const ODD_NODES = [
  node('cp-1').controlPlane(),
  node('nul')
    .labels({ 'nvidia.com/gpu.product': 'Tesla\0V100', agentpool: 'a\0b' })
    .role('wor\0ker')
    .condition('Ready', 'False', 'Kubelet\0NotReady', 'PLEG is\0not healthy'),
  node('half').condition('Ready', 'False', 'Half', 'half a letter: \ud83d'),
  node('greedy').capacity({
    'nvidia.com/gpu': '999999999999999999',
    memory: '9e300',
  }),
  node('n'.repeat(300)),
  node(`long-${'l'.repeat(240)}`).condition(
    'Ready',
    'False',
    'R'.repeat(5000),
    'm'.repeat(100_000),
  ),
];

describe.each(databases.eachSupportedId())('odd nodes on %s', id => {
  it('are written down as far as they can be, and keep nothing else from being written', async () => {
    const running = await cluster('odd')
      .kubernetes('1.20.2')
      .nodes(...ODD_NODES)
      .start();
    const portal = await startPortal({
      clusters: [{ running }],
      knex: await databases.init(id),
    });
    try {
      const runs = await portal.until<Page<Run>>(
        '/clusters/odd/runs',
        ({ items: [first] }) => first?.finishedAt !== undefined,
      );
      expect(runs.items[0].status).toBe('completed');
      const seen = await portal.until<ClusterDetail>(
        '/clusters/odd',
        ({ connection }) => connection.state !== 'unknown',
      );
      expect(seen.connection.state).toBe('connected');

      const nodes: Page<NodeView> = (
        await portal.get('/clusters/odd/nodes?order=gpus:desc')
      ).body;
      expect(nodes.items.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['greedy', 'half', 'nul']),
      );
      expect(nodes.items[0].name).toBe('greedy');
      const nul = nodes.items.find(({ name }) => name === 'nul');
      expect(JSON.stringify(nul?.conditions)).toContain('PLEG is\ufffdnot');
      expect(nul?.results).toMatchObject([
        { checkId: 'platform.nodes-ready', reason: 'NotReady' },
      ]);
    } finally {
      await portal.close();
      await running.close();
    }
  });
});
