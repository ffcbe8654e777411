import { foundBy, type Fault } from '../Fault';
import type { FaultyCluster } from '../FaultyCluster';
import type { HealthyShape } from '../HealthyShape';
import { breakOperand, crashing, removeOperand } from './operands';

type Labels = Record<string, string | null>;

function offer(
  count: string,
  { total = count }: { total?: string } = {},
): Fault['inject'] {
  return (cluster, { parts }) =>
    cluster.nodes(parts.gpuNodes.slice(0, 1), ({ status }) => {
      status.capacity['nvidia.com/gpu'] = total;
      status.allocatable['nvidia.com/gpu'] = count;
    });
}

/** Labels of the first GPU node. */
function labelled(labels: Labels): Fault['inject'] {
  return (cluster, { parts }) =>
    cluster.label(parts.gpuNodes.slice(0, 1), labels);
}

function driver(version: string): Labels {
  const [major, minor = '', revision = ''] = version.split('.');
  return {
    'nvidia.com/cuda.driver.major': major,
    'nvidia.com/cuda.driver.minor': minor,
    'nvidia.com/cuda.driver.rev': revision,
    'nvidia.com/cuda.driver-version.full': version,
    'nvidia.com/cuda.driver-version.major': major,
    'nvidia.com/cuda.driver-version.minor': minor,
    'nvidia.com/cuda.driver-version.revision': revision,
  };
}

const NO_DRIVER: Labels = Object.fromEntries(
  Object.keys(driver('1.2.3')).map(key => [key, null]),
);

/** Takes away whatever tells GPUs of the nodes. */
function withoutGpus(cluster: FaultyCluster, { parts }: HealthyShape): void {
  cluster.nodes(parts.gpuNodes, ({ metadata, status }) => {
    for (const labels of [metadata.labels ?? {}]) {
      for (const key of Object.keys(labels)) {
        if (key.startsWith('nvidia.com/') || key.includes('pci-10de')) {
          delete labels[key];
        }
      }
    }
    delete status.capacity['nvidia.com/gpu'];
    delete status.allocatable['nvidia.com/gpu'];
  });
}

/** Shapes whose profile asks for a version of the driver. */
const WITH_MINIMUM = ['kubeadm', 'k3s', 'openshift-4.6', 'ezmeral'];

/** Of GPU nodes: hardware, driver, plugin, MIG. */
export const gpuNodesFaults: readonly Fault[] = [
  {
    what: 'no node has a GPU',
    inject: withoutGpus,
    finds: foundBy('gpu.nodes-present', 'fail'),
  },
  {
    what: 'all GPU nodes are given to virtual machines',
    inject: (cluster, { parts }) =>
      cluster.label(parts.gpuNodes, {
        'nvidia.com/gpu.workload.config': 'vm-passthrough',
      }),
    finds: foundBy('gpu.nodes-present', 'fail'),
  },
  {
    what: 'the GPUs are simulated',
    inject: (cluster, { parts }) =>
      cluster.label(parts.gpuNodes, {
        'run.ai/simulated-gpu-node-pool': 'default',
      }),
    finds: foundBy('gpu.install-method', 'warn'),
  },
  {
    what: 'a GPU node has no driver',
    inject: (cluster, shape) => {
      offer('0', { total: '0' })?.(cluster, shape);
      labelled(NO_DRIVER)?.(cluster, shape);
      breakOperand(cluster, shape, 'nvidia-driver-daemonset', {
        containerStatuses: [crashing('nvidia-driver-ctr')],
      });
    },
    finds: foundBy('gpu.node-driver', 'fail'),
  },
  {
    what: 'a driver is too old',
    shapes: WITH_MINIMUM,
    inject: labelled(driver('410.79')),
    finds: foundBy('gpu.node-driver', 'fail'),
  },
  {
    what: 'CUDA is too old',
    shapes: WITH_MINIMUM,
    inject: labelled({
      'nvidia.com/cuda.runtime.major': '9',
      'nvidia.com/cuda.runtime.minor': '2',
    }),
    finds: foundBy('gpu.node-driver', 'fail'),
  },
  {
    what: 'the driver of a DGX A100 is too old for it',
    shapes: WITH_MINIMUM,
    inject: labelled({
      ...driver('440.33.01'),
      'nvidia.com/gpu.machine': 'NVIDIA-DGX-A100',
      'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-40GB',
    }),
    finds: foundBy('gpu.node-driver', 'fail'),
  },
  {
    what: 'a GPU is unhealthy',
    inject: offer('7', { total: '8' }),
    finds: foundBy('gpu.node-device-plugin', 'warn'),
  },
  {
    what: 'GPUs were lost, and stay lost until the plugin restarts',
    inject: offer('6'),
    finds: foundBy('gpu.node-device-plugin', 'warn'),
  },
  {
    what: 'a node with a driver offers no GPU',
    inject: offer('0'),
    finds: foundBy('gpu.node-device-plugin', 'fail'),
  },
  {
    what: 'the MIG configuration of a node failed',
    inject: labelled({
      'nvidia.com/mig.capable': 'true',
      'nvidia.com/mig.config': 'all-1g.10gb',
      'nvidia.com/mig.config.state': 'failed',
    }),
    finds: foundBy('gpu.node-device-plugin', 'warn'),
  },
  {
    what: 'an upgrade of the driver failed on a node',
    inject: labelled({
      'nvidia.com/gpu-driver-upgrade-state': 'upgrade-failed',
    }),
    finds: foundBy('gpu.driver-upgrade', 'fail'),
  },
  {
    what: 'an operand was kept off a node by an empty label',
    inject: labelled({ 'nvidia.com/gpu.deploy.device-plugin': '' }),
    finds: foundBy('gpu.deploy-labels', 'fail'),
  },
  {
    what: 'an operand was paused on a node and forgotten',
    inject: labelled({
      'nvidia.com/gpu.deploy.device-plugin': 'paused-for-driver-upgrade',
    }),
    finds: foundBy('gpu.deploy-labels', 'fail'),
  },
  {
    what: 'nobody looks after the fabric of a DGX',
    inject: (cluster, shape) => {
      // Its pods are the proof that CUDA starts.
      removeOperand(cluster, shape, 'nvidia-operator-validator');
      labelled({
        'nvidia.com/gpu.machine': 'NVIDIA-DGX-A100',
        'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-80GB',
        ...driver('535.104.05'),
      })?.(cluster, shape);
    },
    finds: foundBy('gpu.dgx-fabric-manager', 'unknown'),
  },
];
