import type {
  ClusterDetail,
  InstallView,
  Page,
  Run,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  runaiCluster2021,
  runaiClusterCurrent,
  withoutReplicas,
  type KubeObject,
} from '@runai-portal/simulator';
import { startPortal, type TestPortal } from '../__testUtils__/startPortal';
import { loadObjects } from './loadObjects';

jest.setTimeout(300_000);

/** Each names the kubeconfig of an administrator of a fresh cluster on which hand-made statuses stay. */
const SERVERS = [
  {
    variable: 'RUNAI_TEST_KUBECONFIG_1_20',
    version: '2.0.58',
    objects: runaiCluster2021({ version: '2.0.58', gpuNodes: 0 }),
  },
  {
    variable: 'RUNAI_TEST_KUBECONFIG_1_36',
    version: '2.22.47',
    objects: runaiClusterCurrent({ version: '2.22.47', gpuNodes: 0, nodes: 0 }),
  },
];

/** An installation, part by part, in the order in which it comes to be. */
function installation(objects: readonly KubeObject[]) {
  const of = (...kinds: string[]) =>
    objects.filter(({ kind }) => kinds.includes(kind));
  const definitions = of('CustomResourceDefinition');
  const configs = of('RunaiConfig');
  return {
    namespaces: of('Namespace'),
    definitions,
    // Before the operator has looked at them.
    silentConfigs: configs.map(config => ({ ...config, status: {} })),
    configs,
    workloads: of('Deployment', 'StatefulSet', 'DaemonSet'),
    published: of('ConfigMap'),
  };
}

/** What the API says of the only cluster, from a poll that began when it was asked. */
class Onlooker {
  private constructor(
    private readonly portal: TestPortal,
    readonly cluster: string,
  ) {}

  static async of(portal: TestPortal): Promise<Onlooker> {
    const { body } = await portal.get('/clusters');
    const cluster = `/clusters/${body.items[0].name}`;
    // A run that a person asks for meanwhile would be joined to that of the start.
    await portal.until<Page<Run>>(
      `${cluster}/runs`,
      ({ items: [first] }) => first?.status === 'completed',
    );
    return new Onlooker(portal, cluster);
  }

  async look(): Promise<{ cluster: ClusterDetail; install: InstallView }> {
    const { portal, cluster } = this;
    await portal.until<ClusterDetail>(cluster, ({ polling }) => !polling);
    const asked = new Date().toISOString();
    // What a person does who wants to know it now: a run ends with a poll.
    const { body } = await portal.post(`${cluster}/runs`, {
      checks: ['cluster.reachable'],
    });
    await portal.until<Run>(
      `${cluster}/runs/${body.id}`,
      ({ status }) => status === 'completed',
    );
    return {
      cluster: await portal.until<ClusterDetail>(
        cluster,
        ({ observedAt = '', polling }) => observedAt > asked && !polling,
      ),
      install: (await portal.get(`${cluster}/install`)).body,
    };
  }

  /** Looks again until the axis says what is seen: it does not believe at once that services were lost. */
  async lookUntilBelieved() {
    for (;;) {
      const seen = await this.look();
      if (seen.cluster.install.state === seen.install.cluster.state) {
        return seen;
      }
    }
  }

  /** Looks again while the server still takes away what was removed. */
  async lookWhenSettled() {
    for (;;) {
      const seen = await this.look();
      if (seen.install.state !== 'removing') {
        return seen;
      }
    }
  }
}

type Seen = Awaited<ReturnType<Onlooker['look']>>;

/** The state with its reason; the axis of the cluster has to say the same, and evidence has to be as old as the look. */
function told({ cluster, install }: Seen): string {
  const { state, reason, message } = install.cluster;
  expect(cluster.install).toMatchObject({ state, reason, message });
  expect(cluster.install.version).toBe(install.version);
  expect(cluster.stale).toBe(false);
  expect(install.state).toBe(state);
  expect(install.cluster.evidence.length).toBeGreaterThan(0);
  for (const { observedAt } of install.cluster.evidence) {
    expect(Date.parse(observedAt)).not.toBeNaN();
  }
  return `${state} ${reason}`;
}

