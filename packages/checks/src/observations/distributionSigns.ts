import type { Track } from '@runai-portal/backstage-plugin-runai-common';

/** By what a distribution shows itself. Each list is of alternatives; every one that matches becomes a signal. */
export interface DistributionSigns {
  /** As profiles name it in `distributions.supported`. */
  readonly id: string;
  readonly title: string;
  readonly track: Track;
  /** The provider runs the control plane: its nodes are not among the cluster's. */
  readonly managed?: true;
  readonly apiGroups?: readonly string[];
  readonly gitVersion?: RegExp;
  /** Label keys of nodes, or beginnings of them that end in `/`. */
  readonly labels?: readonly string[];
  /** Annotation keys of nodes, or beginnings of them that end in `/`. */
  readonly annotations?: readonly string[];
  readonly providerID?: RegExp;
  readonly osImage?: RegExp;
  /** `namespace/name` of a DaemonSet that only this one installs. */
  readonly daemonSets?: readonly string[];
  readonly docs?: { readonly title: string; readonly url: string };
}

const RANCHER_DOCS = {
  title: 'Rancher documentation',
  url: 'https://ranchermanager.docs.rancher.com/',
};

/**
 * The distributions that are recognised.
 *
 * @remarks In the order of precedence: what is built on something else stands above it, so that RKE2 that Rancher manages is
 * RKE2, EKS that Rancher imported is EKS, and kubeadm, on which much is built, comes last.
 */
export const DISTRIBUTIONS: readonly DistributionSigns[] = [
  {
    id: 'openshift',
    title: 'OpenShift',
    track: 'openshift',
    // apps.openshift.io alone is OpenShift 3: it has no config.openshift.io.
    apiGroups: ['config.openshift.io', 'apps.openshift.io'],
    labels: ['node.openshift.io/'],
    osImage: /^Red Hat Enterprise Linux CoreOS/,
    docs: {
      title: 'OpenShift documentation',
      url: 'https://docs.openshift.com/container-platform/',
    },
  },
  {
    id: 'tanzu',
    title: 'VMware Tanzu',
    track: 'kubernetes',
    apiGroups: ['run.tanzu.vmware.com'],
    gitVersion: /\+vmware\./,
    labels: ['run.tanzu.vmware.com/'],
    docs: {
      title: 'Tanzu documentation',
      url: 'https://docs.vmware.com/en/VMware-Tanzu/',
    },
  },
  {
    id: 'eks',
    title: 'Amazon EKS',
    track: 'kubernetes',
    managed: true,
    gitVersion: /-eks-/,
    labels: ['eks.amazonaws.com/'],
    docs: {
      title: 'Amazon EKS user guide',
      url: 'https://docs.aws.amazon.com/eks/',
    },
  },
  {
    id: 'gke',
    title: 'Google GKE',
    track: 'kubernetes',
    managed: true,
    gitVersion: /-gke\./,
    labels: [
      'cloud.google.com/gke-nodepool',
      'cloud.google.com/gke-os-distribution',
    ],
    docs: {
      title: 'GKE documentation',
      url: 'https://cloud.google.com/kubernetes-engine/docs',
    },
  },
  {
    id: 'aks',
    title: 'Azure AKS',
    track: 'kubernetes',
    managed: true,
    labels: ['kubernetes.azure.com/'],
    docs: {
      title: 'AKS documentation',
      url: 'https://learn.microsoft.com/azure/aks/',
    },
  },
  {
    id: 'oke',
    title: 'Oracle OKE',
    track: 'kubernetes',
    managed: true,
    labels: ['oke.oraclecloud.com/'],
  },
  {
    id: 'iks',
    title: 'IBM Cloud Kubernetes Service',
    track: 'kubernetes',
    managed: true,
    gitVersion: /\+IKS/,
    labels: ['ibm-cloud.kubernetes.io/'],
  },
  {
    id: 'ack',
    title: 'Alibaba Cloud ACK',
    track: 'kubernetes',
    managed: true,
    gitVersion: /-aliyun\./,
    labels: ['node.alibabacloud.com/', 'alibabacloud.com/'],
  },
  {
    id: 'doks',
    title: 'DigitalOcean Kubernetes',
    track: 'kubernetes',
    managed: true,
    labels: ['doks.digitalocean.com/'],
  },
  {
    id: 'rke2',
    title: 'Rancher RKE2',
    track: 'kubernetes',
    gitVersion: /\+rke2r\d/,
    annotations: ['rke2.io/'],
    docs: { title: 'RKE2 documentation', url: 'https://docs.rke2.io/' },
  },
  {
    id: 'k3s',
    title: 'Rancher K3s',
    track: 'kubernetes',
    gitVersion: /\+k3s\d/,
    annotations: ['k3s.io/'],
    docs: { title: 'K3s documentation', url: 'https://docs.k3s.io/' },
  },
  {
    id: 'rke',
    title: 'Rancher RKE',
    track: 'kubernetes',
    gitVersion: /-rancher\d/,
    annotations: ['rke.cattle.io/internal-ip', 'rke.cattle.io/external-ip'],
    docs: { title: 'RKE documentation', url: 'https://rke.docs.rancher.com/' },
  },
  {
    id: 'ezmeral',
    title: 'HPE Ezmeral',
    track: 'kubernetes',
    apiGroups: ['hpecp.hpe.com'],
    labels: ['hpe.com/'],
    annotations: ['hpe.com/'],
    docs: {
      title: 'HPE Ezmeral documentation',
      url: 'https://docs.ezmeral.hpe.com/',
    },
  },
  {
    id: 'kind',
    title: 'kind',
    track: 'kubernetes',
    providerID: /^kind:\/\//,
  },
  {
    id: 'minikube',
    title: 'minikube',
    track: 'kubernetes',
    labels: ['minikube.k8s.io/'],
  },
  {
    id: 'microk8s',
    title: 'MicroK8s',
    track: 'kubernetes',
    labels: ['microk8s.io/'],
  },
  {
    id: 'kops',
    title: 'kOps',
    track: 'kubernetes',
    labels: ['kops.k8s.io/'],
  },
  {
    id: 'talos',
    title: 'Talos Linux',
    track: 'kubernetes',
    osImage: /^Talos /,
  },
  {
    id: 'rancher',
    title: 'Rancher',
    track: 'kubernetes',
    apiGroups: ['management.cattle.io'],
    labels: ['rke.cattle.io/', 'cattle.io/'],
    annotations: ['rke.cattle.io/'],
    docs: RANCHER_DOCS,
  },
  {
    id: 'kubespray',
    title: 'Kubespray',
    track: 'kubernetes',
    // Upstream's own is called node-local-dns.
    daemonSets: ['kube-system/nodelocaldns'],
    docs: { title: 'Kubespray', url: 'https://kubespray.io/' },
  },
  {
    id: 'native',
    title: 'native Kubernetes (kubeadm)',
    track: 'kubernetes',
    annotations: ['kubeadm.alpha.kubernetes.io/cri-socket'],
    docs: {
      title: 'kubeadm',
      url: 'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/',
    },
  },
];
