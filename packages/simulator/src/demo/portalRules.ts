import type { PolicyRule } from '../api/Account';

const read = (apiGroup: string, ...resources: string[]): PolicyRule => ({
  verbs: ['get', 'list'],
  apiGroups: [apiGroup],
  resources,
});

/**
 * What the demo's portal may do: read, and no Secret. Written by hand, as the simulator knows nothing of the checks;
 * it grants more than today's checks ask for, so that later ones find what they need.
 */
export const portalRules: PolicyRule[] = [
  read(
    '',
    'nodes',
    'namespaces',
    'events',
    'services',
    'pods',
    'persistentvolumes',
    'persistentvolumeclaims',
    'configmaps',
    'serviceaccounts',
    'endpoints',
    'resourcequotas',
    'limitranges',
  ),
  { verbs: ['get'], apiGroups: [''], resources: ['pods/log'] },
  read('coordination.k8s.io', 'leases'),
  read('discovery.k8s.io', 'endpointslices'),
  read('events.k8s.io', 'events'),
  read('apps', 'deployments', 'daemonsets', 'statefulsets', 'replicasets'),
  read('batch', 'jobs'),
  read('storage.k8s.io', 'storageclasses', 'csidrivers', 'csinodes'),
  read('node.k8s.io', 'runtimeclasses'),
  read('apiextensions.k8s.io', 'customresourcedefinitions'),
  read(
    'admissionregistration.k8s.io',
    'validatingwebhookconfigurations',
    'mutatingwebhookconfigurations',
  ),
  read('policy', 'podsecuritypolicies'),
  read('nvidia.com', '*'),
  read('resource.k8s.io', '*'),
  read('karpenter.sh', 'nodepools'),
  read('machine.openshift.io', 'machinesets'),
  read('cluster.x-k8s.io', 'machinedeployments'),
  read('monitoring.coreos.com', '*'),
  read('run.ai', '*'),
  read('scheduling.run.ai', '*'),
  read('cdi.kubevirt.io', 'storageprofiles'),
  read('config.openshift.io', '*'),
  read('operator.openshift.io', 'networks'),
  read('machineconfiguration.openshift.io', 'machineconfigpools'),
  read('security.openshift.io', 'securitycontextconstraints'),
  read('networking.k8s.io', 'ingresses', 'ingressclasses'),
  read('gateway.networking.k8s.io', 'gatewayclasses'),
];
