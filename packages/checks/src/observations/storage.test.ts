import { testProfile } from '../testing';
import { capabilityOf } from './storage';

const of = (provisioner: string, parameters: Record<string, string> = {}) =>
  capabilityOf({ provisioner, parameters }, testProfile());

describe('capabilityOf', () => {
  it('says unknown, and neither that data is bound to a node nor that it is not, of what is in no table', () => {
    expect(of('corp.example/storage')).toEqual({
      sharing: 'unknown',
      mountedByKubelet: false,
      tiesVolumes: false,
      zonal: false,
      title: 'corp.example/storage',
      source: 'in no table',
      knownBy: 'nothing',
    });
  });

  it('finds a driver under the name of its operator', () => {
    expect(of('openshift-storage.cephfs.csi.ceph.com').sharing).toBe(
      'filesystem',
    );
    expect(of('rook-ceph.rbd.csi.ceph.com').sharing).toBe('block');
  });

  it('takes dots for dots', () => {
    expect(of('nfsXcsi.k8s.io')).toMatchObject({ knownBy: 'name' });
    expect(of('ebs-csi.aws.com').sharing).toBe('unknown');
  });

  it('lets a parameter of the class decide, whatever its case', () => {
    expect(of('pxd.portworx.com').sharing).toBe('depends');
    expect(of('pxd.portworx.com', { sharedV4: 'True' }).sharing).toBe(
      'filesystem',
    );
    expect(of('driver.longhorn.io', { migratable: 'true' }).sharing).toBe(
      'block',
    );
  });

  it('lets a row of the profile go before the shipped table', () => {
    const profile = testProfile();
    const own = {
      name: 'rancher.io/local-path',
      title: 'local path over a shared mount',
      modes: ['ReadWriteOnce' as const, 'ReadWriteMany' as const],
      nodeBound: false,
      source: 'the site',
      verified: 'vendor' as const,
    };
    const site = {
      ...profile,
      storage: {
        ...profile.storage,
        provisioners: [own, ...profile.storage.provisioners],
      },
    };

    expect(
      capabilityOf(
        { provisioner: 'rancher.io/local-path', parameters: {} },
        site,
      ),
    ).toMatchObject({
      sharing: 'filesystem',
      nodeBound: false,
    });
  });

  it('has no row that an earlier one hides', () => {
    const rows = testProfile().storage.provisioners;
    const hidden = rows.filter(
      ({ name, title }) => !name.includes('*') && of(name).title !== title,
    );

    expect(hidden).toEqual([]);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });
});
