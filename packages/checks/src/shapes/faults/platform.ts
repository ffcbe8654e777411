import { clusterVersion } from '@runai-portal/simulator';
import { foundBy, type Fault } from '../Fault';
import type { HealthyShape } from '../HealthyShape';

const OPENSHIFT = ['openshift-4.6', 'openshift-4.18'];
const ON_OPENSHIFT = ({ id }: HealthyShape) => OPENSHIFT.includes(id);
const NATIVE = (shape: HealthyShape) => !ON_OPENSHIFT(shape);

/** What the node says of its kubelet from then on. */
function ready(status: 'False' | 'Unknown') {
  return (conditions: { type: string; status: string; reason?: string }[]) => {
    for (const condition of conditions) {
      if (condition.type === 'Ready') {
        condition.status = status;
        condition.reason =
          status === 'Unknown' ? 'NodeStatusUnknown' : 'KubeletNotReady';
      }
    }
  };
}

/** Of Kubernetes itself and of its nodes. */
export const platformFaults: readonly Fault[] = [
  {
    what: 'Kubernetes is older than the minimum',
    needs: NATIVE,
    declare: shape =>
      shape
        .declare()
        .kubernetes(
          shape.settings.profile === 'runai-2021.04' ? 'v1.15.12' : 'v1.22.17',
        ),
    finds: foundBy('platform.kubernetes-version', 'fail'),
  },
  {
    what: 'Kubernetes is newer than what was tested',
    shapes: ['kubespray', 'rke2', 'eks', 'gke', 'aks'],
    declare: shape => shape.declare().kubernetes('v1.40.1'),
    finds: foundBy('platform.kubernetes-version', 'warn', 'vendor'),
  },
  {
    what: 'the server tells no version',
    shapes: ['kubeadm', 'k3s', 'ezmeral'],
    declare: shape => shape.declare().kubernetes('garbage'),
    finds: foundBy('platform.kubernetes-version', 'unknown'),
  },
  {
    what: 'OpenShift is older than the minimum',
    needs: ON_OPENSHIFT,
    inject: cluster => cluster.put(clusterVersion({ version: '4.2.36' })),
    finds: foundBy('platform.openshift-version', 'fail'),
  },
  {
    what: 'an update of OpenShift is stuck',
    needs: ON_OPENSHIFT,
    inject: (cluster, { id }) => {
      const version = id === 'openshift-4.6' ? '4.6.8' : '4.18.4';
      cluster.put(
        clusterVersion({
          version,
          failing: 'Cluster operator etcd is degraded',
        }),
      );
    },
    finds: foundBy('platform.openshift-version', 'warn'),
  },
  {
    what: 'a kubelet is far behind the server',
    inject: (cluster, { parts }) =>
      cluster.nodes(parts.systemNodes.slice(0, 1), ({ status }) => {
        status.nodeInfo.kubeletVersion = 'v1.14.2';
      }),
    finds: foundBy('platform.node-version-skew', 'warn'),
  },
  {
    what: 'a kubelet is newer than the server',
    inject: (cluster, { parts }) =>
      cluster.nodes(parts.systemNodes.slice(0, 1), ({ status }) => {
        status.nodeInfo.kubeletVersion = 'v1.99.0';
      }),
    finds: foundBy('platform.node-version-skew', 'warn'),
  },
  {
    what: 'a node has gone silent',
    inject: (cluster, { parts }) =>
      cluster.nodes(parts.systemNodes.slice(0, 1), ({ status }) =>
        ready('Unknown')(status.conditions),
      ),
    finds: foundBy('platform.nodes-ready', 'warn'),
  },
  {
    what: 'no worker is ready',
    inject: (cluster, { parts }) =>
      cluster.nodes([...parts.systemNodes, ...parts.gpuNodes], ({ status }) =>
        ready('False')(status.conditions),
      ),
    finds: foundBy('platform.nodes-ready', 'fail'),
  },
  {
    what: 'the disk of a node is full',
    inject: (cluster, { parts }) =>
      cluster.nodes(parts.gpuNodes.slice(0, 1), ({ status }) => {
        for (const condition of status.conditions) {
          if (condition.type === 'DiskPressure') {
            condition.status = 'True';
            condition.reason = 'KubeletHasDiskPressure';
          }
        }
      }),
    finds: foundBy('platform.nodes-ready', 'warn'),
  },
  {
    what: 'a node was cordoned and forgotten',
    inject: (cluster, { parts }) =>
      cluster.nodes(parts.gpuNodes.slice(0, 1), ({ spec }) => {
        spec.unschedulable = true;
      }),
    finds: foundBy('platform.nodes-ready', 'warn'),
  },
  {
    what: 'the cloud controller never came to a node',
    inject: (cluster, { parts }) =>
      cluster.nodes(parts.systemNodes.slice(0, 1), ({ spec }) => {
        spec.taints = [
          {
            key: 'node.cloudprovider.kubernetes.io/uninitialized',
            value: 'true',
            effect: 'NoSchedule',
          },
        ];
      }),
    finds: foundBy('platform.nodes-ready', 'warn'),
  },
  {
    what: 'a node has another architecture',
    shapes: ['kubeadm', 'openshift-4.6', 'ezmeral', 'kubespray'],
    inject: (cluster, { parts }) =>
      cluster.nodes(parts.systemNodes.slice(0, 1), ({ status }) => {
        status.nodeInfo.architecture = 'arm64';
      }),
    finds: foundBy('platform.node-arch', 'warn'),
  },
];
