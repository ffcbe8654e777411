import {
  csiDriversFact,
  type VolumePlaces,
  type SharedVolumeFact,
  storageClassesFact,
  type StorageClassFact,
  storageProfilesFact,
} from '../../facts/storage';
import {
  evaluateToOne,
  fact,
  failedFact,
  facts,
  type FactValue,
} from '../../testing';
import {
  sharedVolumeFact,
  storageClassFact,
  volumesEntry,
} from '../../testing/storage';
import { sharedRwx } from './sharedRwx';

interface Options {
  classes?: StorageClassFact[];
  volumes?: SharedVolumeFact[];
  byClass?: Record<string, VolumePlaces>;
  profiles?: FactValue<typeof storageProfilesFact>;
  drivers?: string[];
  nfsServer?: string;
}

function judge({
  classes = [],
  volumes = [],
  byClass = {},
  profiles = [],
  drivers = [],
  nfsServer,
}: Options) {
  return evaluateToOne(sharedRwx, {
    settings: { storage: nfsServer ? { nfsServer } : undefined },
    facts: facts(
      fact(storageClassesFact, classes),
      volumesEntry(volumes, byClass),
      fact(storageProfilesFact, profiles),
      fact(csiDriversFact, drivers),
    ),
  });
}
const of = (provisioner: string, parameters: Record<string, string> = {}) =>
  storageClassFact('c', provisioner, { parameters });

