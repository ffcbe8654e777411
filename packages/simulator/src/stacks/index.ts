export {
  draDriver,
  knativeServing,
  leaderWorkerSet,
  mpiOperator,
  networkOperator,
  trainingOperator,
} from './companionSoftware';
export { gpuOperator2021, gpuOperatorCurrent } from './gpuOperator';
export { gpuPods } from './gpuPods';
export {
  gatewayApi,
  haproxyIngress,
  metalLb,
  nginxIngress,
  openshiftRouter,
  rke2Ingress,
} from './ingress';
export { kubeadmCluster } from './kubeadm';
export {
  kubePrometheusStack,
  openshiftMonitoring,
  prometheusCrds,
  prometheusDirect,
} from './monitoring';
export { nfsStorage } from './nfs';
export {
  runaiBackend2021,
  runaiCluster2021,
  runaiClusterCurrent,
  runaiCrds2021,
} from './runaiCluster';
