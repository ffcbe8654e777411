import { daemonSet } from '@runai-portal/simulator';
import { controlPlaneFact, nodeFact, type NodeOptions } from '../testing/nodes';
import { workloadFacts } from '../testing/workloads';
import { detectDistribution, type DistributionInput } from './distribution';

function withNode(options: NodeOptions): DistributionInput {
  return { nodes: [nodeFact('n', options), nodeFact('other')] };
}
function withVersion(gitVersion: string): DistributionInput {
  return { version: { gitVersion } };
}
function withGroup(group: string): DistributionInput {
  return { apiGroups: { groups: { [group]: ['v1'] } } };
}

describe('detectDistribution', () => {
  it.each<[string, DistributionInput]>([
    ['openshift', withGroup('config.openshift.io')],
    ['openshift', withGroup('apps.openshift.io')],
    ['openshift', withNode({ labels: { 'node.openshift.io/os_id': 'rhcos' } })],
    ['tanzu', withGroup('run.tanzu.vmware.com')],
    ['eks', withVersion('v1.17.17-eks-c5067d')],
    ['eks', withNode({ labels: { 'eks.amazonaws.com/nodegroup': 'gpu' } })],
    ['gke', withVersion('v1.18.20-gke.501')],
    ['aks', withNode({ labels: { 'kubernetes.azure.com/cluster': 'c' } })],
    ['rke2', withVersion('v1.31.4+rke2r1')],
    ['k3s', withVersion('v1.20.15+k3s1')],
    ['rke', withVersion('v1.16.15-rancher1')],
    ['ezmeral', withNode({ labels: { 'hpe.com/usenode': 'true' } })],
    ['kind', withNode({ providerID: 'kind://docker/kind/kind-control-plane' })],
    ['rancher', withGroup('management.cattle.io')],
    [
      'kubespray',
      {
        workloads: workloadFacts(daemonSet('kube-system', 'nodelocaldns')),
      },
    ],
    [
      'native',
      withNode({
        annotations: {
          'kubeadm.alpha.kubernetes.io/cri-socket':
            '/run/containerd/containerd.sock',
        },
      }),
    ],
  ])('recognises %s', (id, input) => {
    const found = detectDistribution(input);

    expect(found).toMatchObject({
      id,
      assumed: false,
      track: id === 'openshift' ? 'openshift' : 'kubernetes',
    });
    expect(found.signals).not.toHaveLength(0);
  });

  it('recognises kubeadm by the mark that it leaves on control-plane nodes alone', () => {
    const mark = {
      'node.kubernetes.io/exclude-from-external-load-balancers': '',
    };

    expect(
      detectDistribution({ nodes: [controlPlaneFact('cp', { labels: mark })] })
        .assumed,
    ).toBe(false);
    expect(
      detectDistribution({ nodes: [nodeFact('w', { labels: mark })] }).assumed,
    ).toBe(true);
  });

  it('takes what is built on something else for itself, and keeps the signals of both', () => {
    const found = detectDistribution({
      ...withVersion('v1.20.4+rke2r1'),
      ...withGroup('management.cattle.io'),
    });

    expect(found.id).toBe('rke2');
    expect(found.signals.map(({ distribution }) => distribution)).toEqual([
      'rke2',
      'rancher',
    ]);
  });

  it('tells which clouds hide the control plane', () => {
    expect(detectDistribution(withVersion('v1.18.20-gke.501')).managed).toBe(
      true,
    );
    expect(detectDistribution(withVersion('v1.20.15+k3s1')).managed).toBe(
      false,
    );
  });

  it('does not take the cloud that nodes run on for a distribution', () => {
    expect(
      detectDistribution(withNode({ providerID: 'aws:///eu-west-1a/i-0abc' }))
        .assumed,
    ).toBe(true);
  });

  it('assumes native Kubernetes where nothing shows itself', () => {
    expect(detectDistribution({})).toMatchObject({
      id: 'native',
      assumed: true,
      track: 'kubernetes',
      signals: [],
    });
  });

  it('tells a sign of many nodes once, with their number', () => {
    const nodes = ['a', 'b', 'c'].map(name =>
      nodeFact(name, { labels: { 'hpe.com/usenode': 'true' } }),
    );

    expect(detectDistribution({ nodes }).signals).toEqual([
      {
        distribution: 'ezmeral',
        what: 'node/a',
        key: 'hpe.com/usenode',
        value: 'true (and 2 more nodes)',
      },
    ]);
  });
});
