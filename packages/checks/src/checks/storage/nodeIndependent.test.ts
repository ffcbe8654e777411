import { nodesFact } from '../../facts/nodes';
import {
  type VolumePlaces,
  storageClassesFact,
  type StorageClassFact,
} from '../../facts/storage';
import type { ClusterSettingsInput } from '../../settings';
import { evaluateToOne, fact, facts } from '../../testing';
import { nodeFact } from '../../testing/nodes';
import { storageClassFact, volumesEntry } from '../../testing/storage';
import { nodeIndependent } from './nodeIndependent';

function judge(
  classes: StorageClassFact[],
  options: {
    storage?: ClusterSettingsInput['storage'];
    zones?: string[];
    volumes?: VolumePlaces;
  } = {},
) {
  const nodes = (options.zones ?? []).map(zone =>
    nodeFact(zone, { labels: { 'topology.kubernetes.io/zone': zone } }),
  );
  return evaluateToOne(nodeIndependent, {
    facts: facts(
      fact(storageClassesFact, classes),
      fact(nodesFact, nodes),
      volumesEntry([], { usual: options.volumes ?? {} }),
    ),
    settings: { storage: options.storage },
  });
}
const usual = (provisioner: string, more: Partial<StorageClassFact> = {}) =>
  storageClassFact('usual', provisioner, { isDefault: true, ...more });

describe('storage.node-independent', () => {
  it.each([
    ['nfs.csi.k8s.io', 'pass', 'NetworkStorage'],
    ['rook-ceph.rbd.csi.ceph.com', 'pass', 'NetworkStorage'],
    ['ebs.csi.aws.com', 'pass', 'NetworkStorage'],
    ['rancher.io/local-path', 'fail', 'NodeBound'],
    ['kubernetes.io/no-provisioner', 'fail', 'NodeBound'],
    ['openebs.io/local', 'fail', 'NodeBound'],
    ['topolvm.io', 'fail', 'NodeBound'],
    ['hostpath.csi.k8s.io', 'fail', 'NodeBound'],
    ['corp.example/my-hostpath', 'warn', 'AssumedByName'],
    ['corp.example/storage', 'warn', 'UnknownProvisioner'],
  ])('judges the default class of %s as %s', (provisioner, status, reason) => {
    expect(judge([usual(provisioner)])).toMatchObject({
      status,
      reason,
      severity: 'required',
    });
  });

  it.each<[string, string, VolumePlaces, RegExp, string, RegExp]>([
    [
      'a class that the table ties to nodes',
      'rancher.io/local-path',
      {},
      /on single nodes\. It is [^:]+: data of Run:ai/,
      'table of provisioners',
      /^on single nodes \(.+\)$/,
    ],
    [
      'one of the network',
      'nfs.csi.k8s.io',
      {},
      /on the network\. It is NFS$/,
      'table of provisioners',
      /^on the network \(.+\)$/,
    ],
    [
      'one whose name tells of nodes',
      'corp.example/my-hostpath',
      {},
      /seems to keep its volumes on single nodes\./,
      'table of provisioners',
      /^on single nodes \(.+\)$/,
    ],
    [
      'one whose name tells of the network',
      'corp.example/my-nfs',
      {},
      /seems to keep its volumes on the network\./,
      'table of provisioners',
      /^on the network \(.+\)$/,
    ],
    [
      'one that is in no table',
      'corp.example/storage',
      {},
      /is in no table/,
      'table of provisioners',
      /^absent$/,
    ],
    [
      'one whose volumes are tied to nodes',
      'corp.example/storage',
      { node: 2 },
      /on single nodes\. Each of its 2 volumes are tied to one: data of Run:ai/,
      'volumes of storageclass/usual',
      /^on single nodes$/,
    ],
    [
      'one whose volumes are tied to no node',
      'rancher.io/local-path',
      { directory: 3 },
      /none of those that it has is tied/,
      'volumes of storageclass/usual',
      /^none is tied to a node$/,
    ],
  ])(
    'says of %s where its volumes are, and by what that is known',
    (_, provisioner, volumes, message, what, value) => {
      const result = judge([usual(provisioner)], { volumes });

      expect(result.message).toMatch(message);
      expect(result.evidence.at(-1)).toMatchObject({
        what,
        value: expect.stringMatching(value),
      });
    },
  );

  it('judges the class that the settings name in place of the default', () => {
    const classes = [
      usual('rancher.io/local-path'),
      storageClassFact('nfs', 'nfs.csi.k8s.io'),
    ];

    expect(judge(classes, { storage: { class: 'nfs' } })).toMatchObject({
      status: 'pass',
      actual: 'nfs: NFS',
    });
    expect(judge(classes, { storage: { class: 'gone' } })).toMatchObject({
      status: 'fail',
      reason: 'ClassMissing',
    });
  });

  it('passes a declared NFS server', () => {
    expect(
      judge([], { storage: { nfsServer: 'nfs.corp.example' } }),
    ).toMatchObject({ status: 'pass', reason: 'DeclaredNfs' });
  });

  it('waits for storage.default-class where no class would be used', () => {
    expect(judge([storageClassFact('a', 'nfs.csi.k8s.io')])).toMatchObject({
      status: 'unknown',
      blockedBy: 'storage.default-class',
    });
  });

  it('counts the worst of several defaults', () => {
    expect(
      judge([usual('nfs.csi.k8s.io'), usual('rancher.io/local-path')]).status,
    ).toBe('fail');
  });

  it('warns of a disk that stays in one of several zones', () => {
    const disk = usual('ebs.csi.aws.com', {
      volumeBindingMode: 'WaitForFirstConsumer',
    });

    expect(judge([disk], { zones: ['a', 'b'] })).toMatchObject({
      status: 'warn',
      reason: 'ZonalVolume',
    });
    expect(judge([disk], { zones: ['a'] }).status).toBe('pass');
    expect(
      judge(
        [
          usual('nfs.csi.k8s.io', {
            volumeBindingMode: 'WaitForFirstConsumer',
          }),
        ],
        { zones: ['a', 'b'] },
      ).status,
    ).toBe('pass');
  });

  it.each<[string, string, VolumePlaces, string]>([
    [
      'untied directories of',
      'rancher.io/local-path',
      { directory: 3 },
      'SeemsShared',
    ],
    [
      'tied ones of',
      'rancher.io/local-path',
      { node: 1, directory: 2 },
      'NodeBound',
    ],
    [
      'directories by',
      'k8s.io/minikube-hostpath',
      { directory: 3 },
      'NodeBound',
    ],
    [
      'exports by hand of',
      'kubernetes.io/no-provisioner',
      { network: 2 },
      'NetworkStorage',
    ],
    [
      'directories by hand of',
      'kubernetes.io/no-provisioner',
      { directory: 2 },
      'NodeBound',
    ],
    [
      'tied volumes of the unknown',
      'corp.example/storage',
      { node: 2 },
      'NodeBound',
    ],
    [
      'zonal volumes of the unknown',
      'corp.example/storage',
      { zone: 2 },
      'NetworkStorage',
    ],
    [
      'free volumes of the unknown',
      'corp.example/storage',
      { free: 2 },
      'UnknownProvisioner',
    ],
    ['tied volumes of', 'corp.example/my-nfs', { node: 2 }, 'NodeBound'],
  ])('takes %s %s, %j, for %s', (_, provisioner, volumes, reason) => {
    expect(judge([usual(provisioner)], { volumes }).reason).toBe(reason);
  });
});
