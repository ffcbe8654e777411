import { cluster } from '../ClusterDeclaration';
import { node } from '../objects/node';
import type { RunningCluster } from '../RunningCluster';
import {
  gpuOperator2021,
  gpuPods,
  kubeadmCluster,
  kubePrometheusStack,
  nfsStorage,
  runaiCluster2021,
} from '../stacks';
import { componentLogs } from './logs/componentLogs';
import { portalRules } from './portalRules';
import {
  type DemoCluster,
  networkStated,
  portalToken,
  researchersStated,
} from './types';

const kubeadm = {
  'kubeadm.alpha.kubernetes.io/cri-socket': '/run/containerd/containerd.sock',
};

/** Reachable once, so that there are last known values; then its certificate is another authority's. */
export const edgeDc: DemoCluster = {
  settings: {
    name: 'edge-dc',
    title: 'Edge data centre',
    owner: 'group:default/edge',
    environment: 'production',
    mode: 'hybrid',
    labels: { team: 'edge', site: 'oslo' },
    contact: { title: 'Edge on-call' },
    existingPrometheus: true,
  },
  attestations: [
    ...networkStated(
      'The site has one uplink to the registry mirror and to the cloud; tried at commissioning.',
    ),
    ...researchersStated('Inspection runs from images of the release alone.'),
  ],
  declare: now =>
    cluster('edge-dc')
      .kubernetes('1.21.3')
      .nodes(
        node('edge-cp').controlPlane().annotations(kubeadm),
        ...['edge-gpu-1', 'edge-gpu-2'].map(name =>
          node(name)
            .capacity({ cpu: '64', memory: '263853296Ki' })
            .gpus(8, 'Tesla T4', {
              memoryMiB: 15109,
              family: 'turing',
              compute: '7.5',
              machine: 'PowerEdge-R750',
            })
            .gpuOperator()
            .driver('460.73.01', { cuda: '11.2' })
            .annotations(kubeadm),
        ),
        node('edge-sys').role('runai-system').annotations(kubeadm),
      )
      .objects(
        kubeadmCluster({
          version: '1.21.3',
          controlPlane: ['edge-cp'],
          nodes: 4,
        }),
        gpuOperator2021({ nodes: 2 }),
        kubePrometheusStack({ era: '2021', nodes: 4 }),
        nfsStorage({ server: 'nfs.edge.example.com' }),
        runaiCluster2021({ version: '2.0.58', gpuNodes: 2 }),
        gpuPods({
          project: 'inspection',
          held: { 'edge-gpu-1': [4, 3], 'edge-gpu-2': [2] },
        }),
      )
      .controlled({ logsOf: componentLogs(now) })
      .account(portalToken, { user: 'runai-portal', rules: portalRules }),
  live: running => changeCertificateWhenIdle(running, 1500),
};

/**
 * The first poll is over when no request has come for a while. Waiting for that needs no knowledge of how many
 * requests a poll takes.
 */
function changeCertificateWhenIdle(
  running: RunningCluster,
  idleMs: number,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const stop = running.onRequest(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      stop();
      running.fault({ kind: 'wrongCertificate' });
    }, idleMs);
    timer.unref();
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
