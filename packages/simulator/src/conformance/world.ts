/** What both servers hold before the calls begin, created over the API like everything else. */

export const namespace = 'conformance';
export const group = 'conformance.example.com';
export const readerAccount = `system:serviceaccount:${namespace}:reader`;
export const nobodyAccount = `system:serviceaccount:${namespace}:nobody`;

/** What the reader may do, cluster-wide and in the namespace. */
export const readerRules = {
  cluster: [
    { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list'] },
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] },
  ],
  namespace: [
    {
      apiGroups: [''],
      resources: ['configmaps'],
      verbs: ['get'],
      resourceNames: ['cm-1'],
    },
    { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
  ],
};

export interface WorldObject {
  path: string;
  body: object;
  /** Of the simulator these exist as accounts, not as objects. */
  rbac?: true;
}

const named = (name: string, labels?: Record<string, string>) => ({
  metadata: { name, ...(labels && { labels }) },
});

export const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `widgets.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: {
      plural: 'widgets',
      singular: 'widget',
      kind: 'Widget',
      listKind: 'WidgetList',
      shortNames: ['wd'],
    },
    versions: ['v1', 'v1beta1'].map(version => ({
      name: version,
      served: true,
      storage: version === 'v1',
      subresources: { status: {} },
      additionalPrinterColumns: [
        { name: 'Size', type: 'string', jsonPath: '.spec.size' },
        { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
      ],
      schema: {
        openAPIV3Schema: {
          type: 'object',
          'x-kubernetes-preserve-unknown-fields': true,
        },
      },
    })),
  },
};

const configMaps = [
  ['cm-1', { app: 'a', tier: 'front' }],
  ['cm-2', { app: 'a', tier: 'back' }],
  ['cm-3', { app: 'b', tier: 'front' }],
  ['cm-4', { app: 'b', tier: 'back' }],
  ['cm-5', { app: 'c' }],
  ['cm-6', { app: 'c' }],
  ['cm-7', { app: 'c' }],
] as const;

const core = '/api/v1';
const inNamespace = `${core}/namespaces/${namespace}`;
const rbac = '/apis/rbac.authorization.k8s.io/v1';
const subject = { kind: 'ServiceAccount', name: 'reader', namespace };

function eventOf(
  pod: string,
  type: string,
  reason: string,
  component: string,
  count: number,
) {
  return {
    ...named(`${pod}.${reason.toLowerCase()}`),
    involvedObject: {
      kind: 'Pod',
      apiVersion: 'v1',
      namespace,
      name: pod,
      fieldPath: 'spec.containers{main}',
    },
    type,
    reason,
    message: `${reason} of ${pod}`,
    source: { component, host: 'conf-1' },
    firstTimestamp: '2026-05-20T10:00:00Z',
    lastTimestamp: '2026-05-20T11:00:00Z',
    count,
  };
}

export const worldObjects: WorldObject[] = [
  ...configMaps.map(([name, labels]) => ({
    path: `${inNamespace}/configmaps`,
    body: {
      ...named(name, { ...labels, world: 'conformance' }),
      data: { key: name },
    },
  })),
  ...['conf-1', 'conf-2', 'conf-3', 'conf-4', 'conf-5'].map(name => ({
    path: `${core}/nodes`,
    body: {
      ...named(name, { world: 'conformance' }),
      spec: { unschedulable: name === 'conf-2' },
    },
  })),
  ...['w-1', 'w-2', 'w-3', 'w-4', 'w-5'].map(name => ({
    path: `/apis/${group}/v1/namespaces/${namespace}/widgets`,
    body: {
      apiVersion: `${group}/v1`,
      kind: 'Widget',
      ...named(name),
      spec: { size: 'large' },
    },
  })),
  ...[
    ['pod-1', 'conf-1'],
    ['pod-2', 'conf-1'],
    ['pod-3', 'conf-3'],
  ].map(([name, nodeName]) => ({
    path: `${inNamespace}/pods`,
    body: {
      ...named(name, { world: 'conformance' }),
      spec: {
        nodeName,
        automountServiceAccountToken: false,
        containers: [{ name: 'main', image: 'registry.example.com/main:1' }],
      },
    },
  })),
  {
    path: `${inNamespace}/pods`,
    body: {
      ...named('pod-4', { world: 'conformance' }),
      spec: {
        // Stays on no node, and nobody reports of it.
        schedulerName: 'nobody',
        automountServiceAccountToken: false,
        containers: [
          { name: 'app', image: 'registry.example.com/app:1' },
          { name: 'proxy', image: 'registry.example.com/proxy:1' },
        ],
        initContainers: [
          { name: 'fetch', image: 'registry.example.com/fetch:1' },
        ],
      },
    },
  },
  {
    path: `${inNamespace}/endpoints`,
    body: {
      ...named('ep-1'),
      subsets: [
        {
          addresses: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'].map(
            ip => ({ ip }),
          ),
          ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
        },
      ],
    },
  },
  {
    path: `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`,
    body: {
      ...named('lease-1'),
      spec: { holderIdentity: 'conf-1', leaseDurationSeconds: 40 },
    },
  },
  ...[
    eventOf('pod-1', 'Normal', 'Scheduled', 'default-scheduler', 1),
    eventOf('pod-1', 'Warning', 'BackOff', 'kubelet', 168),
    eventOf('pod-2', 'Warning', 'Failed', 'kubelet', 4),
  ].map(body => ({ path: `${inNamespace}/events`, body })),
  {
    path: `${rbac}/clusterroles`,
    body: { ...named('conformance-reader'), rules: readerRules.cluster },
    rbac: true,
  },
  {
    path: `${rbac}/clusterrolebindings`,
    body: {
      ...named('conformance-reader'),
      subjects: [subject],
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'conformance-reader',
      },
    },
    rbac: true,
  },
  {
    path: `${rbac}/namespaces/${namespace}/roles`,
    body: { ...named('reader'), rules: readerRules.namespace },
    rbac: true,
  },
  {
    path: `${rbac}/namespaces/${namespace}/rolebindings`,
    body: {
      ...named('reader'),
      subjects: [subject],
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: 'reader',
      },
    },
    rbac: true,
  },
];

/** Deleted in the end, so that the calls can be made again on the same server. */
export const worldPaths: string[] = [
  `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.${group}`,
  ...['conf-1', 'conf-2', 'conf-3', 'conf-4', 'conf-5'].map(
    name => `${core}/nodes/${name}`,
  ),
  `${rbac}/clusterroles/conformance-reader`,
  `${rbac}/clusterrolebindings/conformance-reader`,
  ...['pod-1', 'pod-2', 'pod-3', 'pod-4'].map(
    name => `${inNamespace}/pods/${name}?gracePeriodSeconds=0`,
  ),
  inNamespace,
];
