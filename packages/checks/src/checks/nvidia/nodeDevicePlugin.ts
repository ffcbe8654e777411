import type {
  Evidence,
  Remediation,
} from '@runai-portal/backstage-plugin-runai-common';
import type { EngineReason, LegacyFinding } from '../../declarations';
import { legacyCheck } from '../../declarations';
import { blockedBy, forEachSubject, nodeSubject } from '../../engine/findings';
import { gpuDraFact } from '../../facts/gpuDra';
import { gpuDriverPodsFact } from '../../observations/followUps/gpuDriverPods';
import { gpuOperatorFact } from '../../facts/gpuOperator';
import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import { workloadsFact } from '../../facts/workloads';
import type { GpuNode } from '../../observations/gpuNodes';
import { gpuNodes } from '../../observations/gpuNodes';
import type { DevicePlugin } from '../../observations/gpuStack';
import { devicePlugins, selects, usesDra } from '../../observations/gpuStack';
import { remember } from '../../observations/remember';
import { gpuStackView, type GpuStackView } from './gpuStackView';
import { judgeDriver, withoutDriver } from './judgeDriver';
import type { GpuOffer } from './gpuOffer';
import { readOffer } from './gpuOffer';

const REASONS = [
  'AllOffered',
  'NoneOffered',
  'SomeNotOffered',
  'FewerThanHardware',
  'NotComparable',
] as const;
type Reason = (typeof REASONS)[number];

type EvidenceLine = Omit<Evidence, 'observedAt'>;

const DRIVER_CHECK = 'gpu.node-driver';

/** B4, B5: every GPU of every GPU node is offered to pods. */
export const nodeDevicePlugin = legacyCheck({
  id: 'gpu.node-device-plugin',
  title: 'The device plugin offers every GPU',
  category: 'nvidia',
  requirements: ['B4', 'B5'],
  description:
    'The device plugin tells the kubelet how many GPUs a node has. What the node lets pods use (allocatable) is compared with what the plugin registered (capacity) and with the number of devices that feature discovery counted, times their replicas where they are shared.',
  scope: 'node',
  severity: 'required',
  facts: {
    nodes: nodesFact,
    workloads: workloadsFact,
    operator: gpuOperatorFact,
  },
  optionalFacts: { driverPods: gpuDriverPodsFact, dra: gpuDraFact },
  reasons: REASONS,
  notApplicable({ facts, profile }) {
    return usesDra(facts.workloads, facts.operator, profile.namespaces.cluster)
      ? {
          message:
            'GPUs are offered by Dynamic Resource Allocation. There is no device plugin',
        }
      : undefined;
  },
  evaluate({ facts, optional, profile, settings }) {
    const found = gpuNodes(facts.nodes, profile, settings);
    if (found.length === 0) {
      return blockedBy(
        'gpu.nodes-present',
        'No GPU node is known. There is no GPU that could be offered',
      );
    }
    const stack = gpuStackView({ profile, facts, optional });
    const plugins = devicePlugins(facts.workloads, profile.namespaces.cluster);
    const pluginFor = remember((labels: NodeFact['labels']) =>
      plugins.find(
        ({ workload }) => workload.desired > 0 && selects(workload, labels),
      ),
    );
    return forEachSubject(
      found,
      ({ node }) => nodeSubject(node.name),
      gpu => judgeOffer(gpu, stack, pluginFor),
    );
  },
});

function judgeOffer(
  gpu: GpuNode,
  stack: GpuStackView,
  pluginFor: (labels: NodeFact['labels']) => DevicePlugin | undefined,
): LegacyFinding<Reason | EngineReason> {
  const { name, labels } = gpu.node;
  const offer = readOffer(gpu.node, stack.profile.gpu.signals);
  const unwanted = withoutDriver(gpu);
  if (unwanted) {
    return unwanted;
  }
  if (offer.allocatable === 0 && judgeDriver(gpu, stack).status === 'fail') {
    return {
      ...blockedBy(
        DRIVER_CHECK,
        `${name} waits for its driver. The device plugin can be judged when the driver works`,
      ),
      evidence: offerEvidence(name, offer),
    };
  }
  const plugin = pluginFor(labels);
  const { status, reason, message } = compare(name, offer);
  const evidence = offerEvidence(name, offer);
  if (plugin) {
    evidence.push(readiness(plugin));
  }
  return {
    status,
    reason,
    message,
    expected: expectation(offer),
    actual: `${offer.allocatable} allocatable of ${offer.capacity}`,
    evidence,
    remediation:
      status === 'pass' ? undefined : remediation(gpu, plugin, offer),
  };
}

function readiness({ workload }: DevicePlugin): EvidenceLine {
  return {
    what: `DaemonSet ${workload.namespace}/${workload.name}`,
    key: 'ready',
    value: `${workload.ready} of ${workload.desired}`,
  };
}

