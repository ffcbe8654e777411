import { gpuDriverPodsFact } from '../../observations/followUps/waitingPods';
import type { PodFact } from '../../facts/pod';
import { evaluateToOne, fact } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  HARDWARE,
  NO_OPERATOR,
  olderDriverLabels,
  operatorFact,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { nodeFact } from '../../testing/nodes';
import { nodeDriver } from './nodeDriver';

const CRASHING: PodFact = {
  namespace: 'gpu-operator-resources',
  name: 'nvidia-driver-daemonset-x7k2p',
  node: 'gpu-1',
  maker: 'DaemonSet gpu-operator-resources/nvidia-driver-daemonset',
  phase: 'Running',
  ready: false,
  restarts: 14,
  waiting: {
    container: 'nvidia-driver-ctr',
    reason: 'CrashLoopBackOff',
    exitCode: 1,
  },
};

describe('gpu.node-driver', () => {
  it('fails where the hardware is there and no sign of a driver, with the restarts of the driver pod (fixture 7)', () => {
    const result = evaluateToOne(nodeDriver, {
      facts: gpuFacts([nodeFact('gpu-1', { labels: HARDWARE })], {
        workloads: operatorWorkloads(1, 0),
        operator: operatorFact({}),
        more: [fact(gpuDriverPodsFact, [CRASHING])],
      }),
    });
    expect(result).toMatchObject({
      status: 'fail',
      reason: 'DriverMissing',
      subject: { kind: 'node', name: 'gpu-1' },
    });
    expect(result.message).toContain(
      'nvidia-driver-daemonset-x7k2p restarted 14 times',
    );
    expect(result.remediation?.commands[0]).toBe(
      'kubectl -n gpu-operator-resources logs nvidia-driver-daemonset-x7k2p --all-containers --tail 50',
    );
  });

  it('fails without any GPU software, too', () => {
    const result = evaluateToOne(nodeDriver, {
      facts: gpuFacts([nodeFact('gpu-1', { labels: HARDWARE })]),
    });
    expect(result).toMatchObject({ status: 'fail', reason: 'DriverMissing' });
    expect(result.evidence).toContainEqual(
      expect.objectContaining({
        key: 'label nvidia.com/cuda.driver-version.full',
        value: 'absent',
      }),
    );
  });

  it.each([
    [
      'the operator has marked',
      { 'nvidia.com/gpu.present': 'true' },
      'DriverMissing',
    ],
    [
      'a cloud says to have a GPU',
      { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-t4' },
      'DriverNotSeen',
    ],
  ])(
    'knows of a node that %s whether a driver is missing',
    (_, labels, reason) => {
      expect(
        evaluateToOne(nodeDriver, {
          facts: gpuFacts([nodeFact('gpu-1', { labels })]),
        }).reason,
      ).toBe(reason);
    },
  );

  it('tells by the hardware, not by what is left of its resource, that a node has a GPU', () => {
    const node = gpuNode('gpu-1', 8, {
      allocatable: { 'nvidia.com/gpu': '0' },
    });
    const { message } = evaluateToOne(nodeDriver, {
      facts: gpuFacts([node], {
        workloads: operatorWorkloads(1, 0),
        more: [fact(gpuDriverPodsFact, [CRASHING])],
      }),
    });

    expect(message).toContain(
      'By feature.node.kubernetes.io/pci-10de.present=true it has a GPU',
    );
  });

  it.each([
    [
      'its pod, where that was read',
      operatorWorkloads(1, 0),
      [CRASHING],
      [
        'kubectl -n gpu-operator-resources logs nvidia-driver-daemonset-x7k2p --all-containers --tail 50',
        'kubectl -n gpu-operator-resources describe pod nvidia-driver-daemonset-x7k2p',
      ],
    ],
    [
      'its DaemonSet, where no pod was read',
      operatorWorkloads(1, 0),
      [],
      [
        'kubectl -n gpu-operator-resources get pods --field-selector spec.nodeName=gpu-1 -o wide',
        'kubectl -n gpu-operator-resources logs daemonset/nvidia-driver-daemonset --all-containers --tail 50',
      ],
    ],
    [
      'the node itself, where nothing installs a driver',
      [],
      [],
      [
        'kubectl debug node/gpu-1 -it --image=busybox -- chroot /host nvidia-smi',
        expect.stringContaining('dmesg'),
      ],
    ],
  ])(
    'has one look for a missing driver at %s',
    (_, workloads, pods, commands) => {
      const { reason, remediation } = evaluateToOne(nodeDriver, {
        facts: gpuFacts([nodeFact('gpu-1', { labels: HARDWARE })], {
          workloads,
          more: [fact(gpuDriverPodsFact, pods)],
        }),
      });

      expect(reason).toBe('DriverMissing');
      expect(remediation?.commands).toEqual(commands);
    },
  );

  it('has an old driver replaced by the operator where that brings it, else on the node', () => {
    const node = gpuNode('gpu-1', 8, { labels: olderDriverLabels('410.79') });
    const commandsOf = (stack: Parameters<typeof gpuFacts>[1]) =>
      evaluateToOne(nodeDriver, { facts: gpuFacts([node], stack) }).remediation
        ?.commands;

    expect(
      commandsOf({
        workloads: operatorWorkloads(1),
        operator: operatorFact({ state: 'ready' }),
      }),
    ).toEqual([
      "kubectl get clusterpolicy cluster-policy -o jsonpath='{.spec.driver.version}'",
      'kubectl edit clusterpolicy cluster-policy',
    ]);
    expect(commandsOf({})).toEqual([
      'kubectl drain gpu-1 --ignore-daemonsets --delete-emptydir-data',
      'kubectl uncordon gpu-1',
    ]);
  });

  it.each([
    ['410.79', 'fail'],
    ['410.104', 'pass'],
    ['418.39', 'pass'],
    ['525.60.13', 'pass'],
  ])(
    'compares driver %s number by number: %s (fixture 10)',
    (version, status) => {
      const node = gpuNode('gpu-1', 8, {
        labels: { 'nvidia.com/cuda.driver-version.full': version },
      });
      expect(
        evaluateToOne(nodeDriver, { facts: gpuFacts([node]) }).status,
      ).toBe(status);
    },
  );

  it.each([
    [
      'major, minor and rev',
      olderDriverLabels('450.80.02'),
      'driver 450.80.02, CUDA 11.0',
    ],
    ['an empty rev', olderDriverLabels('418.39'), 'driver 418.39, CUDA 11.0'],
    [
      'the full form beside the old one',
      {
        ...olderDriverLabels('450.80.02'),
        'nvidia.com/cuda.driver-version.full': '450.80.02',
      },
      'driver 450.80.02, CUDA 11.0',
    ],
  ])('reads %s (fixture 9)', (_form, labels, actual) => {
    const result = evaluateToOne(nodeDriver, {
      facts: gpuFacts([gpuNode('gpu-1', 8, { labels })]),
    });
    expect(result).toMatchObject({ status: 'pass', actual });
  });

  it('asks for CUDA 10', () => {
    const node = gpuNode('gpu-1', 8, {
      labels: olderDriverLabels('418.39', '9.2'),
    });
    expect(
      evaluateToOne(nodeDriver, { facts: gpuFacts([node]) }),
    ).toMatchObject({ status: 'fail', reason: 'CudaTooOld' });
  });

  it('asks for driver 450 on a DGX A100', () => {
    const labels = {
      ...olderDriverLabels('440.33.01', '10.2'),
      'nvidia.com/gpu.machine': 'DGXA100-920-23687-2530-000',
      'nvidia.com/gpu.product': 'A100-SXM4-40GB',
    };
    const result = evaluateToOne(nodeDriver, {
      facts: gpuFacts([gpuNode('dgx-1', 8, { labels })]),
    });
    expect(result).toMatchObject({ status: 'fail', reason: 'DriverTooOld' });
    expect(result.message).toContain('A DGX A100 needs at least 450');
  });

  it('is unknown for drivers of the node that no label tells: they work, since GPUs are offered', () => {
    const result = evaluateToOne(nodeDriver, {
      facts: gpuFacts([gpuNode('gpu-1', 8)]),
    });
    expect(result).toMatchObject({
      status: 'unknown',
      reason: 'DriverVersionUnreadable',
    });
  });

  it('shows as it is written a version that cannot be read', () => {
    const key = 'nvidia.com/cuda.driver-version.full';
    const { status, message } = evaluateToOne(nodeDriver, {
      facts: gpuFacts([gpuNode('gpu-1', 8, { labels: { [key]: 'unknown' } })]),
    });

    expect(status).toBe('unknown');
    expect(message).toBe(
      `The driver version of gpu-1 cannot be read. It is written as "unknown" (label ${key})`,
    );
  });

  it('warns where the version stands in the image of the DaemonSet alone', () => {
    const result = evaluateToOne(nodeDriver, {
      facts: gpuFacts([gpuNode('gpu-1', 8)], {
        workloads: operatorWorkloads(1),
        operator: operatorFact({ state: 'ready' }),
      }),
    });
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'DriverVersionIndirect',
      actual: 'driver 450.80.02',
    });
    expect(result.evidence).toContainEqual(
      expect.objectContaining({ key: 'driver version', how: 'inferred' }),
    );
  });

  it('does not trust labels that are left from before the driver broke', () => {
    const node = gpuNode('gpu-1', 8, {
      labels: olderDriverLabels('450.80.02'),
      allocatable: { 'nvidia.com/gpu': '0' },
    });
    const result = evaluateToOne(nodeDriver, {
      facts: gpuFacts([node], {
        workloads: operatorWorkloads(1, 0),
        more: [fact(gpuDriverPodsFact, [CRASHING])],
      }),
    });
    expect(result).toMatchObject({
      status: 'fail',
      reason: 'DriverNotRunning',
    });
  });

  it('takes the version from the DaemonSet under Dynamic Resource Allocation, where no label exists', () => {
    const gpuClusters = [{ name: 'gpu-cluster', driverDisabled: false }];
    const result = evaluateToOne(nodeDriver, {
      facts: gpuFacts([nodeFact('gpu-1', { labels: HARDWARE })], {
        workloads: operatorWorkloads(1),
        operator: { ...NO_OPERATOR, gpuClusters },
      }),
    });
    expect(result).toMatchObject({
      status: 'pass',
      reason: 'DriverMeetsMinimum',
    });
    expect(result.evidence).toContainEqual(
      expect.objectContaining({ key: 'driver version', how: 'observed' }),
    );
  });

  it('does not ask for a driver where GPUs go to virtual machines', () => {
    const labels = {
      ...HARDWARE,
      'nvidia.com/gpu.workload.config': 'vm-passthrough',
    };
    expect(
      evaluateToOne(nodeDriver, {
        facts: gpuFacts([nodeFact('gpu-1', { labels })]),
      }).status,
    ).toBe('notApplicable');
  });

  it('waits for gpu.nodes-present without a GPU node', () => {
    expect(
      evaluateToOne(nodeDriver, { facts: gpuFacts([nodeFact('cpu-1')]) }),
    ).toMatchObject({
      status: 'unknown',
      blockedBy: 'gpu.nodes-present',
    });
  });
});
