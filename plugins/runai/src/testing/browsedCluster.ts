import {
  cluster,
  crd,
  deployment,
  event,
  node,
  pod,
  type RunningCluster,
} from '@runai-portal/simulator';
import type { SetupServer } from 'msw/node';
import { aDetail, ago, HOUR, MINUTE, NOW } from './builders';
import { forwardToSimulator } from './forwardToSimulator';
import { openCluster, rancher } from './openCluster';
import type { RenderRunaiOptions } from './renderRunai';

/** What the proxy lets through in the tests. */
export const RESOURCES = [
  { group: '', resource: 'nodes' },
  { group: '', resource: 'namespaces' },
  { group: '', resource: 'pods' },
  { group: '', resource: 'events' },
  { group: '', resource: 'services' },
  { group: 'apps', resource: 'deployments' },
  { group: 'batch', resource: 'jobs' },
  { group: 'run.ai', resource: 'runaiconfigs' },
];

const at = (seconds: number) => ago(seconds).replace('.000Z', 'Z');

/** A cluster with a pod that crashes, one whose image is missing, and a node. */
export function browsedCluster(objects: object[] = []) {
  return cluster('rancher-ml')
    .kubernetes('1.20.4')
    .nodes(node('gpu-07'))
    .objects(
      crd('runaiconfigs.run.ai', { kind: 'RunaiConfig' }),
      crd('others.example.com', { kind: 'Other' }),
      deployment('runai', 'runai-operator'),
      pod('gpu-operator', 'driver-x7k2p', {
        node: 'gpu-07',
        created: at(41 * MINUTE),
        restarts: 14,
        lastExit: { exitCode: 1, reason: 'Error' },
        waiting: { reason: 'CrashLoopBackOff', message: 'back-off' },
        containers: [
          { name: 'driver', image: 'driver:450' },
          { name: 'sidecar', image: 'sidecar:1' },
        ],
        initContainers: [{ name: 'prepare', image: 'prepare:1' }],
        logs: {
          driver:
            'Installing the driver\n\u001b[31mERROR\u001b[0m: nouveau is loaded\nError: giving up\n',
          prepare: 'prepared\n',
        },
      }),
      pod('runai', 'scheduler', {
        node: 'gpu-07',
        phase: 'Pending',
        created: at(HOUR),
        waiting: { reason: 'ImagePullBackOff', message: 'Back-off' },
      }),
      event(
        { kind: 'Pod', namespace: 'gpu-operator', name: 'driver-x7k2p' },
        {
          component: 'kubelet',
          type: 'Warning',
          reason: 'BackOff',
          message: 'Back-off restarting failed container',
          first: at(40 * MINUTE),
          last: at(20),
        },
      ),
      objects,
    );
}

/** Opens the Resources tab of a simulated cluster behind the portal. */
export async function openResources(
  server: SetupServer,
  running: RunningCluster,
  search = '',
  options: RenderRunaiOptions & {
    /** Of the cluster: what was decided of a permission on one is remembered from test to test. */
    name?: string;
  } = {},
) {
  const { name = 'rancher-ml', ...others } = options;
  const detail = aDetail(
    { ...rancher, name },
    { kubernetesProxy: { enabled: true, resources: RESOURCES } },
  );
  server.use(forwardToSimulator(running));
  return openCluster(
    server,
    `${name}/resources${search}`,
    { details: { [name]: detail } },
    others,
  );
}

export const clock = { now: () => NOW };
