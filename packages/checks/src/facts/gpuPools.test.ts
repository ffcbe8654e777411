import {
  projectMachines,
  projectNodeGroups,
  projectNodePool,
} from './gpuPools';

function nodePool(spec: object, more: object = {}) {
  return projectNodePool({
    metadata: { name: 'pool' },
    spec: { template: { spec }, ...more },
  });
}

const requires = (key: string, ...values: string[]) => ({
  requirements: [{ key, operator: 'In', values }],
});

describe('a NodePool of Karpenter', () => {
  it.each([
    [
      'by the maker',
      requires('karpenter.k8s.aws/instance-gpu-manufacturer', 'nvidia'),
    ],
    [
      'by their number',
      {
        requirements: [
          {
            key: 'eks.amazonaws.com/instance-gpu-count',
            operator: 'Gt',
            values: ['0'],
          },
        ],
      },
    ],
    [
      'by families',
      requires('karpenter.k8s.aws/instance-family', 'm5', 'g4dn'),
    ],
    ['by types', requires('node.kubernetes.io/instance-type', 'p4d.24xlarge')],
    [
      'by a size of Azure',
      requires('node.kubernetes.io/instance-type', 'Standard_NC24ads_A100_v4'),
    ],
    [
      'by a taint',
      { taints: [{ key: 'nvidia.com/gpu', effect: 'NoSchedule' }] },
    ],
  ])('brings GPU nodes, told %s', (_what, spec) => {
    expect(nodePool(spec)).toEqual({ title: 'NodePool pool', how: 'declared' });
  });

  it.each([
    [
      'has other machines',
      requires('karpenter.k8s.aws/instance-family', 'm5', 'g4ad'),
    ],
    [
      'asks for another maker',
      requires('karpenter.k8s.aws/instance-gpu-manufacturer', 'amd'),
    ],
    [
      'shuts GPUs out',
      {
        requirements: [
          {
            key: 'karpenter.k8s.aws/instance-gpu-count',
            operator: 'DoesNotExist',
          },
        ],
      },
    ],
    ['says nothing', {}],
    ['is of no known form', { requirements: 7, taints: [null] }],
  ])('brings none where it %s', (_what, spec) => {
    expect(nodePool(spec)).toBeUndefined();
  });

  it('brings as many as its limits let it', () => {
    expect(nodePool({}, { limits: { 'nvidia.com/gpu': 8 } })).toBeDefined();
    expect(nodePool({}, { limits: { 'nvidia.com/gpu': '0' } })).toBeUndefined();
  });
});

describe('a set of machines', () => {
  const machineSet = (annotations: object) =>
    projectMachines('MachineSet', {
      metadata: {
        name: 'gpu-1a',
        namespace: 'openshift-machine-api',
        annotations,
      },
      spec: { replicas: 0 },
    });

  it('brings GPU nodes by the number of GPUs in its annotation', () => {
    expect(machineSet({ 'machine.openshift.io/GPU': '4' })).toEqual({
      title: 'MachineSet openshift-machine-api/gpu-1a',
      how: 'declared',
      wants: 0,
    });
    expect(machineSet({ 'machine.openshift.io/GPU': '0' })).toBeUndefined();
    expect(
      machineSet({
        'capacity.cluster-autoscaler.kubernetes.io/gpu-count': '4',
        'capacity.cluster-autoscaler.kubernetes.io/gpu-type': 'amd.com/gpu',
      }),
    ).toBeUndefined();
  });
});

describe('the node groups of the cluster autoscaler', () => {
  const groups = (status: unknown) => projectNodeGroups({ data: { status } });

  it('are read from the document of today', () => {
    const status = `time: 2026-01-02 10:00:00
nodeGroups:
- name: https://www.googleapis.com/compute/v1/projects/p/zones/z/instanceGroups/gke-c-GPU-a100-1f-grp
  health: {status: Healthy, cloudProviderTarget: 0, minSize: 0, maxSize: 4}
- name: gpu-closed
  health: {status: Healthy, cloudProviderTarget: 0, minSize: 0, maxSize: 0}
- name: default-pool
  health: {status: Healthy, maxSize: 9}
`;
    expect(groups(status)).toEqual([
      { title: 'node group gke-c-GPU-a100-1f-grp', how: 'inferred' },
    ]);
  });

  it('are read from the report of before 1.30', () => {
    const status = `Cluster-autoscaler status at 2021-04-20 10:00:00 UTC:
NodeGroups:
  Name:        eks-gpu-nodes
  Health:      Healthy (ready=0 unready=0 cloudProviderTarget=0 (minSize=0, maxSize=3))
               LastProbeTime: 2021-04-20
  Name:        eks-cpu-nodes
  Health:      Healthy (ready=3 cloudProviderTarget=3 (minSize=1, maxSize=3))
`;
    expect(groups(status)).toEqual([
      { title: 'node group eks-gpu-nodes', how: 'inferred' },
    ]);
  });

  it.each([undefined, 7, '{', '[]', 'nodeGroups: [null, 3]'])(
    'are none in %p',
    status => {
      expect(groups(status)).toEqual([]);
    },
  );
});
