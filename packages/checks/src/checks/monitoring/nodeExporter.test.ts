import { daemonSet, type KubeObject } from '@runai-portal/simulator';
import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import type { ClusterSettingsInput } from '../../settings';
import { evaluateToOne, fact, failedFact, testProfile } from '../../testing';
import {
  directServer,
  monitoringFacts,
  nodeExporterSet,
} from '../../testing/monitoring';
import { controlPlaneFact, nodeFact } from '../../testing/nodes';
import { nodeExporter } from './nodeExporter';

function judge(
  nodes: NodeFact[],
  workloads: KubeObject[],
  settings: Partial<ClusterSettingsInput> = { existingPrometheus: true },
) {
  return evaluateToOne(nodeExporter, {
    facts: monitoringFacts({
      workloads: [directServer(), ...workloads],
      more: [fact(nodesFact, nodes)],
    }),
    settings,
  });
}

function workers(count: number, options: Parameters<typeof nodeFact>[1] = {}) {
  return Array.from({ length: count }, (_, index) =>
    nodeFact(`w-${index + 1}`, options),
  );
}

describe('monitoring.node-exporter', () => {
  it('fixture 17: warns of 9 of 9 ready on 12 Ready nodes, and lists the taint of the other three', () => {
    const tainted = ['gpu-1', 'gpu-2', 'gpu-3'].map(name =>
      nodeFact(name, { taints: ['nvidia.com/gpu=present:NoSchedule'] }),
    );
    const result = judge(
      [...workers(9), ...tainted],
      [nodeExporterSet({ desired: 9 })],
    );
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'NodesUncovered',
      severity: 'required',
      actual: '9 of 12 nodes',
    });
    expect(result.message).toContain(
      'Kept off by taint nvidia.com/gpu=present:NoSchedule (gpu-1, gpu-2, gpu-3)',
    );
    expect(result.remediation?.commands[0]).toBe(
      `kubectl -n monitoring patch daemonset prometheus-node-exporter --type merge --patch '{"spec":{"template":{"spec":{"tolerations":[{"operator":"Exists"}]}}}}'`,
    );
  });

  it.each([
    [
      'declared unused',
      { existingPrometheus: false },
      [directServer()],
      'By the setting existingPrometheus: false, the installer brings its own',
    ],
    [
      'not there and not declared',
      {},
      [],
      'There is none, and the installer brings its own',
    ],
    [
      'not there, as declared',
      { existingPrometheus: false },
      [],
      'By the setting existingPrometheus: false, the installer brings its own',
    ],
  ])(
    'fixture 18: does not apply where Prometheus is %s',
    (_, settings, workloads, words) => {
      expect(
        evaluateToOne(nodeExporter, {
          facts: monitoringFacts({
            workloads,
            more: [fact(nodesFact, workers(3))],
          }),
          settings,
        }),
      ).toMatchObject({
        status: 'notApplicable',
        message: expect.stringContaining(words),
      });
    },
  );

  it('waits for the Prometheus where the one that is declared is not there', () => {
    expect(
      evaluateToOne(nodeExporter, {
        facts: monitoringFacts({ more: [fact(nodesFact, workers(3))] }),
        settings: { existingPrometheus: true },
      }),
    ).toMatchObject({ status: 'unknown', blockedBy: 'monitoring.prometheus' });
  });

  it('is asked for, whatever is declared, by a version whose installer brings no Prometheus', () => {
    for (const existingPrometheus of [true, false, undefined]) {
      const [beside, without] = [[directServer()], []].map(workloads =>
        evaluateToOne(nodeExporter, {
          facts: monitoringFacts({
            workloads,
            more: [fact(nodesFact, workers(3))],
          }),
          settings: { existingPrometheus },
          profile: testProfile('runai-2.25'),
        }),
      );
      expect(beside).toMatchObject({ status: 'fail', reason: 'NoExporter' });
      expect(without.blockedBy).toBe('monitoring.prometheus');
    }
  });

  it('fails where there is none beside the Prometheus that is used, and only warns until that is declared', () => {
    const unused = [daemonSet('kube-system', 'kube-proxy', { desired: 3 })];
    expect(judge(workers(3), unused)).toMatchObject({
      status: 'fail',
      reason: 'NoExporter',
      actual: 'none',
    });
    expect(judge(workers(3), unused, {})).toMatchObject({
      status: 'warn',
      reason: 'UndeclaredUse',
      message: expect.stringContaining('there is no node exporter'),
    });
    expect(
      judge(workers(3), [nodeExporterSet({ desired: 3, ready: 0 })], {}),
    ).toMatchObject({
      reason: 'UndeclaredUse',
      message: expect.stringContaining(
        'no node exporter is ready: DaemonSet monitoring/prometheus-node-exporter (1.1.2): 0 of 3 ready',
      ),
    });
  });

  it.each([
    ['of every taint', [{ operator: 'Exists' }], 'pass'],
    [
      'of every taint of one effect',
      [{ operator: 'Exists', effect: 'NoSchedule' }],
      'pass',
    ],
    [
      'of this key',
      [{ key: 'node-role.kubernetes.io/master', operator: 'Exists' }],
      'pass',
    ],
    [
      'of its value, which is empty',
      [{ key: 'node-role.kubernetes.io/master', effect: 'NoSchedule' }],
      'pass',
    ],
    [
      'of another value',
      [{ key: 'node-role.kubernetes.io/master', value: 'true' }],
      'warn',
    ],
    [
      'of another effect',
      [{ operator: 'Exists', effect: 'NoExecute' }],
      'warn',
    ],
    ['of nothing', [], 'warn'],
    ['that cannot be read', [['Exists']], 'warn'],
  ])('knows a toleration %s', (_, tolerations, status) => {
    const nodes = [...workers(2), controlPlaneFact('cp')];
    const exporter = nodeExporterSet({ desired: 3, tolerations });
    expect(judge(nodes, [exporter]).status).toBe(status);
  });

  it('counts no node that is pretended, not Ready or not of Linux', () => {
    const others = [
      nodeFact('aci', { labels: { type: 'virtual-kubelet' } }),
      nodeFact('down', { ready: 'Unknown' }),
      nodeFact('win', { nodeInfo: { operatingSystem: 'windows' } }),
    ];
    expect(
      judge(
        [...workers(2), ...others],
        [nodeExporterSet({ desired: 3, ready: 2 })],
      ),
    ).toMatchObject({ status: 'pass', actual: '2 of 2 nodes' });
  });

  it('does not take a cordon or a pressure for a taint that keeps it off', () => {
    const nodes = workers(2, {
      taints: [
        'node.kubernetes.io/unschedulable:NoSchedule',
        'node.kubernetes.io/disk-pressure:NoSchedule',
      ],
    });
    expect(judge(nodes, [nodeExporterSet({ desired: 2 })]).status).toBe('pass');
  });

  it('says that nodes are left out though nothing is seen that keeps it off', () => {
    const result = judge(workers(5), [nodeExporterSet({ desired: 3 })]);
    expect(result).toMatchObject({ status: 'warn', actual: '3 of 5 nodes' });
    expect(result.message).toContain(
      '2 are left out by what its node affinity says',
    );
  });

  it('covers by two of them together what each alone does not', () => {
    const part = (pool: string) =>
      nodeExporterSet({
        namespace: pool,
        desired: 2,
        nodeSelector: { 'node.kubernetes.io/pool': pool },
      });
    const nodes = ['a', 'b'].flatMap(pool =>
      ['1', '2'].map(number =>
        nodeFact(`${pool}-${number}`, {
          labels: { 'node.kubernetes.io/pool': pool },
        }),
      ),
    );
    expect(judge(nodes, [part('a'), part('b')]).status).toBe('pass');
    expect(judge(nodes, [part('a')]).message).toContain(
      'its node selector node.kubernetes.io/pool=a (b-1, b-2)',
    );
  });

  it('names the port that two of them want', () => {
    const result = judge(workers(3), [
      nodeExporterSet({ desired: 3 }),
      nodeExporterSet({ namespace: 'other', desired: 3, ready: 0 }),
    ]);
    expect(result).toMatchObject({ status: 'warn', reason: 'SomeNotReady' });
    expect(result.message).toContain('Port 9100 of each node is wanted by');
    expect(result.remediation?.text).toContain('cannot have one port');
  });

  it.each([
    [
      'by its image alone',
      {
        labels: {},
        podLabels: { run: 'x' },
        image: 'rancher/mirrored-prometheus-node-exporter:v1.3.1',
      },
    ],
    [
      'by a label of its pods, its image by digest',
      {
        labels: {},
        podLabels: { 'app.kubernetes.io/name': 'node-exporter' },
        image: `registry/m@sha256:${'d'.repeat(64)}`,
      },
    ],
    [
      'by the label of the stack of 2021',
      { labels: { app: 'prometheus-node-exporter' }, image: 'mirror/a:1' },
    ],
  ])('is known %s', (_, options) => {
    expect(
      judge(workers(1), [daemonSet('metrics', 'n', { desired: 1, ...options })])
        .status,
    ).toBe('pass');
  });

  it('is wanted on no node: that is a fault', () => {
    expect(judge(workers(3), [nodeExporterSet({ desired: 0 })])).toMatchObject({
      status: 'fail',
      reason: 'NoneReady',
      message: expect.stringContaining('wants pods on no node'),
    });
    expect(
      judge(workers(3), [nodeExporterSet({ desired: 3, ready: 0 })]).message,
    ).toContain('0 of 3 ready');
  });

  it('names those that run, and those that are there where none runs', () => {
    const down = nodeExporterSet({ namespace: 'old', desired: 0 });
    const beside = judge(workers(5), [nodeExporterSet({ desired: 3 }), down]);
    expect(beside.message).toContain(
      'It is DaemonSet monitoring/prometheus-node-exporter (1.1.2);',
    );
    const unreported = nodeExporterSet({ desired: 3, ready: 0 });
    delete unreported.status;
    expect(judge(workers(3), [unreported]).message).toContain(
      'a status of DaemonSet monitoring/prometheus-node-exporter (1.1.2)',
    );
  });

  it('shows as evidence that there is none, where there is none', () => {
    const valuesOf = (...workloads: KubeObject[]) =>
      judge(workers(3), workloads).evidence.map(({ value }) => value);

    expect(valuesOf()).toEqual(['absent', '3']);
    expect(valuesOf(nodeExporterSet({ desired: 3 }))).toEqual([
      '3 of 3 ready',
      '3',
    ]);
  });

  it('is unknown, naming the permission, where nodes cannot be listed', () => {
    expect(
      evaluateToOne(nodeExporter, {
        facts: monitoringFacts({
          workloads: [directServer(), nodeExporterSet({ desired: 3 })],
          more: [failedFact(nodesFact, 'Forbidden', 'Forbidden(list nodes)')],
        }),
        settings: { existingPrometheus: true },
      }),
    ).toMatchObject({ status: 'unknown', reason: 'Forbidden' });
  });
});
