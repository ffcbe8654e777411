import { crd } from '../objects/crd';
import type { KubeObject } from '../objects/KubeObject';
import { namespace } from '../objects/core';
import { runaiConfig, runaiPublic } from '../objects/runai';
import { daemonSet, deployment, statefulSet } from '../objects/workloads';

/** The six CRDs of 2021, all v1. */
export function runaiCrds2021(created?: string): KubeObject[] {
  return [
    crd('runaiconfigs.run.ai', { kind: 'RunaiConfig', status: false, created }),
    crd('runaijobs.run.ai', { kind: 'RunaiJob', created }),
    crd('projects.run.ai', { kind: 'Project', scope: 'Cluster', created }),
    crd('departments.scheduling.run.ai', {
      kind: 'Department',
      scope: 'Cluster',
      created,
    }),
    crd('queues.scheduling.run.ai', {
      kind: 'Queue',
      scope: 'Cluster',
      created,
    }),
    crd('podgroups.scheduling.run.ai', { kind: 'PodGroup', created }),
  ];
}

const registry = 'gcr.io/run-ai-prod';
const deployments2021 = [
  'runai-operator',
  'runai-agent',
  'runai-scheduler',
  'runai-job-controller',
  'runai-project-controller',
  'researcher-service',
  'runai-admission-controller',
];

/**
 * The cluster component of 2021: seven Deployments, a database and the container toolkit, nine services in all.
 *
 * @param waiting - names of workloads that have no ready pod yet
 */
export function runaiCluster2021(options: {
  version: string;
  gpuNodes: number;
  waiting?: string[];
  registry?: string;
  controlPlaneUrl?: string;
  created?: string;
  config?: Parameters<typeof runaiConfig>[0];
}): KubeObject[] {
  const { version, gpuNodes, waiting = [], created } = options;
  const image = (name: string) =>
    `${options.registry ?? registry}/${name}:v${version}`;
  const common = (name: string) => ({
    image: image(name),
    created,
    since: created,
    labels: { app: name, 'app.kubernetes.io/managed-by': 'Helm' },
    podLabels: { app: name },
  });
  const ready = (name: string, wanted: number) =>
    waiting.includes(name) ? 0 : wanted;
  return [
    namespace('runai', { created }),
    ...runaiCrds2021(created),
    runaiConfig({
      created,
      since: created,
      controlPlaneUrl: options.controlPlaneUrl,
      ...options.config,
    }),
    ...deployments2021.map(name =>
      deployment('runai', name, { ...common(name), ready: ready(name, 1) }),
    ),
    statefulSet('runai', 'runai-db', {
      ...common('runai-db'),
      ready: ready('runai-db', 1),
    }),
    daemonSet('runai', 'runai-container-toolkit', {
      ...common('runai-container-toolkit'),
      desired: gpuNodes,
      ready: ready('runai-container-toolkit', gpuNodes),
    }),
  ];
}

const backend2021 = [
  'runai-backend-backend',
  'runai-backend-frontend',
  'runai-backend-grafana',
  'runai-backend-nginx-ingress-controller',
  'runai-backend-thanos-query',
];
const backendSets2021 = [
  'keycloak',
  'runai-backend-postgresql',
  'runai-backend-thanos-receive',
];

/** The backend of 2021, installed here: phase 1 of an air-gapped or on-premises installation. */
export function runaiBackend2021(options: {
  version: string;
  registry?: string;
  created?: string;
}): KubeObject[] {
  const { version, created } = options;
  const common = (name: string) => ({
    image: `${options.registry ?? registry}/${name.replace(
      'runai-backend-',
      '',
    )}:v${version}`,
    created,
    since: created,
    labels: { app: name, 'app.kubernetes.io/managed-by': 'Helm' },
    podLabels: { app: name },
  });
  return [
    namespace('runai-backend', { created }),
    ...backend2021.map(name => deployment('runai-backend', name, common(name))),
    ...backendSets2021.map(name =>
      statefulSet('runai-backend', name, common(name)),
    ),
  ];
}

