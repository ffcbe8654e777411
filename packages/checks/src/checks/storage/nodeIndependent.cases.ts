import { nodesFact } from '../../facts/nodes';
import { type VolumePlaces, storageClassesFact } from '../../facts/storage';
import { fact, facts, testProfile, type OutcomeCases } from '../../testing';
import { nodeFact } from '../../testing/nodes';
import { storageClassFact, volumesEntry } from '../../testing/storage';
import type { nodeIndependent } from './nodeIndependent';

const zone = (name: string) =>
  nodeFact(`node-${name}`, { labels: { 'topology.kubernetes.io/zone': name } });

/** One class `usual` of that provisioner, the default one, and nodes in two zones. */
function having(
  provisioner: string,
  {
    places = {},
    isDefault = true,
  }: { places?: VolumePlaces; isDefault?: boolean } = {},
) {
  const volumeBindingMode = 'WaitForFirstConsumer';
  return {
    facts: facts(
      fact(storageClassesFact, [
        storageClassFact('usual', provisioner, {
          isDefault,
          volumeBindingMode,
        }),
      ]),
      fact(nodesFact, [zone('a'), zone('b')]),
      volumesEntry([], { usual: places }),
    ),
  };
}

const profile = testProfile();

export const cases: OutcomeCases<typeof nodeIndependent> = {
  NetworkStorage: having('nfs.csi.k8s.io'),
  DeclaredNfs: {
    ...having('nfs.csi.k8s.io'),
    settings: { storage: { nfsServer: 'nfs.corp.example' } },
  },
  ClassMissing: {
    ...having('nfs.csi.k8s.io'),
    settings: { storage: { class: 'gone' } },
  },
  NodeBound: having('rancher.io/local-path'),
  SeemsShared: having('rancher.io/local-path', { places: { directory: 2 } }),
  ZonalVolume: having('ebs.csi.aws.com'),
  AssumedByName: having('corp.example/my-hostpath'),
  UnknownProvisioner: having('corp.example/storage'),
  NoClass: {
    ...having('nfs.csi.k8s.io', { isDefault: false }),
    profile: {
      ...profile,
      storage: {
        ...profile.storage,
        defaultClass: {
          required: false,
          source: 'a test',
          verified: 'vendor',
        },
      },
    },
  },
};