function compare(
  name: string,
  offer: GpuOffer,
): Pick<LegacyFinding<Reason>, 'status' | 'reason' | 'message'> {
  const { capacity, allocatable, hardware, shared } = offer;
  if (allocatable === 0) {
    const registered =
      capacity > 0
        ? `${capacity} were registered and none is healthy`
        : 'None was ever registered';
    return {
      status: 'fail',
      reason: 'NoneOffered',
      message: `${name} has a driver and offers no GPU. ${registered}`,
    };
  }
  if (allocatable < capacity) {
    return {
      status: 'warn',
      reason: 'SomeNotOffered',
      message: `${name} offers ${allocatable} of ${capacity} registered GPUs. ${
        capacity - allocatable
      } ${capacity - allocatable === 1 ? 'is' : 'are'} unhealthy`,
    };
  }
  if (hardware === undefined || capacity === hardware) {
    const counted =
      hardware === undefined
        ? '. Feature discovery does not tell how many devices there are'
        : '';
    return {
      status: 'pass',
      reason: 'AllOffered',
      message: `${name} offers all ${allocatable} GPUs that it registered${counted}`,
    };
  }
  // More than there are devices: they are shared or split, and the labels are older than that or do not tell.
  return shared || capacity > hardware
    ? {
        status: 'warn',
        reason: 'NotComparable',
        message: `${name} offers ${allocatable} GPUs, its labels tell ${hardware}. They are shared or split, so the numbers need not agree`,
      }
    : {
        status: 'warn',
        reason: 'FewerThanHardware',
        message: `${name} offers ${allocatable} GPUs, feature discovery counted ${hardware}`,
      };
}

function expectation({ hardware, capacity }: GpuOffer): string {
  return hardware === undefined
    ? `all registered GPUs (${capacity}), at least one`
    : `${hardware} GPUs, as counted`;
}

function offerEvidence(name: string, offer: GpuOffer): EvidenceLine[] {
  const what = `node/${name}`;
  const lines: EvidenceLine[] = Object.entries(offer.resources).map(
    ([key, { allocatable, capacity }]) => ({
      what,
      key,
      value: `allocatable ${allocatable}, capacity ${capacity}`,
    }),
  );
  if (lines.length === 0) {
    lines.push({ what, key: 'allocatable nvidia.com/gpu', value: 'absent' });
  }
  for (const { key, value } of offer.labels) {
    lines.push({ what, key: `label ${key}`, value });
  }
  return lines;
}

function remediation(
  { node }: GpuNode,
  plugin: DevicePlugin | undefined,
  offer: GpuOffer,
): Remediation {
  const excluded = [
    'nvidia.com/gpu.deploy.operands',
    'nvidia.com/gpu.deploy.device-plugin',
  ].find(key => node.labels[key] === 'false');
  const docs = [
    {
      title: 'NVIDIA device plugin for Kubernetes',
      url: 'https://github.com/NVIDIA/k8s-device-plugin#readme',
    },
    { title: 'XID errors', url: 'https://docs.nvidia.com/deploy/xid-errors/' },
  ];
  if (excluded) {
    return {
      owner: 'cluster-admin',
      text: `${node.name} is left out by its label ${excluded}=false. Take the label off to have its GPUs offered.`,
      commands: [`kubectl label node ${node.name} ${excluded}-`],
      docs,
    };
  }
  // Where GPUs are offered, something offers them, known to us or not.
  if (!plugin && offer.allocatable === 0) {
    return {
      owner: 'cluster-admin',
      text: `No device plugin is meant for ${node.name}. Install the GPU Operator, or the device plugin alone where driver and container toolkit are on the node.`,
      commands: [
        `kubectl describe node ${node.name}`,
        'helm repo add nvidia https://helm.ngc.nvidia.com/nvidia && helm repo update',
        'helm install gpu-operator nvidia/gpu-operator -n gpu-operator --create-namespace --wait',
      ],
      docs,
    };
  }
  return {
    owner: 'cluster-admin',
    text: `Look at the device plugin's log on ${node.name}, and for XID errors in the node's kernel log: an unhealthy GPU is taken out of what pods may use.`,
    commands: [
      ...(plugin
        ? logsOf(plugin, node)
        : [
            `kubectl get pods --all-namespaces --field-selector spec.nodeName=${node.name} -o wide | grep -i device-plugin`,
          ]),
      `kubectl debug node/${node.name} -it --image=busybox -- chroot /host sh -c 'dmesg | grep -i xid | tail -n 20'`,
    ],
    docs,
  };
}

function logsOf({ workload }: DevicePlugin, node: NodeFact): string[] {
  const { namespace, name } = workload;
  return [
    `kubectl -n ${namespace} get pods --field-selector spec.nodeName=${node.name} -o wide`,
    `kubectl -n ${namespace} logs daemonset/${name} --tail 50`,
  ];
}
