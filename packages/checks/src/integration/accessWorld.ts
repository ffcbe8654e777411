import {
  clusterOperator,
  clusterVersion,
  crd,
  daemonSet,
  gpuOperator2021,
  kubePrometheusStack,
  node,
  openshiftConfig,
  runaiCluster2021,
  runaiCrds2021,
  service,
  storageClass,
  type KubeObject,
} from '@runai-portal/simulator';
import { NODE_POOLS } from '../testing/nodePools';

const KUBEADM = {
  'kubeadm.alpha.kubernetes.io/cri-socket': '/run/containerd/containerd.sock',
};

/** A cluster in which every fact finds something to read: what is only looked into where something is wrong is wrong here. */
export function accessWorld(kubeletVersion: string): KubeObject[] {
  const worker = (name: string) =>
    node(name).annotations(KUBEADM).kubelet(kubeletVersion);
  return [
    ...['access-cp-1', 'access-cp-2', 'access-cp-3'].map(name =>
      worker(name).controlPlane().build(),
    ),
    worker('access-system').role('runai-system').build(),
    worker('access-gpu-1')
      .gpus(8, 'Tesla V100-SXM2-32GB')
      .gpuOperator()
      .driver('450.80.02')
      .build(),
    // Its driver pod is asked for.
    worker('access-gpu-2').gpuHardware().gpuOperator().build(),
    ...gpuOperator2021({ nodes: 2, failing: 1 }),
    crd('nvidiadrivers.nvidia.com', {
      kind: 'NVIDIADriver',
      scope: 'Cluster',
      versions: ['v1alpha1'],
    }),
    crd('gpuclusters.nvidia.com', {
      kind: 'GPUCluster',
      scope: 'Cluster',
      versions: ['v1alpha1'],
    }),
    ...NODE_POOLS,
    // Its pods and claims are asked for.
    ...kubePrometheusStack({ era: '2021', nodes: 6, ready: false }),
    ...runaiCrds2021(),
    ...runaiCluster2021({
      version: '2.0.58',
      gpuNodes: 2,
      waiting: ['runai-agent'],
    }).filter(({ kind }) => kind !== 'CustomResourceDefinition'),
    storageClass('access-unknown', 'storage.example.com/ours', {
      default: true,
    }),
    crd('storageprofiles.cdi.kubevirt.io', {
      kind: 'StorageProfile',
      scope: 'Cluster',
      versions: ['v1beta1'],
    }),
    daemonSet('access-other', 'other', { desired: 6 }),
    // Who stands behind its service is asked for; it is of one namespace alone.
    webhookOf('access-other'),
    service('access-other', 'guard', { port: 443 }),
  ].filter(isFirst);
}

/** A webhook that must answer before pods of this namespace are made. */
function webhookOf(namespace: string): KubeObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'access-guard' },
    webhooks: [
      {
        name: 'guard.example.com',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Fail',
        clientConfig: { service: { namespace, name: 'guard', port: 443 } },
        namespaceSelector: {
          matchLabels: { 'kubernetes.io/metadata.name': namespace },
        },
        rules: [
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            operations: ['CREATE'],
            resources: ['pods'],
            scope: '*',
          },
        ],
      },
    ],
  };
}

/** What makes OpenShift of it: in the middle of its first update, so that the operators are asked for the version. */
export function openshiftWorld(): KubeObject[] {
  const kinds = ['ClusterVersion', 'ClusterOperator'];
  return [
    ...[
      ['clusterversions', 'ClusterVersion'],
      ['clusteroperators', 'ClusterOperator'],
      ['infrastructures', 'Infrastructure'],
      ['schedulers', 'Scheduler'],
      ['networks', 'Network'],
      ['proxies', 'Proxy'],
      ['images', 'Image'],
    ].map(([plural, kind]) =>
      crd(`${plural}.config.openshift.io`, { kind, scope: 'Cluster' }),
    ),
    clusterVersion({
      version: '4.6.12',
      history: [{ version: '4.6.12', state: 'Partial' }],
    }),
    clusterOperator('openshift-apiserver', { version: '4.6.12' }),
    ...openshiftConfig({ version: '4.6.12' }).filter(
      ({ kind }) =>
        !kinds.includes(kind) &&
        ['Infrastructure', 'Scheduler', 'Network', 'Proxy'].includes(kind),
    ),
  ];
}

/** Stacks bring definitions that others bring, too. */
function isFirst(
  { kind, metadata }: KubeObject,
  index: number,
  all: KubeObject[],
): boolean {
  return (
    all.findIndex(
      other =>
        other.kind === kind &&
        other.metadata.name === metadata.name &&
        other.metadata.namespace === metadata.namespace,
    ) === index
  );
}
