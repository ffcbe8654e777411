import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import mcpActionsPlugin from '@backstage/plugin-mcp-actions-backend';
import { runaiClusterReadPermission } from '@runai-portal/backstage-plugin-runai-common';
import { runaiClusterConditions } from '@runai-portal/backstage-plugin-runai-node';
import { demoSignInModule } from '@runai-portal/backstage-plugin-runai-backend-module-demo';
import {
  sourced,
  startClusters,
  type FleetCluster,
} from '../__testUtils__/fleetClusters';
import {
  startFleetPortal,
  type FleetPortal,
} from '../__testUtils__/startFleetPortal';

jest.setTimeout(120_000);

let clusters: FleetCluster[];
let portal: FleetPortal;

beforeAll(async () => {
  clusters = await startClusters(['aurora', 'borealis']);
  portal = await startFleetPortal({
    clusters: clusters.map(sourced),
    // Aurora is in production, Borealis in a trial.
    grants: [
      {
        to: 'group:default/it',
        permissions: [],
        where: [
          {
            clusters: () =>
              runaiClusterConditions.inEnvironment({
                environments: ['production'],
              }),
            permissions: [runaiClusterReadPermission.name],
          },
        ],
        others: 'read',
      },
    ],
    features: [
      demoSignInModule,
      actionsRegistryServiceFactory,
      actionsServiceFactory,
      mcpActionsPlugin,
    ],
  });
});

afterAll(async () => {
  await portal?.close();
  await Promise.all(clusters?.map(({ running }) => running.close()) ?? []);
});

/** Speaks to the portal's MCP server, as an agent that somebody has lent their token. */
async function ask(method: string, params: object = {}) {
  const { token } = await portal.signIn('demo', { 'x-demo-user': 'vera' });
  const answer = await fetch(`${portal.url}/api/mcp-actions/v1`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const text = await answer.text();
  const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
  const { result } = JSON.parse(data);
  return result;
}

/** What a tool answers, or the words in which it refuses. */
async function call(name: string, input: object) {
  const { content, isError } = await ask('tools/call', {
    name: `runai.${name}`,
    arguments: input,
  });
  const [{ text }] = content;
  return isError
    ? { refused: text }
    : JSON.parse(text.replace(/^```json\n|\n```$/g, ''));
}

describe('what an agent may ask through the portal', () => {
  it('is four actions that only read', async () => {
    const { tools } = await ask('tools/list');
    expect(
      tools.map(
        ({ name, annotations }: { name: string; annotations: object }) => [
          name,
          annotations,
        ],
      ),
    ).toEqual(
      [
        'list-gpu-clusters',
        'explain-cluster-readiness',
        'get-prerequisite-check',
        'compare-requirement-profiles',
      ].map(name => [
        `runai.${name}`,
        expect.objectContaining({
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
        }),
      ]),
    );
  });

  it('tells of the clusters that the person may see, and of no other', async () => {
    const { clusters: listed, totalItems } = await call(
      'list-gpu-clusters',
      {},
    );
    expect(totalItems).toBe(1);
    expect(listed).toMatchObject([
      { name: 'aurora', environment: 'production', stale: false },
    ]);
    for (const [name, input] of [
      ['explain-cluster-readiness', { cluster: 'borealis' }],
      [
        'get-prerequisite-check',
        { check: 'platform.nodes-ready', cluster: 'borealis' },
      ],
      [
        'compare-requirement-profiles',
        { cluster: 'borealis', profile: 'runai-2.20' },
      ],
    ] as const) {
      expect(await call(name, input)).toEqual({
        refused: expect.stringContaining("There is no cluster 'borealis'"),
      });
    }
  });

  it('is why a cluster is not ready, and what to do', async () => {
    await checked('aurora');
    const explained = await call('explain-cluster-readiness', {
      cluster: 'aurora',
    });
    expect(explained).toMatchObject({
      cluster: 'aurora',
      verdict: 'notReady',
      sentence: expect.any(String),
      checkedAt: expect.any(String),
      unknown: expect.any(Array),
    });
    const storage = explained.notMet.find(
      ({ checkId }: { checkId: string }) => checkId === 'storage.default-class',
    );
    expect(storage.worst).toMatchObject([
      {
        subject: 'cluster',
        status: 'fail',
        owner: expect.any(String),
        remedy: expect.any(String),
        evidence: expect.any(Array),
      },
    ]);
  });

  it('is what a check asks, and what it found on a cluster', async () => {
    await checked('aurora');
    expect(
      await call('get-prerequisite-check', {
        check: 'platform.nodes-ready',
        cluster: 'aurora',
      }),
    ).toMatchObject({
      id: 'platform.nodes-ready',
      description: expect.any(String),
      permissions: expect.arrayContaining(['list nodes']),
      results: [{ subject: 'aurora-gpu', status: 'pass' }],
      totalResults: 1,
    });
    expect(await call('get-prerequisite-check', { check: 'a.b' })).toEqual({
      refused: expect.stringContaining("There is no check 'a.b'"),
    });
  });

  it('is what another version of Run:ai would ask', async () => {
    await checked('aurora');
    const compared = await call('compare-requirement-profiles', {
      cluster: 'aurora',
      profile: 'runai-2.25',
    });
    expect(compared).toMatchObject({
      present: { profile: 'runai-2021.04', verdict: 'notReady' },
      other: { profile: 'runai-2.25' },
      sentence: expect.any(String),
    });
    expect(compared.changes.length).toBeGreaterThan(0);
    const { profiles } = await call('compare-requirement-profiles', {
      cluster: 'aurora',
    });
    expect(profiles).toContain('runai-2.25');
  });
});

/** Resolves when the cluster was judged. */
async function checked(cluster: string): Promise<void> {
  for (;;) {
    const { text } = await portal.service.call('GET', `/clusters/${cluster}`);
    if (JSON.parse(text).readiness?.checkedAt) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
