import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { controlPlaneAddressObservation } from '../../observations/controlPlaneAddress';
import { runaiPhasesObservation } from '../../observations/runaiPhases';

/** A4, A5: an installation of two phases has the backend first, then the cluster. */
export const twoPhaseOrder = defineCheck({
  id: 'mode.two-phase-order',
  title: 'The backend is installed before the cluster',
  category: 'mode',
  requirements: ['A4', 'A5'],
  description:
    'An installation without the cloud has two phases: the backend, and then the cluster on the GPU nodes. The second takes its configuration from the first, so it waits for it or fails.',
  verify: {
    text: 'Compare when the two were installed, and whether all of the first was there when the second began.',
    commands: [
      "kubectl -n runai-backend get deployments -o custom-columns='NAME:.metadata.name,CREATED:.metadata.creationTimestamp,READY:.status.readyReplicas'",
      "kubectl -n runai get deployments -o custom-columns='NAME:.metadata.name,CREATED:.metadata.creationTimestamp,READY:.status.readyReplicas'",
    ],
  },
  attestable: true,
  uses: {
    phases: runaiPhasesObservation,
    address: controlPlaneAddressObservation,
  },
  expected: 'the backend complete, then the cluster',
  actual: 'backend: {backend}; cluster: {cluster}',
  outcomes: {
    BackendFirst: {
      status: 'pass',
      says: 'The backend was complete before the cluster. Of the backend {backend}, of the cluster {cluster}',
    },
    ClusterNotBegun: {
      status: 'pass',
      says: 'The second phase has not begun. The backend is first: {backend}',
    },
    ClusterBegunFirst: {
      status: 'fail',
      says: 'The cluster is being installed before the backend. Of the cluster {cluster}, of the backend {backend}',
      remedy: {
        text: 'Stop the installation of the cluster, complete the backend, and begin the second phase anew with the values that the backend gives.',
        commands: [
          'helm -n {clusterNamespace} list',
          'kubectl -n {backendNamespace} get deployments,statefulsets,pods',
        ],
        docs: ['selfHosted'],
      },
    },
    BackendElsewhere: {
      status: 'unknown',
      because: 'notRun',
      says: 'Which was first cannot be seen. The backend is to be at {url}, outside of this cluster',
      remedy: {
        owner: 'portal-admin',
        text: 'Where the backend at {url} was available before this cluster was installed, state that this check holds. On the command line that is --attest mode.two-phase-order="NOTE".',
        docs: ['selfHosted'],
      },
    },
  },
  evaluate: ({ phases: { backend, cluster, clusterBegun }, address }) => ({
    outcome: firstOf(
      [!clusterBegun, 'ClusterNotBegun'],
      [backend.wasComplete, 'BackendFirst'],
      [backend.count === 0 && address && !address.inCloud, 'BackendElsewhere'],
      'ClusterBegunFirst',
    ),
    values: {
      backend: backend.state,
      backendNamespace: backend.namespace,
      cluster: cluster.state,
      clusterNamespace: cluster.namespace,
      url: address?.url,
    },
    evidence: evidenceOf(
      [`namespace/${backend.namespace}`, 'phase 1', backend.state],
      [`namespace/${cluster.namespace}`, 'phase 2', cluster.state],
      address && [
        address.source.what,
        'control plane',
        address.url,
        address.source.how,
      ],
    ),
  }),
});
