import { evaluateToOne } from '../../testing';
import {
  gpuFacts,
  HARDWARE,
  NO_OPERATOR,
  olderDriverLabels,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { nodeFact } from '../../testing/nodes';
import { nodeDevicePlugin } from './nodeDevicePlugin';

const DRIVER = olderDriverLabels('450.80.02');

function judge(
  labels: Record<string, string>,
  capacity: Record<string, string>,
  allocatable = capacity,
) {
  const node = nodeFact('gpu-1', {
    labels: { ...HARDWARE, ...DRIVER, ...labels },
    capacity,
    allocatable,
  });
  return evaluateToOne(nodeDevicePlugin, {
    facts: gpuFacts([node], { workloads: operatorWorkloads(1) }),
  });
}

describe('gpu.node-device-plugin', () => {
  it('waits for the driver of a node that has none (fixture 7)', () => {
    const result = evaluateToOne(nodeDevicePlugin, {
      facts: gpuFacts([nodeFact('gpu-1', { labels: HARDWARE })]),
    });
    expect(result).toMatchObject({
      status: 'unknown',
      reason: 'BlockedBy',
      blockedBy: 'gpu.node-driver',
    });
  });

  it('passes where all is offered, whatever the validator does (fixture 11)', () => {
    expect(
      judge({ 'nvidia.com/gpu.count': '8' }, { 'nvidia.com/gpu': '8' }),
    ).toMatchObject({ status: 'pass', reason: 'AllOffered' });
  });

  it('says where nobody counted the devices that the number is not confirmed', () => {
    const counted = 'nvidia.com/gpu.count';
    const gpus = { 'nvidia.com/gpu': '8' };

    expect(judge({}, gpus).message).toMatch(
      /^gpu-1 offers all 8 GPUs that it registered\. Feature discovery does not tell how many devices there are: 8 are registered$/,
    );
    expect(judge({ [counted]: '8' }, gpus).message).toMatch(
      /^gpu-1 offers all 8 GPUs that it registered$/,
    );
  });

  it('warns of an unhealthy GPU', () => {
    const result = judge(
      { 'nvidia.com/gpu.count': '8' },
      { 'nvidia.com/gpu': '8' },
      { 'nvidia.com/gpu': '7' },
    );
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'SomeNotOffered',
      actual: '7 allocatable of 8',
    });
  });

  it('asks to look for errors of the GPU, not to install, where others of the node are offered by a plugin that is not known', () => {
    const node = nodeFact('gpu-1', {
      labels: { ...HARDWARE, ...DRIVER, 'nvidia.com/gpu.count': '4' },
      capacity: { 'nvidia.com/gpu': '4' },
      allocatable: { 'nvidia.com/gpu': '3' },
    });
    const { reason, remediation } = evaluateToOne(nodeDevicePlugin, {
      facts: gpuFacts([node]),
    });

    expect(reason).toBe('SomeNotOffered');
    expect(remediation?.text).toContain('XID');
    expect(remediation?.commands.join('\n')).not.toContain('helm');
    expect(remediation?.commands).toContain(
      'kubectl get pods --all-namespaces --field-selector spec.nodeName=gpu-1 -o wide | grep -i device-plugin',
    );
  });

  it('asks to install a device plugin where none is there and nothing is offered', () => {
    const node = nodeFact('gpu-1', {
      labels: { ...HARDWARE, ...DRIVER },
      capacity: { 'nvidia.com/gpu': '0' },
    });
    const { reason, remediation } = evaluateToOne(nodeDevicePlugin, {
      facts: gpuFacts([node]),
    });

    expect(reason).toBe('NoneOffered');
    expect(remediation?.text).toContain('No device plugin is meant for gpu-1');
    expect(remediation?.commands[0]).toBe('kubectl describe node gpu-1');
    expect(remediation?.commands[1]).toContain('helm install gpu-operator');
  });

  it('warns of a GPU that the plugin never registered', () => {
    expect(
      judge({ 'nvidia.com/gpu.count': '8' }, { 'nvidia.com/gpu': '7' }),
    ).toMatchObject({ status: 'warn', reason: 'FewerThanHardware' });
  });

  it('fails where the driver works and nothing is offered', () => {
    expect(
      judge({ 'nvidia.com/gpu.count': '8' }, { 'nvidia.com/gpu': '0' }),
    ).toMatchObject({ status: 'fail', reason: 'NoneOffered' });
  });

  it.each([
    [
      'time slices times devices',
      { 'nvidia.com/gpu.count': '2', 'nvidia.com/gpu.replicas': '4' },
      { 'nvidia.com/gpu': '8' },
      'pass',
    ],
    [
      'another number of shares',
      { 'nvidia.com/gpu.count': '2', 'nvidia.com/gpu.replicas': '4' },
      { 'nvidia.com/gpu': '6' },
      'warn',
    ],
    [
      'MIG devices by profile',
      {
        'nvidia.com/gpu.count': '8',
        'nvidia.com/mig.strategy': 'mixed',
        'nvidia.com/mig-1g.5gb.count': '14',
      },
      { 'nvidia.com/gpu': '6', 'nvidia.com/mig-1g.5gb': '14' },
      'pass',
    ],
    [
      'MIG devices under the strategy single',
      { 'nvidia.com/gpu.count': '56', 'nvidia.com/mig.strategy': 'single' },
      { 'nvidia.com/gpu': '56' },
      'pass',
    ],
  ])('compares %s', (_what, labels, capacity, status) => {
    expect(judge(labels, capacity).status).toBe(status);
  });

  it('names the label that leaves a node out', () => {
    const result = judge(
      { 'nvidia.com/gpu.deploy.operands': 'false' },
      { 'nvidia.com/gpu': '0' },
    );
    expect(result.remediation?.commands).toEqual([
      'kubectl label node gpu-1 nvidia.com/gpu.deploy.operands-',
    ]);
  });

  it('does not apply to Dynamic Resource Allocation', () => {
    const gpuClusters = [{ name: 'gpu-cluster', driverDisabled: false }];
    const result = evaluateToOne(nodeDevicePlugin, {
      facts: gpuFacts([nodeFact('gpu-1', { labels: HARDWARE })], {
        operator: { ...NO_OPERATOR, gpuClusters },
      }),
    });
    expect(result.status).toBe('notApplicable');
  });

  it('counts shared GPUs under the name that the device plugin gave them', () => {
    expect(
      judge(
        {
          'nvidia.com/gpu.count': '8',
          'nvidia.com/gpu.replicas': '4',
          'nvidia.com/gpu.sharing-strategy': 'time-slicing',
        },
        { 'nvidia.com/gpu': '0', 'nvidia.com/gpu.shared': '32' },
      ),
    ).toMatchObject({
      status: 'pass',
      reason: 'AllOffered',
      actual: '32 allocatable of 32',
    });
  });

  it('does not call more GPUs than were counted fewer: they are shared, and no label says so yet', () => {
    expect(
      judge({ 'nvidia.com/gpu.count': '8' }, { 'nvidia.com/gpu': '32' }),
    ).toMatchObject({ status: 'warn', reason: 'NotComparable' });
  });

  it('says of a GPU that an error took away that it stays away until the plugin is started anew', () => {
    const gpus = (count: string) => ({ 'nvidia.com/gpu': count });
    const lost = judge({ 'nvidia.com/gpu.count': '8' }, gpus('8'), gpus('7'));
    expect(lost).toMatchObject({ status: 'warn', reason: 'SomeNotOffered' });
    const gone = judge({ 'nvidia.com/gpu.count': '8' }, gpus('7'));
    expect(gone).toMatchObject({ status: 'warn', reason: 'FewerThanHardware' });
    for (const { remediation } of [lost, gone]) {
      expect(remediation?.text).toContain('is started anew');
      expect(remediation?.commands.join()).toContain(
        'spec.nodeName=gpu-1 -o name | grep nvidia-device-plugin-daemonset | xargs',
      );
    }
  });
});
