import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import { storageClassesFact, type SharedVolumeFact } from '../../facts/storage';
import type { ClusterSettingsInput } from '../../settings';
import { evaluateCheck, fact, facts } from '../../testing';
import { controlPlaneFact, nodeFact, projected } from '../../testing/nodes';
import {
  sharedVolumeFact,
  storageClassFact,
  volumesEntry,
} from '../../testing/storage';
import { nfsClient } from './nfsClient';

const of = (osImage: string, name = 'a') =>
  nodeFact(name, { nodeInfo: { osImage } });

const bottlerocket = of('Bottlerocket OS 1.19.4 (aws-k8s-1.29)');

function judge(
  nodes: NodeFact[],
  options: {
    provisioner?: string;
    volumes?: SharedVolumeFact[];
    storage?: ClusterSettingsInput['storage'];
  } = {},
) {
  const { provisioner = 'ebs.csi.aws.com', volumes = [], storage } = options;
  return evaluateCheck(nfsClient, {
    facts: facts(
      fact(nodesFact, nodes),
      fact(storageClassesFact, [storageClassFact('usual', provisioner)]),
      volumesEntry(volumes),
    ),
    settings: { storage },
  }).map(({ subject, status, reason }) => [subject.name, status, reason]);
}

const byHand = { volumes: [sharedVolumeFact('data')] };

describe('storage.nfs-client', () => {
  it.each([
    ['Talos (v1.12.0)', 'pass'],
    ['Flatcar Container Linux by Kinvolk 3374.2.3 (Oklo)', 'pass'],
    ['Container-Optimized OS from Google', 'pass'],
    ['Red Hat Enterprise Linux CoreOS 46.82.202012051820-0 (Ootpa)', 'pass'],
    ['Ubuntu 22.04.5 LTS', 'pass'],
    ['SUSE Linux Enterprise Server 15 SP3', 'pass'],
    ['Amazon Linux 2', 'pass'],
    ['CentOS Linux 7 (Core)', 'pass'],
    ['Bottlerocket OS 1.19.4 (aws-k8s-1.29)', 'warn'],
    ['Something of its own', 'unknown'],
  ])('judges %s as %s', (osImage, status) => {
    expect(judge([of(osImage)], byHand)[0][1]).toBe(status);
  });

  it.each([
    ['a volume by hand', byHand],
    [
      'NFS subdirectories',
      { provisioner: 'k8s-sigs.io/nfs-subdir-external-provisioner' },
    ],
    [
      'a server that is declared',
      { storage: { nfsServer: 'nfs.corp.example' } },
    ],
  ])('asks for a client where there is %s', (_, options) => {
    expect(judge([bottlerocket], options)).toEqual([['a', 'warn', 'NoClient']]);
  });

  it.each([
    ['block storage', {}],
    [
      'a CSI driver for NFS',
      {
        provisioner: 'nfs.csi.k8s.io',
        volumes: [
          sharedVolumeFact('data', {
            nfs: undefined,
            source: 'csi/nfs.csi.k8s.io',
          }),
        ],
      },
    ],
    ['EFS', { provisioner: 'efs.csi.aws.com' }],
  ])('does not apply to %s', (_, options) => {
    expect(judge([bottlerocket], options)[0][1]).toBe('notApplicable');
  });

  it('judges the nodes that take pods of users, and no others', () => {
    expect(
      judge(
        [
          bottlerocket,
          of('Ubuntu 22.04.5 LTS', 'b'),
          controlPlaneFact('cp', { nodeInfo: bottlerocket.nodeInfo }),
          nodeFact('win', { nodeInfo: { operatingSystem: 'windows' } }),
          nodeFact('aci', { labels: { type: 'virtual-kubelet' } }),
        ],
        byHand,
      ),
    ).toEqual([
      ['a', 'warn', 'NoClient'],
      ['b', 'pass', 'ClientByPackage'],
    ]);
  });

  it('is unknown for a node that does not tell what it runs', () => {
    expect(judge([projected({ metadata: { name: 'bare' } })], byHand)).toEqual([
      ['bare', 'unknown', 'ImageUnknown'],
    ]);
  });
});
