import { nodesFact } from '../../facts/nodes';
import type { NodeFact } from '../../facts/nodeFact';
import {
  evaluateCheck,
  fact,
  failedFact,
  facts,
  TEST_NOW,
} from '../../testing';
import {
  controlPlaneFact,
  nodeFact,
  NODE_SINCE,
  projected,
} from '../../testing/nodes';
import { nodesReady } from './nodesReady';

function judge(...nodes: NodeFact[]) {
  return evaluateCheck(nodesReady, { facts: facts(fact(nodesFact, nodes)) });
}

function ofNode(name: string, ...nodes: NodeFact[]) {
  return judge(...nodes).find(({ subject }) => subject.name === name);
}

describe('platform.nodes-ready', () => {
  it('passes each node that is Ready and takes pods', () => {
    expect(
      judge(controlPlaneFact('cp'), nodeFact('w')).map(({ status }) => status),
    ).toEqual(['pass', 'pass']);
  });

  it('warns of a node that is not Ready, since when and why', () => {
    const result = ofNode(
      'b',
      nodeFact('a'),
      nodeFact('b', { ready: 'False' }),
    );

    expect(result).toMatchObject({ status: 'warn', reason: 'NotReady' });
    expect(result?.message).toBe(
      `b is not Ready. Since ${NODE_SINCE}: container runtime network not ready`,
    );
    expect(result?.remediation?.commands).toContain('kubectl describe node b');
  });

  it('tells what a condition says that does not say since when', () => {
    const bare = projected({
      metadata: { name: 'b' },
      status: {
        conditions: [
          { type: 'Ready', status: 'False', reason: 'KubeletNotReady' },
        ],
      },
    });

    expect(ofNode('b', nodeFact('a'), bare)?.message).toBe(
      'b is not Ready. Its condition says: KubeletNotReady',
    );
  });

  it('tells a node that the control plane does not hear from', () => {
    expect(
      ofNode('b', nodeFact('a'), nodeFact('b', { ready: 'Unknown' }))?.message,
    ).toContain('does not hear from');
  });

  it('warns of pressure with the condition that says it', () => {
    const disk = {
      type: 'DiskPressure',
      status: 'True',
      reason: 'KubeletHasDiskPressure',
      message: 'kubelet has disk pressure',
    };
    const result = ofNode('a', nodeFact('a', { conditions: [disk] }));

    expect(result).toMatchObject({ status: 'warn', reason: 'Pressure' });
    expect(result?.message).toBe(
      'a has DiskPressure. DiskPressure: kubelet has disk pressure',
    );
    expect(result?.evidence).toContainEqual(
      expect.objectContaining({
        key: 'condition DiskPressure',
        value: 'True (KubeletHasDiskPressure)',
      }),
    );
  });

  it('says since when there is pressure, and shows a condition without a reason as it is', () => {
    const result = ofNode(
      'a',
      nodeFact('a', {
        conditions: [
          {
            type: 'MemoryPressure',
            status: 'True',
            message: 'kubelet has insufficient memory available',
            lastTransitionTime: NODE_SINCE,
          },
        ],
      }),
    );

    expect(result?.message).toBe(
      `a has MemoryPressure. MemoryPressure since ${NODE_SINCE}: kubelet has insufficient memory available`,
    );
    expect(result?.evidence).toContainEqual(
      expect.objectContaining({
        key: 'condition MemoryPressure',
        value: 'True',
      }),
    );
  });

  it('tells a cordoned node from one in maintenance', () => {
    const annotations = { 'maintenance.corp.example/reason': 'new RAM' };
    const cordoned = nodeFact('a', { unschedulable: true });
    const maintained = nodeFact('b', { unschedulable: true, annotations });

    expect(ofNode('a', cordoned, nodeFact('w'))?.reason).toBe('Cordoned');
    expect(ofNode('b', maintained, nodeFact('w'))).toMatchObject({
      reason: 'Maintenance',
      status: 'warn',
    });
  });

  it.each([
    [
      'its annotation',
      {
        annotations: { 'maintenance.corp.example/reason': 'new RAM' },
        taints: ['corp.example/maintenance:NoSchedule'],
      },
      'Annotation maintenance.corp.example/reason: new RAM',
    ],
    [
      'its taint, where no annotation says it',
      { taints: ['corp.example/maintenance:NoSchedule'] },
      'Taint corp.example/maintenance',
    ],
  ])('tells a maintenance by %s', (_, options, words) => {
    expect(
      ofNode(
        'b',
        nodeFact('w'),
        nodeFact('b', { unschedulable: true, ...options }),
      )?.message,
    ).toBe(`b is in maintenance and takes no new pods. ${words}`);
  });

  it('shows the mark of a maintenance as evidence of a node that is cordoned alone', () => {
    const key = 'maintenance.corp.example/reason';
    const marks = (options: { unschedulable: boolean; ready?: 'False' }) =>
      ofNode(
        'b',
        nodeFact('w'),
        nodeFact('b', { annotations: { [key]: 'new RAM' }, ...options }),
      )?.evidence.filter(one => one.key === key);

    expect(marks({ unschedulable: true })).toEqual([
      expect.objectContaining({ value: 'new RAM' }),
    ]);
    expect(marks({ unschedulable: false, ready: 'False' })).toEqual([]);
  });

  it('fails the cluster where no worker is Ready', () => {
    const [cluster] = judge(
      controlPlaneFact('cp'),
      nodeFact('w', { ready: 'False' }),
    );

    expect(cluster).toMatchObject({
      status: 'fail',
      reason: 'NoReadyWorker',
      subject: { kind: 'cluster' },
      severity: 'required',
    });
  });

  it('counts an untainted node of the control plane as a worker, and a tainted one not', () => {
    expect(
      judge(controlPlaneFact('cp', { taints: [] })).map(({ status }) => status),
    ).toEqual(['pass']);
    expect(judge(controlPlaneFact('cp'))[0]).toMatchObject({
      reason: 'NoReadyWorker',
    });
  });

  it('fails a cluster without nodes', () => {
    expect(judge()).toEqual([
      expect.objectContaining({ status: 'fail', reason: 'NoNodes' }),
    ]);
  });

  it('takes a node without status for not ready, not for broken data', () => {
    expect(
      ofNode('bare', projected({ metadata: { name: 'bare' } }), nodeFact('w')),
    ).toMatchObject({ status: 'warn', reason: 'NotReady' });
  });

  it('is unknown where nodes cannot be listed', () => {
    const results = evaluateCheck(nodesReady, {
      facts: facts(failedFact(nodesFact, 'Forbidden', 'Forbidden(list nodes)')),
    });

    expect(results).toEqual([
      expect.objectContaining({
        status: 'unknown',
        reason: 'Forbidden',
        message: 'Forbidden(list nodes)',
      }),
    ]);
  });

  it('counts no Windows node as a worker: what researchers run is for Linux', () => {
    const windows = nodeFact('w', { nodeInfo: { operatingSystem: 'windows' } });
    const [first] = judge(controlPlaneFact('cp'), windows);

    expect(first).toMatchObject({ status: 'fail', reason: 'NoReadyWorker' });
    expect(first.message).toContain('does not run linux');
  });

  it('does not take the mark of a maintenance that is off for one', () => {
    expect(
      ofNode(
        'b',
        nodeFact('a'),
        nodeFact('b', {
          unschedulable: true,
          annotations: { 'example.com/maintenance': 'false' },
        }),
      ),
    ).toMatchObject({ reason: 'Cordoned' });
  });

  it.each([
    [
      'node.cloudprovider.kubernetes.io/uninitialized',
      'the cloud controller manager',
    ],
    ['node.cluster.x-k8s.io/uninitialized', 'Cluster API'],
    ['node.cilium.io/agent-not-ready', 'the Cilium agent'],
    ['karpenter.sh/unregistered', 'Karpenter'],
    [
      'startup-taint.cluster-autoscaler.kubernetes.io/gpu',
      'cluster autoscaler',
    ],
    ['ebs.csi.aws.com/agent-not-ready', 'the agent on the node'],
    ['corp.example/not-ready', 'the component that the taint names'],
  ])(
    'names the taint %s that should be gone, and who removes it',
    (key, by) => {
      const result = ofNode(
        'b',
        nodeFact('a'),
        nodeFact('b', { taints: [`${key}:NoSchedule`] }),
      );

      expect(result).toMatchObject({ status: 'warn', reason: 'Repelled' });
      expect(result?.message).toContain(`Taint ${key} keeps them off until `);
      expect(result?.message).toContain(by);
    },
  );

  it('tells a node that an autoscaler is about to take away', () => {
    expect(
      ofNode(
        'b',
        nodeFact('a'),
        nodeFact('b', {
          taints: ['ToBeDeletedByClusterAutoscaler:NoSchedule'],
        }),
      ),
    ).toMatchObject({ status: 'warn', reason: 'Leaving' });
  });

  it.each([
    ['nvidia.com/gpu=present:NoSchedule', {}],
    ['team=a:NoExecute', {}],
    ['node.cilium.io/agent-not-ready:PreferNoSchedule', {}],
    [
      'node.cloudprovider.kubernetes.io/uninitialized:NoSchedule',
      {
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            lastTransitionTime: new Date(
              TEST_NOW.getTime() - 60_000,
            ).toISOString(),
          },
        ],
      },
    ],
  ])('passes a node with the taint %s %j', (taint, options) => {
    expect(
      ofNode('b', nodeFact('a'), nodeFact('b', { taints: [taint], ...options }))
        ?.status,
    ).toBe('pass');
  });

  it('fails where no worker takes pods, though all are Ready', () => {
    const taints = [
      'node.cloudprovider.kubernetes.io/uninitialized:NoSchedule',
    ];
    const [cluster] = judge(
      controlPlaneFact('cp'),
      nodeFact('a', { taints }),
      nodeFact('b', { unschedulable: true }),
    );

    expect(cluster).toMatchObject({
      status: 'fail',
      reason: 'NoWorkerTakesPods',
    });
    expect(cluster.message).toContain('a, b');
    expect(cluster.remediation?.text).toContain('the cloud controller manager');
  });
});
