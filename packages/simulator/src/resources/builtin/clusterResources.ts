import { inGroup } from '../inGroup';
import type { ResourceDeclaration } from '../types';

/** Both kinds of API priority and fairness came and went together. */
const FLOW_CONTROL = {
  v1: [29],
  v1beta3: [26, 32],
  v1beta2: [23, 29],
  v1beta1: [20, 26],
} satisfies ResourceDeclaration['versions'];

/** Groups from flowcontrol to storage. */
export const clusterResources: ResourceDeclaration[] = [
  ...inGroup('flowcontrol.apiserver.k8s.io', {
    flowschemas: {
      kind: 'FlowSchema',
      subresources: ['status'],
      versions: FLOW_CONTROL,
    },
    prioritylevelconfigurations: {
      kind: 'PriorityLevelConfiguration',
      subresources: ['status'],
      versions: FLOW_CONTROL,
    },
  }),
  ...inGroup('networking.k8s.io', {
    ingressclasses: {
      kind: 'IngressClass',
      versions: { v1: [19], v1beta1: [18, 22] },
    },
    ingresses: {
      kind: 'Ingress',
      namespaced: true,
      shortNames: ['ing'],
      subresources: ['status'],
      versions: { v1: [19], v1beta1: [0, 22] },
    },
    networkpolicies: {
      kind: 'NetworkPolicy',
      namespaced: true,
      shortNames: ['netpol'],
      versions: { v1: [0] },
    },
    ipaddresses: {
      kind: 'IPAddress',
      shortNames: ['ip'],
      versions: { v1: [33] },
    },
    servicecidrs: {
      kind: 'ServiceCIDR',
      subresources: ['status'],
      versions: { v1: [33] },
    },
  }),
  ...inGroup('node.k8s.io', {
    runtimeclasses: {
      kind: 'RuntimeClass',
      versions: { v1: [20], v1beta1: [0, 25] },
    },
  }),
  ...inGroup('policy', {
    poddisruptionbudgets: {
      kind: 'PodDisruptionBudget',
      namespaced: true,
      shortNames: ['pdb'],
      subresources: ['status'],
      versions: { v1: [21], v1beta1: [0, 25] },
    },
    podsecuritypolicies: {
      kind: 'PodSecurityPolicy',
      shortNames: ['psp'],
      versions: { v1beta1: [0, 25] },
    },
  }),
  ...inGroup('rbac.authorization.k8s.io', {
    clusterrolebindings: {
      kind: 'ClusterRoleBinding',
      versions: { v1: [0], v1beta1: [0, 22] },
    },
    clusterroles: {
      kind: 'ClusterRole',
      versions: { v1: [0], v1beta1: [0, 22] },
    },
    rolebindings: {
      kind: 'RoleBinding',
      namespaced: true,
      versions: { v1: [0], v1beta1: [0, 22] },
    },
    roles: {
      kind: 'Role',
      namespaced: true,
      versions: { v1: [0], v1beta1: [0, 22] },
    },
  }),
  ...inGroup('resource.k8s.io', {
    deviceclasses: { kind: 'DeviceClass', versions: { v1: [34] } },
    resourceclaims: {
      kind: 'ResourceClaim',
      namespaced: true,
      subresources: ['status'],
      versions: { v1: [34] },
    },
    resourceclaimtemplates: {
      kind: 'ResourceClaimTemplate',
      namespaced: true,
      versions: { v1: [34] },
    },
    resourceslices: {
      kind: 'ResourceSlice',
      selectableFields: ['spec.driver', 'spec.nodeName'],
      versions: { v1: [34] },
    },
  }),
  ...inGroup('scheduling.k8s.io', {
    priorityclasses: {
      kind: 'PriorityClass',
      shortNames: ['pc'],
      versions: { v1: [0], v1beta1: [0, 22] },
    },
  }),
  ...inGroup('storage.k8s.io', {
    csidrivers: { kind: 'CSIDriver', versions: { v1: [18], v1beta1: [0, 22] } },
    csinodes: { kind: 'CSINode', versions: { v1: [17], v1beta1: [0, 22] } },
    csistoragecapacities: {
      kind: 'CSIStorageCapacity',
      namespaced: true,
      versions: { v1: [24], v1beta1: [21, 27] },
    },
    storageclasses: {
      kind: 'StorageClass',
      shortNames: ['sc'],
      versions: { v1: [0], v1beta1: [0, 22] },
    },
    volumeattachments: {
      kind: 'VolumeAttachment',
      subresources: ['status'],
      versions: { v1: [0], v1beta1: [0, 22] },
    },
    volumeattributesclasses: {
      kind: 'VolumeAttributesClass',
      shortNames: ['vac'],
      versions: { v1: [34] },
    },
  }),
];
