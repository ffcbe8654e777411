import { apiGroupsFact } from '../../facts/request/apiGroups';
import { nodesFact } from '../../facts/nodes';
import { versionFact } from '../../facts/version';
import { evaluateToOne, fact, facts } from '../../testing';
import { nodeFact, type NodeOptions } from '../../testing/nodes';
import { distribution } from './distribution';

function judge(options: {
  gitVersion?: string;
  groups?: string[];
  node?: NodeOptions;
}) {
  const groups = Object.fromEntries(
    (options.groups ?? []).map(group => [group, ['v1']]),
  );
  return evaluateToOne(distribution, {
    facts: facts(
      fact(apiGroupsFact, { groups }),
      fact(versionFact, {
        gitVersion: options.gitVersion ?? 'v1.20.2',
      }),
      fact(nodesFact, [nodeFact('n', options.node)]),
    ),
  });
}

describe('platform.distribution', () => {
  it('passes what the profile lists, with every signal and the track of instructions as evidence', () => {
    const result = judge({
      gitVersion: 'v1.20.4+rke2r1',
      groups: ['management.cattle.io'],
      node: { annotations: { 'rke2.io/hostname': 'n' } },
    });

    expect(result).toMatchObject({
      status: 'pass',
      reason: 'Recognised',
      actual: 'Rancher RKE2',
      severity: 'recommended',
    });
    expect(result.evidence.map(({ key, value }) => [key, value])).toEqual([
      ['gitVersion', 'v1.20.4+rke2r1'],
      ['rke2.io/hostname', 'present'],
      ['management.cattle.io', 'served'],
      ['track', 'kubernetes'],
    ]);
  });

  it('passes native Kubernetes that kubeadm shows', () => {
    const annotations = {
      'kubeadm.alpha.kubernetes.io/cri-socket': '/var/run/dockershim.sock',
    };

    expect(judge({ node: { annotations } })).toMatchObject({
      status: 'pass',
      reason: 'Recognised',
    });
  });

  it('warns of what is recognised and not on the list', () => {
    expect(judge({ groups: ['run.tanzu.vmware.com'] })).toMatchObject({
      status: 'warn',
      reason: 'NotListed',
      actual: 'VMware Tanzu',
    });
  });

  it('warns that native Kubernetes is assumed where nothing shows itself', () => {
    expect(judge({})).toMatchObject({
      status: 'warn',
      reason: 'NativeAssumed',
    });
  });

  it('chooses the instructions for OpenShift', () => {
    expect(judge({ groups: ['config.openshift.io'] }).message).toContain(
      'track openshift',
    );
  });
});
