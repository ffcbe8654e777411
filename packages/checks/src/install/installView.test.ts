import { daemonSet, deployment } from '@runai-portal/simulator';
import {
  crdsFact,
  projectCrd,
  runaiConfigsFact,
  runaiNamespacesFact,
  runaiPublicFact,
} from '../facts/runai';
import type { PodFact } from '../facts/pod';
import { runaiPodsFact } from '../observations/followUps/waitingPods';
import { type WorkloadFact, workloadsFact } from '../facts/workloads';
import { workloadFacts } from '../testing/workloads';
import {
  fact,
  facts,
  failedFact,
  TEST_NOW,
  testProfile,
  testSettings,
  type FactEntry,
} from '../testing';
import { nodesFact } from '../facts/nodes';
import { gpuNode } from '../testing/gpuStack';
import { nodeFact } from '../testing/nodes';
import { Reading } from '../engine/Reading';
import { installView } from './installView';

const NOW = TEST_NOW.toISOString();

function definitions(...names: string[]) {
  return fact(
    crdsFact,
    names.flatMap(name => projectCrd({ name }) ?? []),
  );
}

function parts(workloads: WorkloadFact[], ...more: FactEntry[]) {
  return facts(
    fact(runaiNamespacesFact, [{ name: 'runai', terminating: false }]),
    definitions('runaiconfigs.run.ai', 'projects.run.ai'),
    fact(runaiConfigsFact, [
      { namespace: 'runai', name: 'runai', conditions: [], terminating: false },
    ]),
    fact(runaiPublicFact, undefined),
    fact(workloadsFact, workloads),
    fact(runaiPodsFact, []),
    ...more,
  );
}

function view(outcomes: ReturnType<typeof facts>) {
  return installView(
    new Reading(outcomes, {
      now: TEST_NOW,
      profile: testProfile(),
      settings: testSettings(),
    }),
  );
}

