/** Resources of a group that may be read through the proxy, e.g. `pods/log`. */
export interface AllowedResource {
  /** Empty for the core group. */
  group: string;
  /** The plural; a subresource behind a slash. */
  resource: string;
}

const of = (group: string, ...resources: string[]): AllowedResource[] =>
  resources.map(resource => ({ group, resource }));

/** What may be read where `kubernetesProxy.resources` says nothing else. */
export const DEFAULT_RESOURCES: readonly AllowedResource[] = [
  ...of(
    '',
    'nodes',
    'namespaces',
    'events',
    'pods',
    'pods/log',
    'services',
    'endpoints',
    'persistentvolumes',
    'persistentvolumeclaims',
    // `kubectl describe namespace` reads these two.
    'resourcequotas',
    'limitranges',
  ),
  ...of('apps', 'deployments', 'daemonsets', 'statefulsets', 'replicasets'),
  ...of('batch', 'jobs'),
  // `kubectl describe node` reads its lease.
  ...of('coordination.k8s.io', 'leases'),
  ...of('discovery.k8s.io', 'endpointslices'),
  ...of('events.k8s.io', 'events'),
  ...of('resource.k8s.io', 'resourceslices', 'deviceclasses'),
  ...of('storage.k8s.io', 'storageclasses', 'csidrivers'),
  ...of('node.k8s.io', 'runtimeclasses'),
  ...of('apiextensions.k8s.io', 'customresourcedefinitions'),
  ...of('nvidia.com', 'clusterpolicies', 'nvidiadrivers', 'gpuclusters'),
  ...of(
    'monitoring.coreos.com',
    'prometheuses',
    'servicemonitors',
    'podmonitors',
    'prometheusrules',
  ),
  ...of('run.ai', 'runaiconfigs', 'projects', 'departments', 'nodepools'),
  ...of('scheduling.run.ai', 'queues', 'podgroups'),
  ...of(
    'config.openshift.io',
    'clusterversions',
    'clusteroperators',
    'infrastructures',
    'proxies',
    'schedulers',
  ),
  ...of('security.openshift.io', 'securitycontextconstraints'),
];

/** Never passed on, whatever the configuration says: credentials, and what acts or leads elsewhere. */
export const NEVER_RESOURCES: readonly string[] = [
  'secrets',
  'tokenreviews',
  'selfsubjectreviews',
  'subjectaccessreviews',
  'selfsubjectaccessreviews',
  'localsubjectaccessreviews',
  'selfsubjectrulesreviews',
  'certificatesigningrequests',
];

/** Of any resource. */
export const NEVER_SUBRESOURCES: readonly string[] = [
  'proxy',
  'exec',
  'attach',
  'portforward',
  'ephemeralcontainers',
  'token',
  'eviction',
  'binding',
];

/** Only by the name of the object, since what they hold is anybody's guess. */
export const ONLY_BY_NAME: readonly string[] = ['configmaps'];
