/** What must be done about a statement of the seed documents. */
export interface SeedStatement {
  /** A: overview of the installation types; B: prerequisites of a cluster. */
  id: string;
  statement: string;
}

/** Every testable statement of the two seed documents, in their order. */
export const SEED_REGISTER: readonly SeedStatement[] = [
  {
    id: 'A1',
    statement:
      'Two components: the cluster, and the backend that monitors clusters',
  },
  {
    id: 'A2',
    statement: 'The backend is in the cloud; the cluster connects out to it',
  },
  {
    id: 'A3',
    statement: 'A local backend for organisations that cannot do that',
  },
  {
    id: 'A4',
    statement: 'Air-gapped: no internet, one compressed file, two phases',
  },
  {
    id: 'A5',
    statement: 'Fully on-prem: downloads allowed, uploads not, two phases',
  },
  {
    id: 'A6',
    statement:
      'Hybrid: metrics go to the cloud, which serves the user interface',
  },
  { id: 'A7', statement: 'Cloud: as hybrid, the GPU cluster is in a cloud' },
  {
    id: 'A8',
    statement:
      'Installed on Rancher, Kubespray, OpenShift, HPE Ezmeral, native Kubernetes',
  },
  {
    id: 'A9',
    statement: 'Two tracks of instructions: OpenShift and Kubernetes',
  },
  {
    id: 'A10',
    statement: 'Secured by SCC on OpenShift and by PSP on Kubernetes',
  },
  { id: 'B1', statement: 'Kubernetes 1.16 or above, 1.20 recommended' },
  { id: 'B2', statement: 'OpenShift 4.3 or above' },
  { id: 'B3', statement: 'PSP is supported if used' },
  { id: 'B4', statement: 'NVIDIA by the GPU Operator' },
  {
    id: 'B5',
    statement: 'Or CUDA drivers and the NVIDIA stack on each GPU node',
  },
  {
    id: 'B6',
    statement: 'Prometheus, installed by the installer or there before',
  },
  {
    id: 'B7',
    statement: 'An existing one has node exporter and kube-state-metrics',
  },
  { id: 'B8', statement: 'It is known how an existing one was installed' },
  {
    id: 'B9',
    statement:
      'Production: a dedicated system node with 4 CPUs, 8 GB of RAM, 50 GB of disk',
  },
  { id: 'B10', statement: 'A shared data volume, the same from any node' },
  { id: 'B11', statement: 'Storage of the system does not depend on one node' },
  { id: 'B12', statement: 'Images come from a registry' },
  {
    id: 'B13',
    statement: 'Production: separate nodes for the Kubernetes master',
  },
  { id: 'B14', statement: 'Researchers work in containers' },
  {
    id: 'B15',
    statement: 'All container nodes connect to the cloud; nothing connects in',
  },
  { id: 'B16', statement: 'Exceptions where outbound connections are limited' },
  {
    id: 'B17',
    statement: 'Installation: runai-charts.storage.googleapis.com:443',
  },
  {
    id: 'B18',
    statement: 'Installation: hub.docker.com:443 and gcr.io/run-ai-prod:443',
  },
  { id: 'B19', statement: 'Installation: quay.io:443' },
  { id: 'B20', statement: 'Run time: prometheus-us-central1.grafana.net:443' },
  { id: 'B21', statement: 'Run time: app.run.ai:443' },
  { id: 'B22', statement: 'Run time: runai-prod.auth0.com:443' },
];
