import type { ResourceDeclaration } from '../types';

/** Groups from flowcontrol to storage. */
export const clusterResources: ResourceDeclaration[] = [
  {
    group: 'flowcontrol.apiserver.k8s.io',
    resource: 'flowschemas',
    kind: 'FlowSchema',
    subresources: ['status'],
    versions: {
      v1: [29],
      v1beta3: [26, 32],
      v1beta2: [23, 29],
      v1beta1: [20, 26],
    },
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    resource: 'prioritylevelconfigurations',
    kind: 'PriorityLevelConfiguration',
    subresources: ['status'],
    versions: {
      v1: [29],
      v1beta3: [26, 32],
      v1beta2: [23, 29],
      v1beta1: [20, 26],
    },
  },

  {
    group: 'networking.k8s.io',
    resource: 'ingressclasses',
    kind: 'IngressClass',
    versions: { v1: [19], v1beta1: [18, 22] },
  },
  {
    group: 'networking.k8s.io',
    resource: 'ingresses',
    kind: 'Ingress',
    namespaced: true,
    shortNames: ['ing'],
    subresources: ['status'],
    versions: { v1: [19], v1beta1: [0, 22] },
  },
  {
    group: 'networking.k8s.io',
    resource: 'networkpolicies',
    kind: 'NetworkPolicy',
    namespaced: true,
    shortNames: ['netpol'],
    versions: { v1: [0] },
  },
  {
    group: 'networking.k8s.io',
    resource: 'ipaddresses',
    kind: 'IPAddress',
    shortNames: ['ip'],
    versions: { v1: [33] },
  },
  {
    group: 'networking.k8s.io',
    resource: 'servicecidrs',
    kind: 'ServiceCIDR',
    subresources: ['status'],
    versions: { v1: [33] },
  },

  {
    group: 'node.k8s.io',
    resource: 'runtimeclasses',
    kind: 'RuntimeClass',
    versions: { v1: [20], v1beta1: [0, 25] },
  },

  {
    group: 'policy',
    resource: 'poddisruptionbudgets',
    kind: 'PodDisruptionBudget',
    namespaced: true,
    shortNames: ['pdb'],
    subresources: ['status'],
    versions: { v1: [21], v1beta1: [0, 25] },
  },
  {
    group: 'policy',
    resource: 'podsecuritypolicies',
    kind: 'PodSecurityPolicy',
    shortNames: ['psp'],
    versions: { v1beta1: [0, 25] },
  },

  {
    group: 'rbac.authorization.k8s.io',
    resource: 'clusterrolebindings',
    kind: 'ClusterRoleBinding',
    versions: { v1: [0], v1beta1: [0, 22] },
  },
  {
    group: 'rbac.authorization.k8s.io',
    resource: 'clusterroles',
    kind: 'ClusterRole',
    versions: { v1: [0], v1beta1: [0, 22] },
  },
  {
    group: 'rbac.authorization.k8s.io',
    resource: 'rolebindings',
    kind: 'RoleBinding',
    namespaced: true,
    versions: { v1: [0], v1beta1: [0, 22] },
  },
  {
    group: 'rbac.authorization.k8s.io',
    resource: 'roles',
    kind: 'Role',
    namespaced: true,
    versions: { v1: [0], v1beta1: [0, 22] },
  },

  {
    group: 'resource.k8s.io',
    resource: 'deviceclasses',
    kind: 'DeviceClass',
    versions: { v1: [34] },
  },
  {
    group: 'resource.k8s.io',
    resource: 'resourceclaims',
    kind: 'ResourceClaim',
    namespaced: true,
    subresources: ['status'],
    versions: { v1: [34] },
  },
  {
    group: 'resource.k8s.io',
    resource: 'resourceclaimtemplates',
    kind: 'ResourceClaimTemplate',
    namespaced: true,
    versions: { v1: [34] },
  },
  {
    group: 'resource.k8s.io',
    resource: 'resourceslices',
    kind: 'ResourceSlice',
    selectableFields: ['spec.driver', 'spec.nodeName'],
    versions: { v1: [34] },
  },

  {
    group: 'scheduling.k8s.io',
    resource: 'priorityclasses',
    kind: 'PriorityClass',
    shortNames: ['pc'],
    versions: { v1: [0], v1beta1: [0, 22] },
  },

  {
    group: 'storage.k8s.io',
    resource: 'csidrivers',
    kind: 'CSIDriver',
    versions: { v1: [18], v1beta1: [0, 22] },
  },
  {
    group: 'storage.k8s.io',
    resource: 'csinodes',
    kind: 'CSINode',
    versions: { v1: [17], v1beta1: [0, 22] },
  },
  {
    group: 'storage.k8s.io',
    resource: 'csistoragecapacities',
    kind: 'CSIStorageCapacity',
    namespaced: true,
    versions: { v1: [24], v1beta1: [21, 27] },
  },
  {
    group: 'storage.k8s.io',
    resource: 'storageclasses',
    kind: 'StorageClass',
    shortNames: ['sc'],
    versions: { v1: [0], v1beta1: [0, 22] },
  },
  {
    group: 'storage.k8s.io',
    resource: 'volumeattachments',
    kind: 'VolumeAttachment',
    subresources: ['status'],
    versions: { v1: [0], v1beta1: [0, 22] },
  },
  {
    group: 'storage.k8s.io',
    resource: 'volumeattributesclasses',
    kind: 'VolumeAttributesClass',
    shortNames: ['vac'],
    versions: { v1: [34] },
  },
];
