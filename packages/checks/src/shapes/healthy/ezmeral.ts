import {
  cluster,
  crd,
  gpuOperator2021,
  kubePrometheusStack,
  nfsStorage,
} from '@runai-portal/simulator';
import type { Dress, HealthyShape } from '../HealthyShape';
import { controlPlane, named, system, v100 } from './nodes';
import { KUBE_PROMETHEUS } from './parts';

const masters = named('master', 3);
const gpuNodes = named('gpu', 3);
const systemNodes = named('sys', 2);
const dress: Dress = builder =>
  builder.labels({ 'hpe.com/compute': 'true' }).system({
    osImage: 'CentOS Linux 7 (Core)',
    kernelVersion: '3.10.0-1160.el7.x86_64',
    containerRuntimeVersion: 'docker://19.3.15',
  });

/** HPE Ezmeral Runtime on CentOS 7 with docker, as in 2021. */
export const ezmeral: HealthyShape = {
  id: 'ezmeral',
  title: 'HPE Ezmeral, Kubernetes 1.20',
  settings: {
    profile: 'runai-2021.04',
    environment: 'production',
    mode: 'hybrid',
    existingPrometheus: true,
  },
  parts: {
    ...KUBE_PROMETHEUS,
    gpuNodes,
    systemNodes,
    controlPlane: masters,
    sharedClass: 'nfs-client',
    defaultClass: 'nfs-client',
    gpuOperands: 'gpu-operator-resources',
  },
  declare: () =>
    cluster('ezmeral')
      .kubernetes('1.20.2')
      .nodes(
        ...masters.map(name =>
          controlPlane(name, dress, ['control-plane', 'master']),
        ),
        ...gpuNodes.map(name => v100(name, dress)),
        ...systemNodes.map(name => system(name, dress)),
      )
      .objects(
        crd('hpecpconfigs.hpecp.hpe.com', { kind: 'HPECPConfig' }),
        gpuOperator2021({ nodes: 3 }),
        kubePrometheusStack({ era: '2021', nodes: 8 }),
        nfsStorage({ server: 'nfs.example.com' }),
      )
      .controlled(),
};