describe('where the installation stands', () => {
  it('is not Run:ai where KAI Scheduler stands alone', () => {
    const install = view(
      facts(
        fact(runaiNamespacesFact, []),
        definitions(
          'queues.scheduling.run.ai',
          'podgroups.scheduling.run.ai',
          'bindrequests.scheduling.run.ai',
          'configs.kai.scheduler',
        ),
        fact(runaiConfigsFact, []),
        fact(workloadsFact, []),
      ),
    );
    expect(install).toMatchObject({ state: 'notInstalled', residue: [] });
  });

  it('offers no command with a name that a shell would read otherwise', () => {
    const { residue } = view(
      facts(
        fact(runaiNamespacesFact, [
          { name: 'runai-old', terminating: false },
          { name: 'runai-$(reboot)', terminating: false },
        ]),
        fact(crdsFact, []),
        fact(runaiConfigsFact, []),
        fact(workloadsFact, []),
      ),
    );
    expect(residue.map(({ command }) => command)).toEqual([
      'kubectl delete namespace runai-old',
    ]);
  });

  it('says of a DaemonSet that wants no pod that no GPU node is selected', () => {
    const workloads = workloadFacts(
      deployment('runai', 'runai-operator', {
        image: 'gcr.io/run-ai-prod/operator:2.0.58',
      }),
      daemonSet('runai', 'runai-container-toolkit', { desired: 0 }),
    );
    const install = view(parts(workloads));
    expect(install).toMatchObject({
      state: 'installed',
      version: '2.0.58',
      versionSource:
        'image of container runai-operator of Deployment runai/runai-operator',
      workloads: { ready: 1, desired: 1 },
    });
    expect(install.services[1]).toMatchObject({
      ready: 0,
      desired: 0,
      message: 'no GPU node selected',
    });
  });

  describe('of a DaemonSet that wants no pod beside GPU nodes', () => {
    const minutesAgo = (minutes: number) =>
      new Date(TEST_NOW.getTime() - minutes * 60_000).toISOString();
    const toolkit = (created?: string, label = 'nvidia.com/gpu.present') =>
      workloadFacts(
        deployment('runai', 'runai-operator', { created }),
        daemonSet('runai', 'runai-container-toolkit', {
          desired: 0,
          created,
          nodeSelector: { [label]: 'true' },
        }),
      );
    const NODES = [gpuNode('gpu-1', 8), gpuNode('gpu-2', 8), nodeFact('cpu-1')];

    it('takes one that asks for a label of its own as it is', () => {
      const workloads = toolkit(undefined, 'non-existing');
      const install = view(parts(workloads, fact(nodesFact, NODES)));
      expect(install).toMatchObject({
        state: 'installed',
        workloads: { ready: 1, desired: 1 },
      });
    });

    it('says that it selects none of them, and does not count it as fine', () => {
      const install = view(parts(toolkit(), fact(nodesFact, NODES)));

      expect(install).toMatchObject({
        state: 'degraded',
        workloads: { ready: 1, desired: 2 },
        cluster: { reason: 'ServiceNotReady' },
      });
      expect(install.services[1]).toMatchObject({
        ready: 0,
        desired: 2,
        message:
          'it selects none of 2 GPU nodes, by nvidia.com/gpu.present=true',
      });
      expect(install.cluster.message).toContain(
        'runai-container-toolkit has 0 of 2 ready (it selects none of 2 GPU nodes',
      );
    });

    it('waits for what a new installation has yet to label', () => {
      expect(
        view(parts(toolkit(minutesAgo(5)), fact(nodesFact, NODES))).state,
      ).toBe('installing');
    });

    it.each([
      ['have just joined', { createdAt: minutesAgo(2) }],
      [
        'are for virtual machines',
        { labels: { 'nvidia.com/gpu.workload.config': 'vm-passthrough' } },
      ],
    ])('leaves nodes aside that %s', (_, options) => {
      const nodes = [gpuNode('gpu-1', 8, options)];
      const install = view(parts(toolkit(), fact(nodesFact, nodes)));

      expect(install.state).toBe('installed');
      expect(install.services[1].message).toBe('no GPU node selected');
    });
  });

  it('names the image that an installation waits for', () => {
    const image = 'registry.vault.example/run-ai-prod/scheduler:2.0.58';
    const pod: PodFact = {
      namespace: 'runai',
      name: 'runai-scheduler-5d8f7c9b6d-abcde',
      maker: 'Deployment runai/runai-scheduler',
      phase: 'Pending',
      ready: false,
      restarts: 0,
      waiting: {
        container: 'scheduler',
        image,
        reason: 'ImagePullBackOff',
        message: 'not found',
      },
    };
    const workloads = workloadFacts(
      deployment('runai', 'runai-operator', { created: NOW }),
      deployment('runai', 'runai-scheduler', { created: NOW, ready: 0 }),
    );
    const install = view(parts(workloads, fact(runaiPodsFact, [pod])));
    expect(install.state).toBe('installing');
    expect(install.cluster.message).toContain(
      `runai-scheduler has 0 of 1 ready (pod ${pod.name}`,
    );
    expect(install.cluster.message).toContain(image);
  });

  it('is degraded where a service that was complete once, or is old, is not ready', () => {
    const [operator, lost] = workloadFacts(
      deployment('runai', 'runai-operator', { created: NOW }),
      deployment('runai', 'runai-agent', { created: NOW, ready: 0 }),
    );
    expect(
      view(parts([operator, { ...lost, completedOnce: true }])).state,
    ).toBe('degraded');
    expect(
      view(parts([operator, { ...lost, createdAt: '2021-04-20T09:00:00Z' }]))
        .state,
    ).toBe('degraded');
    expect(view(parts([operator, lost])).state).toBe('installing');
  });

  describe('of services that were ready', () => {
    const started = (minutes: number) =>
      new Date(TEST_NOW.getTime() - minutes * 60_000).toISOString();
    const agent = (more: Partial<WorkloadFact>): WorkloadFact => ({
      ...workloadFacts(deployment('runai', 'runai-agent', { ready: 0 }))[0],
      rollout: undefined,
      completedOnce: true,
      ...more,
    });
    const podOf = (more: Partial<PodFact>): PodFact => ({
      namespace: 'runai',
      name: 'runai-agent-5d8f7c9b6d-x2x4z',
      maker: 'Deployment runai/runai-agent',
      phase: 'Pending',
      ready: false,
      restarts: 0,
      createdAt: started(1),
      ...more,
    });
    const failing = {
      container: 'agent',
      reason: 'CrashLoopBackOff',
    };

    it.each<[string, Partial<WorkloadFact>, Partial<PodFact>, string, string]>([
      ['a pod that has just moved', {}, {}, 'installed', 'PodsMoving'],
      [
        'one that fails there',
        {},
        { waiting: failing },
        'degraded',
        'ServiceNotReady',
      ],
      [
        'one that never came up',
        {},
        { createdAt: started(11) },
        'degraded',
        'ServiceNotReady',
      ],
      [
        'a rollout of the next version',
        { rollout: 'underway', revision: 2 },
        {},
        'upgrading',
        'RollingOut',
      ],
      [
        'one whose deadline has passed',
        { rollout: 'stuck', revision: 2 },
        {},
        'failed',
        'RolloutFailed',
      ],
      [
        'one that hangs beside the old pods',
        { rollout: 'stuck', ready: 1 },
        {},
        'failed',
        'RolloutFailed',
      ],
      [
        'the next version beside the old pods',
        { rollout: 'underway', revision: 2, ready: 1 },
        {},
        'upgrading',
        'RollingOut',
      ],
    ])('tells %s', (_, workload, pod, state, reason) => {
      const [operator] = workloadFacts(deployment('runai', 'runai-operator'));

      expect(
        view(
          parts([operator, agent(workload)], fact(runaiPodsFact, [podOf(pod)])),
        ),
      ).toMatchObject({ state, cluster: { reason } });
    });
  });

  it.each([
    [
      'Available',
      {
        type: 'Available',
        status: 'False',
        message: 'cluster-sync does not work',
      },
      'degraded',
    ],
    [
      'Deployed',
      { type: 'Deployed', status: 'False', message: '3 of 12 deployed' },
      'installing',
    ],
  ])('goes by condition %s of the newest layout', (_type, condition, state) => {
    const conditions = [{ type: 'Deployed', status: 'True' }, condition].filter(
      ({ type }, index, all) =>
        all.findLastIndex(other => other.type === type) === index,
    );
    const config = {
      namespace: 'runai',
      name: 'runai',
      conditions,
      terminating: false,
    };
    const install = view(
      parts(
        workloadFacts(deployment('runai', 'runai-operator')),
        fact(runaiConfigsFact, [config]),
      ),
    );
    expect(install.state).toBe(state);
    expect(install.cluster.message).toContain(condition.message);
  });

  it('prefers the version that the cluster publishes', () => {
    const published = {
      clusterVersion: '2.22.47',
      conditions: [],
      dependencies: [],
    };
    const workloads = workloadFacts(
      deployment('runai', 'runai-operator', { image: 'r/operator:1.0' }),
    );
    expect(
      view(parts(workloads, fact(runaiPublicFact, published))),
    ).toMatchObject({
      version: '2.22.47',
      versionSource: 'ConfigMap runai/runai-public',
    });
  });

  it('is unknown, with the permission, where workloads cannot be read', () => {
    const install = view(
      parts(
        [],
        failedFact(
          workloadsFact,
          'Forbidden',
          'Forbidden(list apps deployments)',
        ),
      ),
    );
    expect(install).toMatchObject({
      state: 'unknown',
      cluster: { reason: 'WorkloadsUnreadable' },
    });
    expect(install.workloads).toBeUndefined();
    expect(install.cluster.message).toContain(
      'Forbidden(list apps deployments)',
    );
  });

  it('tells of a backend that is installed beside it', () => {
    const workloads = workloadFacts(
      deployment('runai-backend', 'runai-backend-backend'),
      deployment('runai-backend', 'runai-backend-frontend'),
    );
    const install = view(
      parts(
        workloads,
        fact(runaiNamespacesFact, [
          { name: 'runai', terminating: false },
          { name: 'runai-backend', terminating: false },
        ]),
      ),
    );
    expect(install.backend).toMatchObject({
      state: 'installed',
      reason: 'AllReady',
    });
    expect(install.state).toBe('installing');
  });
});
