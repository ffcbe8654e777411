import { node, pod } from '@runai-portal/simulator';
import { foundBy, type Fault } from '../Fault';
import type { FaultyCluster } from '../FaultyCluster';
import type { HealthyShape } from '../HealthyShape';

const WITH_CONTROL_PLANE = ({ parts }: HealthyShape) => parts.controlPlane;
const SYSTEM_LABEL = 'node-role.kubernetes.io/runai-system';

function shrinkSystemNodes(resources: Record<string, string>) {
  return (cluster: FaultyCluster, { parts }: HealthyShape) =>
    cluster.nodes(parts.systemNodes, ({ status }) => {
      Object.assign(status.capacity, resources);
      Object.assign(status.allocatable, resources);
    });
}

/** Pods of somebody else that fill a node. */
function fill(
  cluster: FaultyCluster,
  names: readonly string[],
  requests: Record<string, string>,
  count = 1,
): void {
  for (const name of names) {
    for (let index = 0; index < count; index++) {
      cluster.put(
        pod('shop', `web-${name}-${index}`, {
          node: name,
          requests,
          labels: { app: 'web' },
        }),
      );
    }
  }
}

/** Of system nodes and the control plane. */
export const nodesFaults: readonly Fault[] = [
  {
    what: 'no node carries the label of system nodes',
    inject: (cluster, { parts }) =>
      cluster.label(parts.systemNodes, { [SYSTEM_LABEL]: null }),
    finds: foundBy('nodes.system-dedicated', 'fail'),
  },
  {
    what: 'GPU nodes alone carry the label of system nodes',
    inject: (cluster, { parts }) => {
      cluster.label(parts.systemNodes, { [SYSTEM_LABEL]: null });
      cluster.label(parts.gpuNodes, { [SYSTEM_LABEL]: '' });
    },
    finds: foundBy('nodes.system-dedicated', 'fail'),
  },
  {
    what: 'a GPU node carries the label of system nodes',
    inject: (cluster, { parts }) =>
      cluster.label(parts.gpuNodes.slice(0, 1), { [SYSTEM_LABEL]: '' }),
    finds: foundBy('nodes.gpu-not-system', 'warn'),
  },
  {
    what: 'all system nodes are cordoned',
    inject: (cluster, { parts }) =>
      cluster.nodes(parts.systemNodes, ({ spec }) => {
        spec.unschedulable = true;
      }),
    finds: foundBy('nodes.system-dedicated', 'fail'),
  },
  {
    what: 'system nodes are full of pods of others',
    inject: (cluster, { parts }) =>
      fill(cluster, parts.systemNodes, { cpu: '10m' }, 8),
    finds: foundBy('nodes.system-dedicated', 'warn'),
  },
  {
    what: 'system nodes have too few CPUs',
    inject: shrinkSystemNodes({ cpu: '3' }),
    finds: foundBy('nodes.system-resources', 'fail'),
  },
  {
    what: 'system nodes have too little memory',
    inject: shrinkSystemNodes({ memory: '7226563Ki' }),
    finds: foundBy('nodes.system-resources', 'fail'),
  },
  {
    what: 'system nodes have too little disk',
    inject: shrinkSystemNodes({ 'ephemeral-storage': '20959212Ki' }),
    finds: foundBy('nodes.system-resources', 'fail'),
  },
  {
    what: 'system nodes have little memory left',
    inject: (cluster, { parts }) =>
      fill(cluster, parts.systemNodes, { memory: '60Gi' }),
    finds: foundBy('nodes.system-resources', 'warn'),
  },
  {
    what: 'the control plane takes everybody’s pods',
    needs: WITH_CONTROL_PLANE,
    inject: (cluster, { parts }) =>
      cluster.nodes(parts.controlPlane ?? [], ({ spec }) => {
        delete spec.taints;
      }),
    finds: foundBy('nodes.control-plane-separate', 'fail'),
  },
  {
    what: 'somebody’s pods are on the tainted control plane',
    needs: WITH_CONTROL_PLANE,
    inject: (cluster, { parts }) =>
      fill(cluster, parts.controlPlane ?? [], { cpu: '10m' }),
    finds: foundBy('nodes.control-plane-separate', 'warn'),
  },
  {
    what: 'the control plane is one node',
    needs: WITH_CONTROL_PLANE,
    inject: (cluster, { parts }) =>
      cluster.remove(
        ...(parts.controlPlane ?? [])
          .slice(1)
          .map(name => ({ apiVersion: 'v1', kind: 'Node', name })),
      ),
    finds: foundBy('nodes.control-plane-separate', 'warn'),
  },
  {
    what: 'masters of OpenShift are schedulable',
    shapes: ['openshift-4.6', 'openshift-4.18'],
    inject: (cluster, { parts }) => {
      cluster.patch(
        {
          apiVersion: 'config.openshift.io/v1',
          kind: 'Scheduler',
          name: 'cluster',
        },
        { spec: { mastersSchedulable: true } },
      );
      cluster.label(parts.controlPlane ?? [], {
        'node-role.kubernetes.io/worker': '',
      });
      cluster.nodes(parts.controlPlane ?? [], ({ spec }) => {
        delete spec.taints;
      });
    },
    finds: foundBy('nodes.control-plane-separate', 'fail'),
  },
  {
    what: 'the whole cluster is one node',
    shapes: ['kubeadm', 'k3s'],
    inject: (cluster, { parts }) => {
      const [only, ...others] = parts.controlPlane ?? [];
      cluster.remove(
        ...[...others, ...parts.systemNodes, ...parts.gpuNodes].map(name => ({
          apiVersion: 'v1',
          kind: 'Node',
          name,
        })),
      );
      cluster.put(node(only).role('control-plane').build());
    },
    finds: foundBy('nodes.control-plane-separate', 'fail'),
  },
];