function evidence({ install }: Seen, what: string): string | undefined {
  return install.cluster.evidence.find(entry => entry.what === what)?.value;
}

describe.each(SERVERS)(
  'an installation on the server of $variable, through the HTTP API',
  ({ variable, version, objects }) => {
    const kubeconfig = process.env[variable];
    if (!kubeconfig) {
      // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- the report has to say what was not seen, and why
      it.skip(`is not looked at: ${variable} names no kubeconfig`, () => {});
      return;
    }

    const healthy = installation(objects);
    const put = (...added: KubeObject[]) => loadObjects(kubeconfig, added);
    const without = (lost: string) =>
      healthy.workloads.map(workload =>
        workload.metadata.name === lost ? withoutReplicas(workload) : workload,
      );
    let portal: TestPortal;

    beforeAll(async () => {
      portal = await startPortal({
        runai: { sources: [{ type: 'kubeconfig', path: kubeconfig }] },
      });
    });

    afterAll(async () => {
      await portal.close();
      await loadObjects(
        kubeconfig,
        [...healthy.namespaces, ...healthy.definitions],
        { remove: true },
      );
    });

    it('is told step by step, each with its evidence', async () => {
      const onlooker = await Onlooker.of(portal);
      expect(told(await onlooker.look())).toBe('notInstalled NothingFound');

      await put(...healthy.namespaces);
      const begun = await onlooker.look();
      expect(told(begun)).toBe('notInstalled NamespaceOnly');
      expect(evidence(begun, 'namespace/runai')).toBe('present');

      await put(...healthy.definitions);
      const defined = await onlooker.look();
      expect(told(defined)).toBe('installing NoServicesYet');
      expect(evidence(defined, 'definitions of the group run.ai')).toContain(
        'runaiconfigs.run.ai',
      );
      expect(defined.install.version).toBeUndefined();

      await put(...healthy.silentConfigs, ...without('runai-operator'));
      const waiting = await onlooker.look();
      expect(told(waiting)).toBe('installing ServicesStarting');
      expect(evidence(waiting, 'Deployment runai/runai-operator')).toMatch(
        /^0 of 1 ready/,
      );
      expect(waiting.cluster.services).toContainEqual(
        expect.objectContaining({ name: 'runai-operator', ready: 0 }),
      );

      await put(...healthy.configs, ...healthy.workloads, ...healthy.published);
      const installed = await onlooker.look();
      expect(told(installed)).toBe('installed AllReady');
      expect(installed.install.version).toBe(version);
      const { ready, desired } = installed.install.workloads ?? {};
      expect(ready).toBe(desired);
      expect(ready).toBeGreaterThan(5);
      expect(evidence(installed, 'Deployment runai/runai-operator')).toBe(
        '1 of 1 ready',
      );
      expect(installed.install.backend.state).toBe('notInstalled');

      await put(...without('runai-agent'));
      const degraded = await onlooker.lookUntilBelieved();
      expect(told(degraded)).toMatch(/^degraded Service/);
      expect(degraded.install.workloads).toEqual({
        ready: Number(ready) - 1,
        desired,
      });
      expect(evidence(degraded, 'Deployment runai/runai-agent')).toMatch(
        /^0 of 1 ready/,
      );
      expect(degraded.install.cluster.message).toContain('runai-agent');

      await loadObjects(kubeconfig, healthy.namespaces, { remove: true });
      const left = await onlooker.lookWhenSettled();
      expect(told(left)).toBe('residue DefinitionsLeft');
      expect(evidence(left, 'namespace/runai')).toBe('absent');
      expect(left.install.residue.map(({ command }) => command)).toContain(
        'kubectl delete customresourcedefinition runaiconfigs.run.ai',
      );

      const history = await portal.get(
        `${onlooker.cluster}/history?filter=axis=install`,
      );
      expect(
        history.body.items.map(({ to }: { to: string }) => to).reverse(),
      ).toEqual([
        'installing',
        'installed',
        'degraded',
        // The server takes its time with the namespace: whether the onlooker sees that is chance.
        ...history.body.items
          .filter(({ to }: { to: string }) => to === 'removing')
          .map(() => 'removing'),
        'residue',
      ]);
    });
  },
);
