import type { HealthyShape } from '../HealthyShape';
import { aks, eks, gke } from './clouds';
import { ezmeral } from './ezmeral';
import { kubeadm } from './kubeadm';
import { kubespray } from './kubespray';
import { openshift418, openshift46 } from './openshift';
import { k3s, rke2 } from './rancher';

/** One cluster as it should be for each distribution that the seeds name, and for the clouds. */
export const HEALTHY: readonly HealthyShape[] = [
  kubeadm,
  kubespray,
  rke2,
  k3s,
  openshift46,
  openshift418,
  ezmeral,
  eks,
  gke,
  aks,
];
