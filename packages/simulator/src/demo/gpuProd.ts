import { cluster } from '../ClusterDeclaration';
import { node } from '../objects/node';
import {
  gpuOperator2021,
  gpuPods,
  kubeadmCluster,
  kubePrometheusStack,
  nfsStorage,
  runaiCluster2021,
} from '../stacks';
import { trainingEvents } from './events/trainingEvents';
import { componentLogs } from './logs/componentLogs';
import { portalRules } from './portalRules';
import {
  type DemoCluster,
  networkStated,
  portalToken,
  researchersStated,
} from './types';

const controlPlane = ['cp-01', 'cp-02', 'cp-03'];
const product = 'Tesla V100-SXM2-32GB';
const kubeadm = {
  'kubeadm.alpha.kubernetes.io/cri-socket': '/run/containerd/containerd.sock',
};

/** By node, what the pods on it hold: 30 of 48 GPUs. */
const held = {
  'gpu-01': [8],
  'gpu-02': [4, 2],
  'gpu-03': [4, 4],
  'gpu-04': [2, 2, 1],
  'gpu-05': [2, 1],
};

/** As it should be: native Kubernetes in production, everything there, Run:ai installed. */
export const gpuProd: DemoCluster = {
  settings: {
    name: 'gpu-prod',
    title: 'GPU production',
    owner: 'group:default/ml-platform',
    environment: 'production',
    mode: 'hybrid',
    labels: { team: 'ml-platform', site: 'frankfurt' },
    contact: {
      title: '#gpu-help',
      url: 'https://chat.example.com/channels/gpu-help',
    },
    existingPrometheus: true,
  },
  attestations: [
    ...networkStated(
      'Opened and tried by the network team with the change of March; every release is pulled on all nodes first.',
    ),
    ...researchersStated(
      'Everybody in vision starts from the base image of the team, which is built and scanned every week.',
    ),
  ],
  declare: now =>
    cluster('gpu-prod')
      .kubernetes('1.20.2')
      .nodes(
        ...controlPlane.map(name =>
          node(name).controlPlane().annotations(kubeadm),
        ),
        ...['gpu-01', 'gpu-02', 'gpu-03', 'gpu-04', 'gpu-05', 'gpu-06'].map(
          name =>
            node(name)
              .capacity({
                cpu: '80',
                memory: '528124668Ki',
                'ephemeral-storage': '959786032Ki',
              })
              .gpus(8, product)
              .gpuOperator()
              .driver('450.80.02', { cuda: '11.0' })
              .annotations(kubeadm),
        ),
        ...['sys-01', 'sys-02'].map(name =>
          node(name).role('runai-system').annotations(kubeadm),
        ),
        node('cpu-01').annotations(kubeadm),
      )
      .objects(
        kubeadmCluster({ version: '1.20.2', controlPlane, nodes: 12 }),
        gpuOperator2021({ nodes: 6 }),
        kubePrometheusStack({ era: '2021', nodes: 12 }),
        nfsStorage({ server: 'nfs.gpu-prod.example.com' }),
        runaiCluster2021({ version: '2.0.58', gpuNodes: 6 }),
        gpuPods({ project: 'vision', held, shared: {} }),
        trainingEvents({
          now,
          namespace: 'runai-vision',
          pod: 'train-gpu-05-1-0',
          node: 'gpu-05',
          image: 'nvcr.io/nvidia/pytorch:21.03-py3',
          minutesAgo: 24,
        }),
      )
      .controlled({ logsOf: componentLogs(now) })
      .account(portalToken, { user: 'runai-portal', rules: portalRules }),
};
