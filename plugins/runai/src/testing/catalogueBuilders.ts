import type { CheckInfo } from '@runai-portal/backstage-plugin-runai-common';
import { ago, aCheckInfo, counts, MINUTE } from './builders';

/** All that the catalogue may tell of a check: the driver of GPU nodes, which fails on one of four clusters. */
export function aDriverCheck(changes: Partial<CheckInfo> = {}): CheckInfo {
  const look = {
    owner: 'cluster-admin' as const,
    text: 'Look at the log of the driver on {node}[; {pod} tells more].',
    commands: ['kubectl -n {podNamespace} logs {pod} --tail 50'],
    docs: [
      {
        title: 'GPU Operator: troubleshooting',
        url: 'https://docs.nvidia.com/datacenter/cloud-native/',
      },
    ],
    where: [
      {
        place: 'gke',
        title: 'Google GKE',
        owner: 'vendor' as const,
        text: 'Make another node pool.',
        commands: [],
        docs: [],
      },
    ],
  };
  return aCheckInfo('gpu.node-driver', {
    title: 'Every GPU node has a working NVIDIA driver',
    category: 'nvidia',
    description: 'Run:ai needs an NVIDIA driver on each GPU node.',
    scope: 'node',
    requirements: ['B5'],
    statements: [{ id: 'B5', text: 'CUDA drivers on each GPU node' }],
    dependsOn: ['platform.nodes-ready'],
    attestable: true,
    expected: '[driver {minimum} or newer|a working driver]',
    verify: {
      text: 'Ask the driver of the node itself.',
      commands: ['kubectl debug node/NODE -it -- chroot /host nvidia-smi'],
      where: [
        {
          place: 'openshift',
          title: 'OpenShift',
          text: 'Ask the driver of the node itself.',
          commands: ['oc debug node/NODE -- chroot /host nvidia-smi'],
        },
      ],
    },
    reasons: ['DriverOk', 'DriverMissing', 'DriverGone', 'Forbidden'],
    outcomes: [
      {
        reason: 'DriverOk',
        status: 'pass',
        says: '{node} has driver {version}',
      },
      {
        reason: 'DriverMissing',
        status: 'fail',
        says: '{node} has no working driver[. Its pod {pod} restarted {restarts} {restarts:time|times}|. Nothing tells why]',
        remedy: look,
      },
      {
        reason: 'DriverGone',
        status: 'fail',
        says: 'The driver of {node} does not run',
        remedy: look,
      },
    ],
    permissions: [
      { verb: 'list', group: '', resource: 'nodes' },
      {
        verb: 'get',
        group: 'nvidia.com',
        resource: 'clusterpolicies',
        namespace: 'gpu-operator',
        names: ['cluster-policy'],
      },
    ],
    paths: ['/version'],
    profiles: [
      {
        id: 'runai-2021.04',
        severity: 'required',
        environments: { trial: 'recommended' },
        modes: { airGapped: 'notApplicable' },
        note: 'There the site brings it.',
        source: 'B5',
      },
      { id: 'site', severity: 'informational' },
    ],
    failing: 1,
    statuses: counts({ fail: 1, unknown: 1, pass: 2 }),
    clusters: [
      {
        cluster: 'rancher-ml',
        status: 'fail',
        severity: 'required',
        reason: 'DriverMissing',
        message: 'gpu-07 has no working NVIDIA driver. Its pod restarts.',
        observedAt: ago(6 * MINUTE),
        changedAt: ago(41 * MINUTE),
      },
      {
        cluster: 'shared-it',
        status: 'unknown',
        severity: 'required',
        reason: 'Forbidden',
        message: 'The account may not list nodes',
      },
    ],
    ...changes,
  });
}

/** A catalogue with checks of two categories, one of them the company's own. */
export function aCatalogue(): CheckInfo[] {
  return [
    aCheckInfo('platform.nodes-ready', {
      title: 'Every node is ready',
      failing: 0,
      requirements: ['B1'],
      statements: [{ id: 'B1', text: 'Kubernetes 1.16 or above' }],
    }),
    aCheckInfo('acme.node-names', {
      title: 'Names of nodes are short',
      own: true,
      severity: 'informational',
    }),
    aDriverCheck(),
  ];
}
