import {
  cluster,
  crd,
  csiDriver,
  deployment,
  gpuOperator2021,
  gpuOperatorCurrent,
  ingressClass,
  node,
  openshiftConfig,
  openshiftMonitoring,
  openshiftRouter,
  storageClass,
  type NodeBuilder,
} from '@runai-portal/simulator';
import type { Dress, HealthyShape } from '../HealthyShape';
import { a100, named, system, v100 } from './nodes';
import { OPENSHIFT_MONITORING } from './parts';

const masters = named('master', 3);
const gpuNodes = named('gpu', 3);
const systemNodes = named('infra', 3);
const parts = {
  ...OPENSHIFT_MONITORING,
  gpuNodes,
  systemNodes,
  controlPlane: masters,
  sharedClass: 'ocs-storagecluster-cephfs',
  defaultClass: 'ocs-storagecluster-cephfs',
} as const;

function coreOs(osImage: string, kernelVersion: string, cri: string): Dress {
  return builder =>
    builder.labels({ 'node.openshift.io/os_id': 'rhcos' }).system({
      osImage,
      kernelVersion,
      containerRuntimeVersion: `cri-o://${cri}`,
    });
}

const worker = (builder: NodeBuilder) => builder.role('worker');

/** A master of OpenShift carries the taint of its role, and from 4.12 both labels. */
function master(
  name: string,
  dress: Dress,
  labels: ('master' | 'control-plane')[],
): NodeBuilder {
  return dress(node(name)).controlPlane({ labels });
}

/** What serves routes, and ingresses as routes. */
function router() {
  return [
    ingressClass('openshift-default', 'openshift.io/ingress-to-route', {
      default: true,
    }),
    deployment('openshift-ingress', 'router-default', {
      desired: 2,
      image: `quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:${'e'.repeat(
        64,
      )}`,
    }),
  ];
}

function dataFoundation() {
  return [
    storageClass(
      'ocs-storagecluster-cephfs',
      'openshift-storage.cephfs.csi.ceph.com',
      { default: true },
    ),
    storageClass(
      'ocs-storagecluster-ceph-rbd',
      'openshift-storage.rbd.csi.ceph.com',
    ),
    csiDriver('openshift-storage.cephfs.csi.ceph.com'),
    csiDriver('openshift-storage.rbd.csi.ceph.com'),
  ];
}

const coreOs46 = coreOs(
  'Red Hat Enterprise Linux CoreOS 46.82.202012051820-0 (Ootpa)',
  '4.18.0-193.29.1.el8_2.x86_64',
  '1.19.0-26.rhaos4.6.git8a05a29.el8',
);

/** OpenShift 4.6 with its own monitoring and Data Foundation. */
export const openshift46: HealthyShape = {
  id: 'openshift-4.6',
  title: 'OpenShift 4.6',
  settings: {
    profile: 'runai-2021.04',
    environment: 'production',
    mode: 'hybrid',
    existingPrometheus: true,
  },
  parts: { ...parts, gpuOperands: 'gpu-operator-resources' },
  declare: () =>
    cluster('openshift-46')
      .kubernetes('v1.19.0+7070803')
      .openshift()
      .nodes(
        ...masters.map(name => master(name, coreOs46, ['master'])),
        ...gpuNodes.map(name => worker(v100(name, coreOs46))),
        ...systemNodes.map(name => worker(system(name, coreOs46))),
      )
      .objects(
        openshiftConfig({ version: '4.6.8' }),
        openshiftMonitoring({ nodes: 9 }),
        gpuOperator2021({ nodes: 3 }),
        ...dataFoundation(),
      )
      .controlled(),
};

const coreOs418 = coreOs(
  'Red Hat Enterprise Linux CoreOS 418.94.202503102036-0',
  '5.14.0-427.57.1.el9_4.x86_64',
  '1.31.6-3.rhaos4.18.gitd1d9ff5.el9',
);

/** OpenShift 4.18 for the Run:ai of the year after. */
export const openshift418: HealthyShape = {
  id: 'openshift-4.18',
  title: 'OpenShift 4.18',
  settings: {
    profile: 'runai-2.25',
    environment: 'production',
    mode: 'hybrid',
    existingPrometheus: true,
  },
  parts: { ...parts, gpuOperands: 'gpu-operator' },
  declare: () =>
    cluster('openshift-418')
      .kubernetes('v1.31.6')
      .openshift()
      .nodes(
        ...masters.map(name =>
          master(name, coreOs418, ['control-plane', 'master']),
        ),
        ...gpuNodes.map(name => worker(a100(name, coreOs418))),
        ...systemNodes.map(name => worker(system(name, coreOs418))),
      )
      .objects(
        openshiftConfig({ version: '4.18.4', networkType: 'OVNKubernetes' }),
        openshiftMonitoring({ nodes: 9 }),
        gpuOperatorCurrent({ nodes: 3 }),
        openshiftRouter(),
        // Of OpenShift Virtualization.
        crd('storageprofiles.cdi.kubevirt.io', {
          kind: 'StorageProfile',
          scope: 'Cluster',
          versions: ['v1beta1'],
        }),
        ...router(),
        ...dataFoundation(),
      )
      .controlled(),
};
