import { cluster, node, pod } from '@runai-portal/simulator';
import { KubeClient } from '@runai-portal/kube';
import { createEngine } from '../createEngine';
import { factsFrom, testSettings } from '../testing';
import { apiGroupsFact } from './request/apiGroups';
import {
  controlPlanePodsFact,
  systemPodsFact,
} from '../observations/followUps/podsOnNodes';
import { nodeProjector, nodesFact } from './nodes';
import { versionFact } from './version';

describe('the facts of nodes', () => {
  it('read thousands of nodes in pages, and a broken one beside them', async () => {
    const many = Array.from({ length: 1200 }, (_, index) =>
      node(`node-${String(index).padStart(4, '0')}`),
    );
    const broken = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'broken' },
    };
    const outcome = (
      await factsFrom(cluster('many').nodes(...many, broken), [nodesFact])
    )[nodesFact.id];
    const value = outcome.ok
      ? (outcome.value as { name: string; capacity?: object }[])
      : [];

    expect(value).toHaveLength(1201);
    expect(value.find(({ name }) => name === 'broken')).toMatchObject({
      capacity: undefined,
    });
    // What nodes have in common is one object.
    expect(new Set(value.map(({ capacity }) => capacity)).size).toBeLessThan(5);
  }, 60_000);

  it('take a node once that a list tells twice', () => {
    const project = nodeProjector();
    const told = (uid: string) => project({ metadata: { name: 'twice', uid } });

    expect([told('1'), told('2')]).toMatchObject([
      { name: 'twice' },
      undefined,
    ]);
  });

  it('keep the labels that the settings choose nodes by', async () => {
    const running = await cluster('c')
      .nodes(
        node('a').labels({
          'corp.example/pool': 'system',
          'corp.example/rack': '7',
        }),
      )
      .start();
    const { token, ...connection } = running.connection();
    const client = KubeClient.create({
      ...connection,
      credentials: async () => ({ token }),
    });
    const settings = testSettings({
      systemNodes: { selector: 'corp.example/pool=system' },
    });
    const outcomes = await createEngine()
      .connect({ name: 'c', client, settings })
      .collect([nodesFact]);
    await client.close();
    await running.close();

    expect(outcomes[nodesFact.id]).toMatchObject({
      ok: true,
      value: [{ labels: { 'corp.example/pool': 'system' } }],
    });
    expect(JSON.stringify(outcomes)).not.toContain('corp.example/rack');
  });

  it('read pods of system nodes and of the tainted control plane, and of no other node', async () => {
    const running = await cluster('c')
      .nodes(
        node('cp').controlPlane(),
        node('sys').role('runai-system'),
        ...['a', 'b', 'c'].map(name => node(name)),
      )
      .objects(
        pod('team-a', 'on-system', { node: 'sys', requests: { cpu: '500m' } }),
        pod('team-a', 'ended', { node: 'sys', phase: 'Succeeded' }),
        pod('team-a', 'on-control-plane', { node: 'cp' }),
        pod('team-a', 'elsewhere', { node: 'a' }),
      )
      .start();
    const { token, ...connection } = running.connection();
    const client = KubeClient.create({
      ...connection,
      credentials: async () => ({ token }),
    });
    const outcomes = await createEngine()
      .connect({ name: 'c', client, settings: testSettings() })
      .collect([systemPodsFact, controlPlanePodsFact]);
    const asked = running.requests.filter(({ path }) => path.endsWith('/pods'));
    await client.close();
    await running.close();

    expect(outcomes[systemPodsFact.id]).toMatchObject({
      ok: true,
      value: { sys: [{ name: 'on-system', requests: { cpu: 0.5 } }] },
    });
    expect(outcomes[controlPlanePodsFact.id]).toMatchObject({
      ok: true,
      value: { cp: [{ name: 'on-control-plane' }] },
    });
    expect(asked).toHaveLength(2);
  });

  it('read version and API groups with one request each', async () => {
    const outcomes = await factsFrom(
      cluster('c').kubernetes('v1.20.4+rke2r1'),
      [versionFact, apiGroupsFact],
    );

    expect(outcomes[versionFact.id]).toMatchObject({
      ok: true,
      value: { gitVersion: 'v1.20.4+rke2r1' },
    });
    expect(outcomes[apiGroupsFact.id]).toMatchObject({
      ok: true,
      value: { groups: { apps: ['v1'] } },
    });
  });
});
