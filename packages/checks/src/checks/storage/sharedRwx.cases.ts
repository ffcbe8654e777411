import { type SharedVolumeFact, storageClassesFact } from '../../facts/storage';
import { fact, facts, type OutcomeCases } from '../../testing';
import {
  sharedVolumeFact,
  storageClassFact,
  volumesEntry,
} from '../../testing/storage';
import type { sharedRwx } from './sharedRwx';

function having(provisioner: string, ...volumes: SharedVolumeFact[]) {
  return {
    facts: facts(
      fact(storageClassesFact, [storageClassFact('usual', provisioner)]),
      volumesEntry(volumes),
    ),
  };
}

export const cases: OutcomeCases<typeof sharedRwx> = {
  ProvenByVolume: having('ebs.csi.aws.com', sharedVolumeFact('data')),
  DeclaredNfs: {
    ...having('ebs.csi.aws.com'),
    settings: { storage: { nfsServer: 'nfs.corp.example' } },
  },
  ClassCanShare: having('nfs.csi.k8s.io'),
  AssumedByVolume: having(
    'rancher.io/local-path',
    sharedVolumeFact('data', {
      nfs: undefined,
      source: 'hostPath',
      storageClass: 'usual',
    }),
  ),
  AssumedByName: having('corp.example/nfs-for-all'),
  UnknownProvisioner: having('corp.example/storage'),
  OnlyBlock: having('rook-ceph.rbd.csi.ceph.com'),
  NoSharedStorage: having('ebs.csi.aws.com'),
};
