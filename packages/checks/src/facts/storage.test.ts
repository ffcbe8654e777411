import {
  cluster,
  crd,
  csiDriver,
  persistentVolume,
  storageClass,
} from '@runai-portal/simulator';
import { factsFrom, testProfile } from '../testing';
import {
  csiDriversFact,
  persistentVolumesFact,
  storageClassesFact,
  storageProfilesFact,
} from './storage';

// A generous deadline: a loaded machine takes long to start servers.
jest.setTimeout(60_000);

describe('the facts of storage', () => {
  it('keep of a class its provisioner, its marks and the parameters that decide access modes', async () => {
    const outcomes = await factsFrom(
      [
        storageClass('nfs', 'nfs.csi.k8s.io', {
          default: true,
          parameters: { server: 'nfs.example', share: '/data' },
        }),
        storageClass('old', 'kubernetes.io/portworx-volume', {
          default: 'beta',
          parameters: { shared: 'true' },
        }),
        storageClass('local', 'rancher.io/local-path', {
          bindingMode: 'WaitForFirstConsumer',
        }),
      ],
      [storageClassesFact],
    );

    expect(outcomes[storageClassesFact.id]).toMatchObject({
      ok: true,
      value: [
        {
          name: 'local',
          provisioner: 'rancher.io/local-path',
          isDefault: false,
          volumeBindingMode: 'WaitForFirstConsumer',
        },
        {
          name: 'nfs',
          isDefault: true,
          volumeBindingMode: 'Immediate',
          parameters: {},
        },
        { name: 'old', isDefault: true, parameters: { shared: 'true' } },
      ],
    });
  });

  it('keep the parameters of a class that a profile of the site decides by', async () => {
    const { storage, ...profile } = testProfile();
    const row = {
      name: 'corp.example/storage',
      title: 'Ours',
      modes: ['ReadWriteOnce' as const],
      parameters: [
        {
          name: '^tier$',
          value: '^shared$',
          readWriteMany: 'filesystem' as const,
        },
      ],
      nodeBound: false,
      source: 'the site',
      verified: 'vendor' as const,
    };
    const outcomes = await factsFrom(
      [
        storageClass('ours', 'corp.example/storage', {
          parameters: { tier: 'shared', secret: 'x' },
        }),
      ],
      [storageClassesFact],
      {
        ...profile,
        storage: { ...storage, provisioners: [row, ...storage.provisioners] },
      },
    );

    expect(outcomes[storageClassesFact.id]).toMatchObject({
      value: [{ name: 'ours', parameters: { tier: 'shared' } }],
    });
    expect(outcomes[storageClassesFact.id]).not.toHaveProperty(
      'value.0.parameters.secret',
    );
  });

  it('keep of a StorageProfile what many nodes may write to', async () => {
    const storageProfile = (
      name: string,
      ...sets: [accessMode: string, volumeMode?: string][]
    ) => ({
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'StorageProfile',
      metadata: { name },
      status: {
        claimPropertySets: sets.map(([accessMode, volumeMode]) => ({
          accessModes: ['ReadWriteOnce', accessMode],
          volumeMode,
        })),
      },
    });
    const outcomes = await factsFrom(
      [
        crd('storageprofiles.cdi.kubevirt.io', {
          kind: 'StorageProfile',
          scope: 'Cluster',
          versions: ['v1beta1'],
        }),
        storageProfile(
          'both',
          ['ReadWriteMany', 'Block'],
          ['ReadWriteMany', 'Filesystem'],
        ),
        storageProfile('raw', ['ReadWriteMany', 'Block']),
        storageProfile('silent', ['ReadWriteMany']),
        storageProfile('single', ['ReadWriteOncePod', 'Filesystem']),
      ],
      [storageProfilesFact],
    );

    expect(outcomes[storageProfilesFact.id]).toMatchObject({
      value: [
        { name: 'both', sharing: 'filesystem' },
        { name: 'raw', sharing: 'block' },
        { name: 'silent', sharing: 'filesystem' },
      ],
    });
  });

  it('keep of volumes those that many nodes may write to, bound ones first', async () => {
    const outcomes = await factsFrom(
      [
        persistentVolume('a', {
          phase: 'Available',
          csi: { driver: 'nfs.csi.k8s.io', volumeHandle: 'a' },
        }),
        persistentVolume('b', {
          phase: 'Bound',
          nfs: { server: 'nfs.example', path: '/b' },
          claim: { namespace: 'team-a', name: 'data' },
        }),
        persistentVolume('c', { accessModes: ['ReadWriteOnce'] }),
      ],
      [persistentVolumesFact],
    );

    expect(outcomes[persistentVolumesFact.id]).toMatchObject({
      ok: true,
      value: {
        readWriteMany: [
          {
            name: 'b',
            phase: 'Bound',
            source: 'nfs',
            nfs: 'nfs.example:/b',
            claim: 'team-a/data',
          },
          { name: 'a', phase: 'Available', source: 'csi/nfs.csi.k8s.io' },
        ],
      },
    });
  });

  it.each([
    ['node', [[{ key: 'kubernetes.io/hostname', values: ['n-1'] }]]],
    ['node', [[{ key: 'topology.topolvm.io/node', values: ['n-1'] }]]],
    ['nodes', [[{ key: 'kubernetes.io/hostname', values: ['n-1', 'n-2'] }]]],
    [
      'nodes',
      [
        [{ key: 'kubernetes.io/hostname', values: ['n-1'] }],
        [{ key: 'kubernetes.io/hostname', values: ['n-2'] }],
      ],
    ],
    ['zone', [[{ key: 'topology.kubernetes.io/zone', values: ['a'] }]]],
  ])(
    'tell what the affinity of a volume ties it to: %s',
    async (tie, terms) => {
      const volume = persistentVolume('a', {
        phase: 'Bound',
        storageClass: 'c',
      });
      const outcomes = await factsFrom(
        [
          {
            ...volume,
            spec: {
              ...(volume.spec as object),
              local: { path: '/data' },
              nodeAffinity: {
                required: {
                  nodeSelectorTerms: terms.map(requirements => ({
                    matchExpressions: requirements.map(requirement => ({
                      operator: 'In',
                      ...requirement,
                    })),
                  })),
                },
              },
            },
          },
        ],
        [persistentVolumesFact],
      );

      expect(outcomes[persistentVolumesFact.id]).toMatchObject({
        ok: true,
        value: {
          readWriteMany: [{ name: 'a', source: 'local', tiedTo: tie }],
          byClass: { c: { [tie === 'nodes' ? 'directory' : tie]: 1 } },
        },
      });
    },
  );

  it('tell a volume that is being deleted, which stays Bound until its claim lets go', async () => {
    const volume = persistentVolume('a', {
      phase: 'Bound',
      csi: { driver: 'nfs.csi.k8s.io', volumeHandle: 'a' },
      accessModes: ['ReadWriteMany'],
    });
    const outcomes = await factsFrom(
      [
        {
          ...volume,
          metadata: {
            ...volume.metadata,
            deletionTimestamp: '2021-04-20T09:00:00Z',
          },
        },
      ],
      [persistentVolumesFact],
    );

    expect(outcomes[persistentVolumesFact.id]).toMatchObject({
      ok: true,
      value: {
        readWriteMany: [{ name: 'a', phase: 'Bound', terminating: true }],
      },
    });
  });

  it('name the drivers, and no StorageProfile where the importer is not installed', async () => {
    const outcomes = await factsFrom(
      [csiDriver('nfs.csi.k8s.io', { attachRequired: false })],
      [csiDriversFact, storageProfilesFact],
    );

    expect(outcomes[csiDriversFact.id]).toMatchObject({
      ok: true,
      value: ['nfs.csi.k8s.io'],
    });
    expect(outcomes[storageProfilesFact.id]).toMatchObject({
      ok: true,
      value: [],
    });
  });

  it('name the permission where storage classes may not be listed, and read the rest', async () => {
    const declared = cluster('c').account('token-of-portal', {
      user: 'portal',
      rules: 'all',
      except: [{ group: 'storage.k8s.io', resource: 'storageclasses' }],
    });
    const outcomes = await factsFrom(declared, [
      storageClassesFact,
      csiDriversFact,
    ]);

    expect(outcomes[storageClassesFact.id]).toMatchObject({
      ok: false,
      reason: 'Forbidden',
    });
    expect(outcomes[storageClassesFact.id]).toHaveProperty(
      'message',
      expect.stringContaining('list storage.k8s.io storageclasses'),
    );
    expect(outcomes[csiDriversFact.id]).toMatchObject({ ok: true });
  });
});
