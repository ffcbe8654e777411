import type { Remediation } from '@runai-portal/backstage-plugin-runai-common';
import type { DriverSight } from './judgeDriver';

const OPERATOR_DOCS = {
  title: 'GPU Operator: troubleshooting',
  url: 'https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/troubleshooting.html',
};
const DRIVER_DOCS = {
  title: 'NVIDIA driver installation guide',
  url: 'https://docs.nvidia.com/datacenter/tesla/driver-installation-guide/',
};

/** What to do about a node's driver, with the names of this cluster. */
export function driverRemediation(
  sight: DriverSight,
  reason: string,
): Remediation {
  switch (reason) {
    case 'DriverTooOld':
    case 'CudaTooOld':
      return upgrade(sight);
    case 'DriverVersionIndirect':
    case 'DriverVersionUnreadable':
      return readVersion(sight);
    default:
      return repair(sight);
  }
}

function repair({ name, pod, daemonSet }: DriverSight): Remediation {
  if (!daemonSet) {
    return {
      owner: 'cluster-admin',
      text: `Install the NVIDIA driver on ${name}, or let the GPU Operator do it. Where it is installed: a kernel update without new modules, Secure Boot and nouveau are the usual causes.`,
      commands: [
        `kubectl debug node/${name} -it --image=busybox -- chroot /host nvidia-smi`,
        `kubectl debug node/${name} -it --image=busybox -- chroot /host sh -c 'dmesg | grep -iE "nvrm|nouveau|secure" | tail -n 20'`,
      ],
      docs: [DRIVER_DOCS, OPERATOR_DOCS],
    };
  }
  const { namespace, name: set } = daemonSet;
  const commands = pod
    ? [
        `kubectl -n ${namespace} logs ${pod.name} --all-containers --tail 50`,
        `kubectl -n ${namespace} describe pod ${pod.name}`,
      ]
    : [
        `kubectl -n ${namespace} get pods --field-selector spec.nodeName=${name} -o wide`,
        `kubectl -n ${namespace} logs daemonset/${set} --all-containers --tail 50`,
      ];
  return {
    owner: 'cluster-admin',
    text: `Look at the log of the driver on ${name}. A loaded nouveau module, Secure Boot, missing kernel headers and packages that cannot be downloaded are the usual causes; when it is repaired, the device plugin follows by itself.`,
    commands,
    docs: [OPERATOR_DOCS],
  };
}

function upgrade({ name, daemonSet, operatorName }: DriverSight): Remediation {
  return daemonSet && operatorName
    ? {
        owner: 'cluster-admin',
        text: `Set a newer driver version in the ClusterPolicy; the operator then replaces the driver node by node. Pods with GPUs on ${name} are ended by it.`,
        commands: [
          `kubectl get clusterpolicy ${operatorName} -o jsonpath='{.spec.driver.version}'`,
          `kubectl edit clusterpolicy ${operatorName}`,
        ],
        docs: [
          {
            title: 'GPU Operator: GPU driver upgrades',
            url: 'https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/gpu-driver-upgrades.html',
          },
        ],
      }
    : {
        owner: 'cluster-admin',
        text: `Drain ${name}, install a newer driver, restart the node and let it take pods again.`,
        commands: [
          `kubectl drain ${name} --ignore-daemonsets --delete-emptydir-data`,
          `kubectl uncordon ${name}`,
        ],
        docs: [DRIVER_DOCS],
      };
}

function readVersion({ name }: DriverSight): Remediation {
  return {
    owner: 'cluster-admin',
    text: `Let GPU feature discovery label the nodes, or look at ${name} yourself and state what you saw.`,
    commands: [
      `kubectl debug node/${name} -it --image=busybox -- chroot /host nvidia-smi --query-gpu=driver_version --format=csv`,
    ],
    docs: [
      {
        title: 'GPU feature discovery',
        url: 'https://github.com/NVIDIA/k8s-device-plugin/tree/main/docs/gpu-feature-discovery',
      },
    ],
  };
}
