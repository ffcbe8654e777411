import { cluster } from '../ClusterDeclaration';
import { node } from '../objects/node';
import {
  gpuOperator2021,
  kubeadmCluster,
  kubePrometheusStack,
  nfsStorage,
} from '../stacks';
import { componentLogs } from './logs/componentLogs';
import { portalRules } from './portalRules';
import { type DemoCluster, portalToken } from './types';

const controlPlane = ['it-cp-1', 'it-cp-2', 'it-cp-3'];
const kubeadm = {
  'kubeadm.alpha.kubernetes.io/cri-socket': '/run/containerd/containerd.sock',
};

/** Somebody else's cluster: its account may list neither nodes nor storage classes. */
export const sharedIt: DemoCluster = {
  settings: {
    name: 'shared-it',
    title: 'Shared IT',
    owner: 'group:default/it',
    environment: 'production',
    mode: 'hybrid',
    labels: { team: 'it', site: 'frankfurt' },
    contact: { title: 'IT service desk' },
    existingPrometheus: true,
  },
  declare: now =>
    cluster('shared-it')
      .kubernetes('1.20.7')
      .nodes(
        ...controlPlane.map(name =>
          node(name).controlPlane().annotations(kubeadm),
        ),
        ...['it-gpu-1', 'it-gpu-2'].map(name =>
          node(name)
            .gpus(4, 'Tesla V100-PCIE-16GB', { memoryMiB: 16160 })
            .gpuOperator()
            .driver('450.80.02')
            .annotations(kubeadm),
        ),
        node('it-sys-1').role('runai-system').annotations(kubeadm),
      )
      .objects(
        kubeadmCluster({ version: '1.20.7', controlPlane, nodes: 6 }),
        gpuOperator2021({ nodes: 2 }),
        kubePrometheusStack({ era: '2021', nodes: 6 }),
        nfsStorage({ server: 'nfs.it.example.com' }),
      )
      .controlled({ logsOf: componentLogs(now) })
      .account(portalToken, {
        user: 'it-readonly',
        rules: portalRules,
        except: [
          { group: '', resource: 'nodes' },
          { group: 'storage.k8s.io', resource: 'storageclasses' },
        ],
      }),
};
