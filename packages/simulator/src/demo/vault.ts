import { cluster } from '../ClusterDeclaration';
import { node } from '../objects/node';
import { pod } from '../objects/pod';
import {
  gpuOperator2021,
  kubeadmCluster,
  kubePrometheusStack,
  nfsStorage,
  runaiBackend2021,
  runaiCluster2021,
} from '../stacks';
import { vaultEvents } from './events/vaultEvents';
import { componentLogs } from './logs/componentLogs';
import { portalRules } from './portalRules';
import { type DemoCluster, minutesBefore, portalToken } from './types';

const registry = 'registry.vault.example.com:5000';
const missing = `${registry}/runai-scheduler:v2.0.58`;
const controlPlane = ['cp-01', 'cp-02', 'cp-03'];
const kubeadm = {
  'kubeadm.alpha.kubernetes.io/cri-socket': '/run/containerd/containerd.sock',
};

/** Without internet: the backend stands, and the second phase waits for an image that the registry does not have. */
export const vault: DemoCluster = {
  settings: {
    name: 'vault',
    title: 'Vault',
    owner: 'group:default/labs',
    environment: 'production',
    mode: 'airGapped',
    labels: { team: 'labs', site: 'bunker' },
    contact: { title: 'Labs on-call' },
    existingPrometheus: true,
    registry,
    controlPlane: { url: 'https://runai.vault.example.com' },
  },
  declare: now => {
    const begun = minutesBefore(now, 6);
    return cluster('vault')
      .kubernetes('1.20.2')
      .nodes(
        ...controlPlane.map(name =>
          node(name).controlPlane().annotations(kubeadm),
        ),
        ...['gpu-01', 'gpu-02'].map(name =>
          node(name)
            .capacity({
              cpu: '80',
              memory: '528124668Ki',
              'ephemeral-storage': '959786032Ki',
            })
            .gpus(8, 'Tesla V100-SXM2-32GB')
            .gpuOperator()
            .driver('450.80.02', { cuda: '11.0' })
            .annotations(kubeadm),
        ),
        node('sys-01').role('runai-system').annotations(kubeadm),
        node('cpu-01').annotations(kubeadm),
      )
      .objects(
        kubeadmCluster({ version: '1.20.2', controlPlane, nodes: 7 }),
        gpuOperator2021({ nodes: 2 }),
        kubePrometheusStack({ era: '2021', nodes: 7 }),
        nfsStorage({ server: 'nfs.vault.example.com', registry }),
        runaiBackend2021({
          version: '2.0.58',
          registry,
          created: minutesBefore(now, 95),
        }),
        runaiCluster2021({
          version: '2.0.58',
          gpuNodes: 2,
          registry,
          waiting: ['runai-scheduler'],
          created: begun,
          controlPlaneUrl: 'https://runai.vault.example.com',
          config: {
            conditions: {
              Deployed: {
                status: 'False',
                reason: 'deploying',
                message: 'waiting for deployment runai-scheduler',
              },
              Available: {
                status: 'False',
                reason: 'unavailable',
                message: 'nonfunctioning services: runai-scheduler',
              },
              Reconciled: { status: 'False', reason: 'reconciling' },
            },
          },
        }),
        vaultEvents(now, missing),
        pod('runai', 'runai-scheduler-6b8f9c7d5-q2x7k', {
          node: 'sys-01',
          phase: 'Pending',
          created: begun,
          labels: { app: 'runai-scheduler' },
          owners: [
            {
              apiVersion: 'apps/v1',
              kind: 'ReplicaSet',
              name: 'runai-scheduler-6b8f9c7d5',
              uid: '0f6c1d2e-3b4a-4958-8776-a5b4c3d2e1f0',
              controller: true,
            },
          ],
          containers: [
            {
              name: 'runai-scheduler',
              image: missing,
              requests: { cpu: '200m', memory: '512Mi' },
            },
          ],
          waiting: {
            reason: 'ImagePullBackOff',
            message: `Back-off pulling image "${missing}"`,
          },
        }),
      )
      .controlled({ logsOf: componentLogs(now) })
      .account(portalToken, { user: 'runai-portal', rules: portalRules });
  },
};
