import { crd } from '@runai-portal/simulator';

/** Definitions of what brings nodes when pods ask for them. */
export const NODE_POOLS = [
  crd('nodepools.karpenter.sh', { kind: 'NodePool', scope: 'Cluster' }),
  crd('machinesets.machine.openshift.io', {
    kind: 'MachineSet',
    versions: ['v1beta1'],
  }),
  crd('machinedeployments.cluster.x-k8s.io', {
    kind: 'MachineDeployment',
    versions: ['v1beta1'],
  }),
];