const crdsCurrent: [
  name: string,
  kind: string,
  scope: 'Namespaced' | 'Cluster',
  versions: string[],
][] = [
  ['runaiconfigs.run.ai', 'RunaiConfig', 'Namespaced', ['v1']],
  ['runaijobs.run.ai', 'RunaiJob', 'Namespaced', ['v1']],
  [
    'projects.run.ai',
    'Project',
    'Cluster',
    ['v2', 'v2alpha2', 'v2alpha1', 'v1'],
  ],
  ['nodepools.run.ai', 'NodePool', 'Cluster', ['v1alpha1']],
  ['accessrules.run.ai', 'AccessRule', 'Cluster', ['v1alpha1']],
  [
    'interactiveworkloads.run.ai',
    'InteractiveWorkload',
    'Namespaced',
    ['v2alpha1'],
  ],
  ['trainingworkloads.run.ai', 'TrainingWorkload', 'Namespaced', ['v2alpha1']],
  [
    'inferenceworkloads.run.ai',
    'InferenceWorkload',
    'Namespaced',
    ['v2alpha1'],
  ],
  [
    'distributedworkloads.run.ai',
    'DistributedWorkload',
    'Namespaced',
    ['v2alpha1'],
  ],
  ['externalworkloads.run.ai', 'ExternalWorkload', 'Namespaced', ['v1alpha1']],
  [
    'departments.scheduling.run.ai',
    'Department',
    'Cluster',
    ['v2alpha2', 'v2alpha1', 'v1'],
  ],
  ['queues.scheduling.run.ai', 'Queue', 'Cluster', ['v2']],
  ['podgroups.scheduling.run.ai', 'PodGroup', 'Namespaced', ['v2alpha2']],
];

const deploymentsCurrent = [
  'accessrule-controller',
  'assets-sync',
  'binder',
  'cluster-api',
  'cluster-redis',
  'cluster-sync',
  'engine-admission',
  'engine-operator',
  'external-workload-integrator',
  'inference-workload-controller',
  'metrics-exporter',
  'nodepool-controller',
  'pod-group-controller',
  'pod-grouper',
  'queue-controller',
  'researcher-service',
  'runai-admission-controller',
  'runai-agent',
  'runai-job-controller',
  'runai-operator',
  'runai-project-controller',
  'runai-scheduler-default',
  'shared-objects-controller',
  'status-updater',
  'workload-controller',
  'workload-exporter',
  'workload-overseer',
];

/** The cluster component of today's line. */
export function runaiClusterCurrent(options: {
  version: string;
  gpuNodes: number;
  nodes: number;
  controlPlaneUrl?: string;
  clusterUrl?: string;
  created?: string;
}): KubeObject[] {
  const { version, gpuNodes, nodes, created } = options;
  const common = (name: string) => ({
    image: `runai.jfrog.io/op-containers-prod/${name}:v${version}`,
    created,
    since: created,
    labels: {
      app: name,
      'app.kubernetes.io/managed-by': 'Helm',
      'app.kubernetes.io/instance': 'runai-cluster',
    },
    podLabels: { app: name },
  });
  const conditions = [
    'DependenciesFulfilled',
    'Deployed',
    'Available',
    'Reconciled',
  ].map(type => ({ type, status: 'True' }));
  return [
    namespace('runai', { created }),
    namespace('runai-reservation', { created }),
    ...crdsCurrent.map(([name, kind, scope, versions]) =>
      crd(name, { kind, scope, versions, created }),
    ),
    runaiConfig({
      created,
      since: created,
      controlPlaneUrl: options.controlPlaneUrl,
      clusterUrl: options.clusterUrl,
    }),
    runaiPublic(version, {
      conditions,
      dependencies: {
        gpuOperator: { available: true },
        prometheus: { available: true },
        ingressController: { available: true },
      },
    }),
    ...deploymentsCurrent.map(name => deployment('runai', name, common(name))),
    daemonSet('runai', 'runai-container-toolkit', {
      ...common('runai-container-toolkit'),
      desired: gpuNodes,
    }),
    daemonSet('runai', 'runai-node-exporter', {
      ...common('runai-node-exporter'),
      desired: nodes,
    }),
  ];
}
