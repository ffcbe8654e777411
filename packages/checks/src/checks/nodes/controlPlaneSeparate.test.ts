import { apiGroupsFact } from '../../facts/request/apiGroups';
import {
  controlPlanePodsFact,
  type PodsByNode,
} from '../../observations/followUps/podsOnNodes';
import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import {
  openshiftInfrastructureFact,
  openshiftSchedulerFact,
} from '../../facts/openshift';
import { versionFact } from '../../facts/version';
import type { ClusterSettingsInput } from '../../settings';
import { evaluateToOne, fact, failedFact, facts } from '../../testing';
import { controlPlaneFact, nodeFact } from '../../testing/nodes';
import { residentPod } from '../../testing/pods';
import { controlPlaneSeparate } from './controlPlaneSeparate';

interface Options {
  gitVersion?: string;
  openshift?: { mastersSchedulable?: boolean; topology?: string };
  pods?: PodsByNode | 'forbidden';
  environment?: ClusterSettingsInput['environment'];
}

function judge(nodes: NodeFact[], options: Options = {}) {
  const { openshift, pods = {} } = options;
  return evaluateToOne(controlPlaneSeparate, {
    settings: { environment: options.environment ?? 'trial' },
    facts: facts(
      fact(nodesFact, nodes),
      fact(versionFact, {
        gitVersion: options.gitVersion ?? 'v1.20.2',
      }),
      fact(apiGroupsFact, {
        groups: openshift ? { 'config.openshift.io': ['v1'] } : {},
      }),
      fact(
        openshiftSchedulerFact,
        openshift
          ? { served: true, mastersSchedulable: openshift.mastersSchedulable }
          : { served: false },
      ),
      fact(
        openshiftInfrastructureFact,
        openshift ? { controlPlaneTopology: openshift.topology } : {},
      ),
      pods === 'forbidden'
        ? failedFact(controlPlanePodsFact, 'Forbidden', 'Forbidden(list pods)')
        : fact(controlPlanePodsFact, pods),
    ),
  });
}

const three = ['cp-1', 'cp-2', 'cp-3'];
const compact = three.map(name =>
  controlPlaneFact(name, {
    taints: [],
    labels: { 'node-role.kubernetes.io/worker': '' },
  }),
);