describe('storage.shared-rwx', () => {
  it.each<[string, Record<string, string>, string, string]>([
    ['nfs.csi.k8s.io', {}, 'pass', 'ClassCanShare'],
    ['openshift-storage.cephfs.csi.ceph.com', {}, 'pass', 'ClassCanShare'],
    [
      'cluster.local/nfs-subdir-external-provisioner',
      {},
      'pass',
      'ClassCanShare',
    ],
    ['file.csi.azure.com', {}, 'pass', 'ClassCanShare'],
    ['pxd.portworx.com', { sharedv4: 'true' }, 'pass', 'ClassCanShare'],
    [
      'csi.vsphere.vmware.com',
      { 'csi.storage.k8s.io/fstype': 'nfs4' },
      'pass',
      'ClassCanShare',
    ],
    [
      'csi.trident.netapp.io',
      { backendType: 'ontap-nas-economy' },
      'pass',
      'ClassCanShare',
    ],
    [
      'csi.trident.netapp.io',
      { backendType: 'ontap-san' },
      'warn',
      'OnlyBlock',
    ],
    ['csi.trident.netapp.io', {}, 'warn', 'UnknownProvisioner'],
    ['corp.example/nfs-for-all', {}, 'warn', 'AssumedByName'],
    ['corp.example/storage', {}, 'warn', 'UnknownProvisioner'],
    ['rook-ceph.rbd.csi.ceph.com', {}, 'warn', 'OnlyBlock'],
    ['csi.vsphere.vmware.com', {}, 'fail', 'NoSharedStorage'],
    ['ebs.csi.aws.com', {}, 'fail', 'NoSharedStorage'],
    ['rancher.io/local-path', {}, 'fail', 'NoSharedStorage'],
  ])(
    'judges a class of %s with %j as %s',
    (provisioner, parameters, status, reason) => {
      expect(judge({ classes: [of(provisioner, parameters)] })).toMatchObject({
        status,
        reason,
        severity: 'required',
      });
    },
  );

  it.each([
    [
      'csi.trident.netapp.io',
      /^Whether volumes can be shared is not known\. c shares volumes where [^.]+\. Run the storage probe$/,
    ],
    [
      'corp.example/storage',
      /^Whether volumes can be shared is not known\. The provisioner of c, corp\.example\/storage, is in no table\. Run the storage probe$/,
    ],
  ])('says why it cannot tell of a class of %s', (provisioner, message) => {
    expect(judge({ classes: [of(provisioner)] }).message).toMatch(message);
  });

  it.each<[string, Partial<SharedVolumeFact>, string, string]>([
    [
      'by its server, and whose it is',
      { claim: 'team-a/data' },
      'nfs nfs.corp.example:/data',
      'ReadWriteMany, Bound to team-a/data',
    ],
    [
      'by its source, and that nobody has it',
      { nfs: undefined, source: 'cephfs', phase: 'Available' },
      'cephfs',
      'ReadWriteMany, Available',
    ],
    [
      'that it is being deleted',
      { terminating: true },
      'nfs nfs.corp.example:/data',
      'ReadWriteMany, Bound, being deleted',
    ],
  ])('shows of a volume as evidence %s', (_, options, key, value) => {
    expect(
      judge({ volumes: [sharedVolumeFact('pv', options)] }).evidence,
    ).toContainEqual(
      expect.objectContaining({ what: 'persistentvolume/pv', key, value }),
    );
  });

  it('believes a shared volume that exists more than the table', () => {
    const result = judge({
      classes: [of('ebs.csi.aws.com')],
      volumes: [sharedVolumeFact('data')],
    });

    expect(result).toMatchObject({ status: 'pass', reason: 'ProvenByVolume' });
    expect(result.message).toContain('nfs.corp.example:/data');
  });

  it.each<[string, Partial<SharedVolumeFact>]>([
    ['a host path that calls itself shared', { source: 'hostPath' }],
    ['a local volume', { source: 'local' }],
    ['a raw block device', { volumeMode: 'Block' }],
    ['a volume that failed', { phase: 'Failed' }],
    [
      'a volume of a driver of host paths',
      { source: 'csi/hostpath.csi.k8s.io' },
    ],
  ])('does not take %s for a proof', (_what, options) => {
    expect(
      judge({
        volumes: [sharedVolumeFact('v', { nfs: undefined, ...options })],
      }).status,
    ).toBe('fail');
  });

  it('passes a declared NFS server', () => {
    expect(judge({ nfsServer: 'nfs.corp.example' })).toMatchObject({
      status: 'pass',
      reason: 'DeclaredNfs',
    });
  });

  it('believes a StorageProfile more than the table, but not of volumes that are tied to a node', () => {
    const profiles = [{ name: 'c', sharing: 'filesystem' as const }];

    expect(
      judge({ classes: [of('corp.example/storage')], profiles }),
    ).toMatchObject({
      status: 'pass',
      reason: 'ClassCanShare',
      evidence: [expect.objectContaining({ how: 'reported' })],
    });
    expect(judge({ classes: [of('nfs.csi.k8s.io')] }).evidence).toEqual([
      expect.objectContaining({ how: 'inferred' }),
    ]);
    expect(
      judge({ classes: [of('rancher.io/local-path')], profiles }).status,
    ).toBe('fail');
  });

  it('names a driver that could share and has no class', () => {
    expect(judge({ drivers: ['nfs.csi.k8s.io'] }).remediation?.text).toContain(
      'The driver nfs.csi.k8s.io is installed',
    );
  });

  it('tells class, provisioner, modes and where the knowledge comes from', () => {
    expect(judge({ classes: [of('efs.csi.aws.com')] }).evidence).toEqual([
      expect.objectContaining({
        what: 'storageclass/c',
        key: 'efs.csi.aws.com',
        value:
          'ReadWriteMany (https://kubernetes-csi.github.io/docs/drivers.html)',
      }),
    ]);
  });

  it('is unknown, naming the permission, where storage classes cannot be listed', () => {
    const message = 'Forbidden(list storage.k8s.io storageclasses)';
    const result = evaluateToOne(sharedRwx, {
      facts: facts(
        failedFact(storageClassesFact, 'Forbidden', message),
        volumesEntry(),
      ),
    });

    expect(result).toMatchObject({
      status: 'unknown',
      reason: 'Forbidden',
      message,
    });
  });

  it.each<[string, Partial<SharedVolumeFact>]>([
    ['is released', { phase: 'Released' }],
    ['is being deleted', { terminating: true }],
    ['failed', { phase: 'Failed' }],
    ['has no state yet', { phase: 'Pending' }],
    ['is a disk of EC2', { source: 'awsElasticBlockStore', nfs: undefined }],
    ['is a host path', { source: 'hostPath', nfs: undefined }],
    ['is a disk of vSphere', { source: 'vsphereVolume', nfs: undefined }],
    ['is a disk by iSCSI', { source: 'iscsi', nfs: undefined }],
    [
      'has a driver whose volumes are on one node',
      { source: 'csi/rancher.io/local-path', nfs: undefined },
    ],
    [
      'has a driver whose volumes one node mounts at a time',
      { source: 'csi/ebs.csi.aws.com', nfs: undefined },
    ],
    [
      'has a driver that shares raw devices alone',
      { source: 'csi/rook-ceph.rbd.csi.ceph.com', nfs: undefined },
    ],
    [
      'is tied to nodes by a driver that no table knows',
      { source: 'csi/csi.vendor.example', nfs: undefined, tiedTo: 'node' },
    ],
  ])('takes no volume as a proof that %s, and shows it', (_what, options) => {
    const result = judge({
      classes: [of('rancher.io/local-path')],
      volumes: [sharedVolumeFact('pv', options)],
    });

    expect(result).toMatchObject({ status: 'fail', reason: 'NoSharedStorage' });
    expect(result.message).toContain('none can be shared, e.g. pv');
    expect(result.evidence).toContainEqual(
      expect.objectContaining({ what: 'persistentvolume/pv' }),
    );
  });

  it.each<[string, Partial<SharedVolumeFact>]>([
    [
      'is a directory that its provisioner else ties to a node',
      { source: 'hostPath', storageClass: 'local' },
    ],
    ['is local to several nodes by name', { source: 'local', tiedTo: 'nodes' }],
    ['has a driver of which nothing is known', { source: 'flexVolume' }],
    [
      'has an unknown driver and stays in a zone',
      { source: 'csi/csi.vendor.example', tiedTo: 'zone' },
    ],
  ])(
    'says of a volume that it seems to be shared where it %s',
    (_, options) => {
      const result = judge({
        classes: [storageClassFact('local', 'rancher.io/local-path')],
        volumes: [sharedVolumeFact('pv', { nfs: undefined, ...options })],
      });

      expect(result).toMatchObject({
        status: 'warn',
        reason: 'AssumedByVolume',
      });
      expect(result.message).toContain('It is pv');
    },
  );

  it('says so, too, where a class has volumes that are not tied as its provisioner else does', () => {
    expect(
      judge({
        classes: [of('rancher.io/local-path')],
        byClass: { c: { directory: 2 } },
      }),
    ).toMatchObject({ status: 'warn', reason: 'AssumedByVolume' });
  });

  it('believes the parameters of the class of a volume', () => {
    const volumes = [
      sharedVolumeFact('pv', {
        nfs: undefined,
        source: 'csi/csi.trident.netapp.io',
        storageClass: 'c',
      }),
    ];

    expect(
      judge({
        classes: [of('csi.trident.netapp.io', { backendType: 'ontap-san' })],
        volumes,
      }).reason,
    ).toBe('OnlyBlock');
    expect(
      judge({ classes: [of('csi.trident.netapp.io')], volumes }).reason,
    ).toBe('ProvenByVolume');
  });

  it.each<[string, Partial<SharedVolumeFact>]>([
    ['is bound', {}],
    ['was made by hand and waits for its claim', { phase: 'Available' }],
    [
      'has a driver that no table knows',
      { source: 'csi/csi.vendor.example', nfs: undefined },
    ],
  ])('takes a volume as a proof that %s', (_what, options) => {
    expect(
      judge({
        classes: [of('csi.vendor.example')],
        volumes: [sharedVolumeFact('pv', options)],
      }),
    ).toMatchObject({ status: 'pass', reason: 'ProvenByVolume' });
  });
});
