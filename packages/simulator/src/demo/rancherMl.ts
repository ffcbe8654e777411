import { cluster } from '../ClusterDeclaration';
import { node, type NodeBuilder } from '../objects/node';
import { pod } from '../objects/pod';
import {
  gpuOperator2021,
  gpuPods,
  nfsStorage,
  prometheusDirect,
  runaiCluster2021,
} from '../stacks';
import { rancherEvents } from './events/rancherEvents';
import { brokenDriverLog } from './logs/brokenDriverLog';
import { componentLogs } from './logs/componentLogs';
import { portalRules } from './portalRules';
import {
  type DemoCluster,
  minutesBefore,
  portalToken,
  secondsBefore,
} from './types';

const broken = 'gpu-07';
const driverPodName = 'nvidia-driver-daemonset-x7k2p';

/** 38 of 56 GPUs: those of `shared` are held whole on behalf of fractions. */
const held = {
  'gpu-01': [8],
  'gpu-02': [4, 4],
  'gpu-03': [4],
  'gpu-04': [4, 2],
  'gpu-05': [1],
  'gpu-06': [6],
};
const shared = { 'gpu-03': 2, 'gpu-05': 3 };

/** Rancher RKE2, whose servers are not among its nodes; on one GPU node the driver has been broken for 41 minutes. */
export const rancherMl: DemoCluster = {
  settings: {
    name: 'rancher-ml',
    title: 'Rancher ML',
    owner: 'group:default/ml-platform',
    environment: 'production',
    mode: 'hybrid',
    labels: { team: 'ml-platform', site: 'zurich' },
    contact: {
      title: '#gpu-help',
      url: 'https://chat.example.com/channels/gpu-help',
    },
    existingPrometheus: false,
  },
  declare: now =>
    cluster('rancher-ml')
      .kubernetes('v1.20.4+rke2r1')
      .nodes(
        ...['gpu-01', 'gpu-02', 'gpu-03', 'gpu-04', 'gpu-05', 'gpu-06'].map(
          name =>
            gpuNode(name)
              .gpus(8, 'Tesla V100-SXM2-32GB')
              .driver('450.80.02', { cuda: '11.0' }),
        ),
        // Since the reboot the device plugin has not registered: the kubelet still counts 8, and offers none.
        gpuNode(broken).gpus(8, 'Tesla V100-SXM2-32GB').offers(0, 8),
        rke2(node('sys-01'))
          .role('runai-system')
          .capacity({ memory: '7629394Ki' })
          .labels({ 'node-role.kubernetes.io/worker': 'true' }),
      )
      .objects(
        gpuOperator2021({ nodes: 7, failing: 1 }),
        driverPod(now),
        rancherEvents(now),
        prometheusDirect({ nodes: 8 }),
        nfsStorage({ server: 'nfs.rancher-ml.example.com' }),
        runaiCluster2021({ version: '2.0.58', gpuNodes: 7 }),
        gpuPods({ project: 'nlp', held, shared }),
      )
      .controlled({ logsOf: componentLogs(now) })
      .account(portalToken, { user: 'u-portal', rules: portalRules }),
};

function rke2(builder: NodeBuilder): NodeBuilder {
  return builder
    .labels({ 'node.kubernetes.io/instance-type': 'rke2' })
    .annotations({
      'rke2.io/hostname': 'agent',
      'rke2.io/node-args': '["agent"]',
    })
    .system({ containerRuntimeVersion: 'containerd://1.4.3-k3s3' });
}

function gpuNode(name: string): NodeBuilder {
  const pool = Number(name.slice(-2)) <= 4 ? 'training' : 'interactive';
  return rke2(node(name))
    .labels({ 'run.ai/type': pool })
    .capacity({
      cpu: '80',
      memory: '528124668Ki',
      'ephemeral-storage': '959786032Ki',
    })
    .gpuOperator();
}

function driverPod(now: Date): object {
  const since = minutesBefore(now, 41);
  return pod('gpu-operator-resources', driverPodName, {
    node: broken,
    created: since,
    labels: { app: 'nvidia-driver-daemonset' },
    owners: [
      {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        name: 'nvidia-driver-daemonset',
        uid: '5e2c7a18-4d3b-4f69-8c0a-1b2d3e4f5a6b',
        controller: true,
      },
    ],
    containers: [
      {
        name: 'nvidia-driver-ctr',
        image: 'nvcr.io/nvidia/driver:450.80.02-ubuntu20.04',
      },
    ],
    restarts: 14,
    lastExit: {
      exitCode: 1,
      reason: 'Error',
      startedAt: secondsBefore(now, 258),
      finishedAt: secondsBefore(now, 244),
      message:
        'Stopping NVIDIA persistence daemon... nouveau kernel module is loaded',
    },
    waiting: {
      reason: 'CrashLoopBackOff',
      message:
        'back-off 5m0s restarting failed container=nvidia-driver-ctr pod=nvidia-driver-daemonset-x7k2p',
    },
    logs: { 'nvidia-driver-ctr': brokenDriverLog(now) },
  });
}
