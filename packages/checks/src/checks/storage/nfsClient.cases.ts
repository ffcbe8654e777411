import { nodesFact } from '../../facts/nodes';
import { storageClassesFact } from '../../facts/storage';
import { fact, failedFact, facts, type OutcomeCases } from '../../testing';
import { nodeFact } from '../../testing/nodes';
import {
  sharedVolumeFact,
  storageClassFact,
  volumesEntry,
} from '../../testing/storage';
import type { nfsClient } from './nfsClient';

function having(
  osImage: string,
  provisioner = 'k8s-sigs.io/nfs-subdir-external-provisioner',
) {
  return {
    facts: facts(
      fact(nodesFact, [nodeFact('a', { nodeInfo: { osImage } })]),
      fact(storageClassesFact, [storageClassFact('usual', provisioner)]),
      volumesEntry(
        provisioner === 'ebs.csi.aws.com' ? [] : [sharedVolumeFact('data')],
      ),
    ),
  };
}

export const cases: OutcomeCases<typeof nfsClient> = {
  ClientBrought: having('Talos (v1.9.2)'),
  ClientByPackage: having('Ubuntu 20.04.2 LTS'),
  NoClient: having('Bottlerocket OS 1.19.4 (aws-k8s-1.29)'),
  ImageUnknown: having('Wind River Linux LTS 23'),
  NotApplicable: having('Ubuntu 20.04.2 LTS', 'ebs.csi.aws.com'),
  NodesUnread: {
    facts: {
      ...having('Ubuntu 20.04.2 LTS').facts,
      ...facts(failedFact(nodesFact, 'Forbidden', 'Forbidden(list nodes)')),
    },
  },
};