describe('nodes.control-plane-separate', () => {
  it('passes with a tainted control plane of three nodes and workers', () => {
    expect(
      judge([...three.map(name => controlPlaneFact(name)), nodeFact('w')]),
    ).toMatchObject({ status: 'pass', reason: 'Separate' });
  });

  it.each([
    ['true', true],
    ['false', false],
    ['absent', undefined],
    [undefined, 'not OpenShift'],
  ])(
    'shows as evidence that mastersSchedulable is %s',
    (value, mastersSchedulable) => {
      const { evidence } = judge(compact, {
        openshift:
          typeof mastersSchedulable === 'string'
            ? undefined
            : { mastersSchedulable },
      });

      expect(
        evidence.find(({ key }) => key === 'spec.mastersSchedulable')?.value,
      ).toBe(value);
    },
  );

  it('fixture 24: fails compact OpenShift, required in production and recommended in a trial', () => {
    const openshift = { mastersSchedulable: true };
    const production = judge(compact, { openshift, environment: 'production' });

    expect(production).toMatchObject({
      status: 'fail',
      reason: 'Compact',
      severity: 'required',
    });
    expect(production.message).toContain('out of scope for this document');
    expect(production.remediation?.commands[0]).toContain(
      'oc patch schedulers.config.openshift.io cluster',
    );
    expect(judge(compact, { openshift })).toMatchObject({
      status: 'fail',
      severity: 'recommended',
    });
  });

  it.each([
    [
      'single-node OpenShift',
      { openshift: { mastersSchedulable: true } },
      compact.slice(0, 1),
    ],
    [
      'kind with one node',
      {},
      [
        controlPlaneFact('kind-control-plane', {
          taints: [],
          providerID: 'kind://docker/kind/kind-control-plane',
        }),
      ],
    ],
    ['one node without any label', {}, [nodeFact('all-in-one')]],
  ])('fixture 24: fails %s', (_what, options, nodes) => {
    expect(judge(nodes, options)).toMatchObject({
      status: 'fail',
      reason: 'SingleNode',
      message: expect.stringContaining(
        `Control plane and pods of users share ${nodes[0].name}`,
      ),
    });
  });

  it.each([
    ['EKS', 'v1.17.17-eks-c5067d'],
    ['GKE', 'v1.18.20-gke.501'],
  ])(
    'fixture 25: passes %s, whose control plane is managed',
    (what, gitVersion) => {
      const result = judge([nodeFact('a'), nodeFact('b')], { gitVersion });

      expect(result).toMatchObject({ status: 'pass', reason: 'Managed' });
      expect(result.message).toMatch(
        new RegExp(`is managed\\. .*${what}.* runs it, none of the 2 nodes`),
      );
    },
  );

  it('passes OpenShift whose control plane is hosted elsewhere', () => {
    expect(
      judge([nodeFact('a'), nodeFact('b')], {
        openshift: { topology: 'External' },
      }),
    ).toMatchObject({
      status: 'pass',
      reason: 'Managed',
      message: expect.stringContaining('It is hosted elsewhere'),
    });
  });

  it('warns where no node of the control plane is visible and nothing says that it is managed', () => {
    expect(judge([nodeFact('a'), nodeFact('b')])).toMatchObject({
      status: 'warn',
      reason: 'NotVisible',
    });
  });

  it('fails where one node of the control plane takes pods, with the taint command', () => {
    const result = judge([
      controlPlaneFact('cp-1'),
      controlPlaneFact('cp-2', { taints: [] }),
      nodeFact('w'),
    ]);

    expect(result).toMatchObject({ status: 'fail', reason: 'Schedulable' });
    expect(result.message).toContain('Open: cp-2 without a taint against them');
    expect(result.remediation?.commands).toEqual([
      'kubectl taint node cp-2 node-role.kubernetes.io/control-plane=:NoSchedule',
    ]);
  });

  it('names all nodes of the control plane where OpenShift opens them by a setting, whatever their taints', () => {
    const result = judge(
      [...three.map(name => controlPlaneFact(name)), nodeFact('w')],
      { openshift: { mastersSchedulable: true } },
    );

    expect(result).toMatchObject({ status: 'fail', reason: 'Schedulable' });
    expect(result.message).toContain(
      'Open: cp-1, cp-2, cp-3: mastersSchedulable is true',
    );
  });

  it.each([
    ['node-role.kubernetes.io/etcd', true],
    ['node-role.kubernetes.io/controlplane', false],
  ])('says which of the open nodes run etcd: %s', (label, runsEtcd) => {
    const { message } = judge([
      controlPlaneFact('cp'),
      nodeFact('open', { labels: { [label]: 'true' } }),
      nodeFact('w'),
    ]);

    expect(message.includes('. These run etcd: open')).toBe(runsEtcd);
  });

  it('does not take a cordon for a taint', () => {
    const cordoned = controlPlaneFact('cp', {
      unschedulable: true,
      taints: ['node.kubernetes.io/unschedulable:NoSchedule'],
    });

    expect(judge([cordoned, nodeFact('w')])).toMatchObject({
      status: 'fail',
      reason: 'Schedulable',
    });
  });

  it('warns of pods of users that tolerate the taint, and not of those of the platform', () => {
    const nodes = [...three.map(name => controlPlaneFact(name)), nodeFact('w')];
    const platform = [
      residentPod('coredns', { namespace: 'kube-system' }),
      residentPod('etcd', { ownerKind: 'Node' }),
    ];

    expect(judge(nodes, { pods: { 'cp-1': platform } }).status).toBe('pass');
    const result = judge(nodes, {
      pods: { 'cp-1': platform, 'cp-2': [residentPod('notebook')] },
    });
    expect(result).toMatchObject({ status: 'warn', reason: 'UserPods' });
    expect(result.message).toContain('team-a/notebook');
  });

  it('warns of a single control-plane node', () => {
    expect(judge([controlPlaneFact('cp'), nodeFact('w')])).toMatchObject({
      status: 'warn',
      reason: 'SingleControlPlaneNode',
      message: expect.stringMatching(/^cp is the only node of the control/),
    });
  });

  it('judges by taints where pods cannot be listed, and says so', () => {
    const result = judge(
      [...three.map(name => controlPlaneFact(name)), nodeFact('w')],
      { pods: 'forbidden' },
    );

    expect(result.status).toBe('pass');
    expect(result.message).toContain('could not be read');
    expect(result.evidence[0]?.value).toBe('Forbidden(list pods)');
  });

  it('waits for platform.nodes-ready where there are no nodes', () => {
    expect(judge([])).toMatchObject({
      status: 'unknown',
      blockedBy: 'platform.nodes-ready',
    });
  });

  it.each([
    [
      'RKE2 with etcd apart',
      'node-role.kubernetes.io/etcd',
      'true',
      'node-role.kubernetes.io/etcd=true:NoExecute',
    ],
    [
      'RKE',
      'node-role.kubernetes.io/controlplane',
      'true',
      'node-role.kubernetes.io/controlplane=true:NoSchedule',
    ],
    [
      'MicroK8s',
      'node.kubernetes.io/microk8s-controlplane',
      'microk8s-controlplane',
      'node-role.kubernetes.io/control-plane=:NoSchedule',
    ],
    [
      'k0s',
      'node.k0sproject.io/role',
      'control-plane',
      'node-role.kubernetes.io/control-plane=:NoSchedule',
    ],
    [
      'kOps of old',
      'kubernetes.io/role',
      'master',
      'node-role.kubernetes.io/master=:NoSchedule',
    ],
  ])('knows an open control plane of %s', (_, label, value, taint) => {
    const result = judge([
      controlPlaneFact('cp'),
      nodeFact('open', { labels: { [label]: value } }),
      nodeFact('w'),
    ]);

    expect(result).toMatchObject({ status: 'fail', reason: 'Schedulable' });
    expect(result.remediation?.commands).toEqual([
      `kubectl taint node open ${taint}`,
    ]);
  });

  it('does not take a taint that an agent will remove for one that guards', () => {
    expect(
      judge([
        controlPlaneFact('cp', {
          taints: ['node.cilium.io/agent-not-ready:NoSchedule'],
        }),
        nodeFact('w'),
      ]).reason,
    ).toBe('Schedulable');
  });

  it('counts no node that is none', () => {
    const virtual = nodeFact('aci', { labels: { type: 'virtual-kubelet' } });

    expect(judge([nodeFact('all-in-one'), virtual]).reason).toBe('SingleNode');
  });
});
