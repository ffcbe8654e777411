import { daemonSet, owner } from '@runai-portal/simulator';
import {
  gpuDriverPodsFact,
  type GpuStackPod,
} from '../../observations/followUps/waitingPods';
import type { NodeFact } from '../../facts/nodeFact';
import { workloadName } from '../../facts/workloads';
import { evaluateToOne, fact } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  HARDWARE,
  olderDriverLabels,
  operatorFact,
} from '../../testing/gpuStack';
import { nodeFact } from '../../testing/nodes';
import { workloadFacts } from '../../testing/workloads';
import { nodeDevicePlugin } from './nodeDevicePlugin';
import { nodeDriver } from './nodeDriver';

const VALIDATOR = {
  namespace: 'gpu-operator',
  name: 'nvidia-operator-validator',
};
const STACK = workloadFacts(
  daemonSet(VALIDATOR.namespace, VALIDATOR.name, {
    desired: 1,
    ready: 0,
    owners: [owner('nvidia.com/v1', 'ClusterPolicy', 'cluster-policy')],
    podLabels: { app: VALIDATOR.name },
  }),
  daemonSet('gpu-operator', 'nvidia-device-plugin-daemonset', {
    desired: 1,
    ready: 0,
    owners: [owner('nvidia.com/v1', 'ClusterPolicy', 'cluster-policy')],
    image: 'nvcr.io/nvidia/k8s-device-plugin:v0.17.0',
  }),
);

function validatorAt(stage: string): GpuStackPod {
  return {
    ...VALIDATOR,
    name: `${VALIDATOR.name}-abcde`,
    node: 'gpu-1',
    maker: workloadName({ kind: 'DaemonSet', ...VALIDATOR }),
    phase: 'Pending',
    ready: false,
    restarts: 3,
    stage,
  };
}

/** What both checks say of the node: status, reason, and the check that they wait for. */
function judge(
  node: NodeFact,
  stack: Parameters<typeof gpuFacts>[1] = {},
): Record<string, string[]> {
  const facts = gpuFacts([node, nodeFact('worker')], stack);
  const said = (check: typeof nodeDriver | typeof nodeDevicePlugin) => {
    const { status, reason, blockedBy } = evaluateToOne(check, { facts });
    return [status, reason, ...(blockedBy ? [blockedBy] : [])];
  };
  return { driver: said(nodeDriver), plugin: said(nodeDevicePlugin) };
}

/** A node whose labels tell a driver, and whose GPUs are gone. */
const LEFT = gpuNode('gpu-1', 8, {
  labels: olderDriverLabels('535.129.03', '12.2'),
  allocatable: { 'nvidia.com/gpu': '0' },
});

describe('driver and device plugin of a node that offers no GPU', () => {
  it('blame the driver where the validator waits for it, though labels are left from before a kernel update', () => {
    expect(
      judge(LEFT, {
        workloads: STACK,
        operator: operatorFact({}),
        more: [fact(gpuDriverPodsFact, [validatorAt('driver-validation')])],
      }),
    ).toEqual({
      driver: ['fail', 'DriverNotRunning'],
      plugin: ['unknown', 'BlockedBy', 'gpu.node-driver'],
    });
  });

  it('blame the device plugin where the validator is past the driver', () => {
    expect(
      judge(LEFT, {
        workloads: STACK,
        operator: operatorFact({}),
        more: [fact(gpuDriverPodsFact, [validatorAt('toolkit-validation')])],
      }),
    ).toEqual({
      driver: ['pass', 'DriverMeetsMinimum'],
      plugin: ['fail', 'NoneOffered'],
    });
  });

  it('do not take labels for proof where nothing else shows a driver', () => {
    expect(judge(LEFT)).toEqual({
      driver: ['warn', 'DriverUnconfirmed'],
      plugin: ['fail', 'NoneOffered'],
    });
  });

  it.each([
    [
      "a cloud's label",
      { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-t4' },
    ],
    [
      'a node group of EKS, seen by NFD',
      {
        ...HARDWARE,
        'eks.amazonaws.com/nodegroup': 'gpu',
      },
    ],
  ])(
    'do not call the driver missing on an image that brings it, known by %s: the plugin is what is missing',
    (_sign, labels) => {
      expect(judge(nodeFact('gpu-1', { labels }))).toEqual({
        driver: ['unknown', 'DriverNotSeen'],
        plugin: ['fail', 'NoneOffered'],
      });
    },
  );

  it('do not conclude from GPUs that are all unhealthy that a driver works', () => {
    const node = gpuNode('gpu-1', 8, {
      allocatable: { 'nvidia.com/gpu': '0' },
    });
    expect(judge(node).driver).toEqual(['unknown', 'DriverNotSeen']);
    expect(
      evaluateToOne(nodeDriver, { facts: gpuFacts([node]) }).message,
    ).not.toContain('works');
  });

  it('name the node whose resource the kubelet kept at 0', () => {
    expect(
      judge(nodeFact('gpu-1', { capacity: { 'nvidia.com/gpu': '0' } })).plugin,
    ).toEqual(['fail', 'NoneOffered']);
  });

  it('wait for a node that is not ready', () => {
    const node = nodeFact('gpu-1', { labels: HARDWARE, ready: 'Unknown' });
    expect(judge(node)).toEqual({
      driver: ['unknown', 'BlockedBy', 'platform.nodes-ready'],
      plugin: ['unknown', 'BlockedBy', 'platform.nodes-ready'],
    });
  });

  it('name the label without which the device plugin leaves the node out', () => {
    const key = 'nvidia.com/gpu.deploy.device-plugin';
    const workloads = workloadFacts(
      daemonSet('gpu-operator', 'nvidia-device-plugin-daemonset', {
        image: 'nvcr.io/nvidia/k8s-device-plugin:v0.17.0',
        nodeSelector: { [key]: 'true' },
      }),
    );
    const { remediation } = evaluateToOne(nodeDevicePlugin, {
      facts: gpuFacts(
        [
          nodeFact('gpu-1', {
            labels: {
              ...olderDriverLabels('450.80.02'),
              ...HARDWARE,
              [key]: '',
            },
          }),
        ],
        { workloads },
      ),
    });
    expect(remediation?.text).toContain(`${key}=true, and the node has ""`);
    expect(remediation?.commands[0]).toBe(
      `kubectl label node gpu-1 ${key}=true --overwrite`,
    );
  });
});
