import {
  knativeServing,
  leaderWorkerSet,
  mpiOperator,
  networkOperator,
  trainingOperator,
} from '@runai-portal/simulator';
import { foundBy, type Fault } from '../Fault';

/** Whose profile names the software, with its versions. */
const NAMED = ['openshift-4.18', 'eks', 'gke', 'aks'];

/** Of the software that some uses of a cluster need beside Run:ai. */
export const softwareFaults: readonly Fault[] = [
  {
    what: 'inference is to be served, and Knative is missing',
    shapes: NAMED,
    settings: { uses: ['inference'] },
    finds: foundBy('software.knative', 'fail'),
  },
  {
    what: 'inference is to be served by a Knative that is too old',
    shapes: NAMED,
    settings: { uses: ['inference'] },
    inject: cluster => cluster.put(...knativeServing({ version: '1.16.0' })),
    finds: foundBy('software.knative', 'fail'),
  },
  {
    what: 'a Knative that nobody uses is too old',
    shapes: NAMED,
    inject: cluster => cluster.put(...knativeServing({ version: '1.16.0' })),
    finds: foundBy('software.knative', 'warn'),
  },
  {
    what: 'Knative does not run',
    shapes: NAMED,
    settings: { uses: ['inference'] },
    inject: cluster =>
      cluster.put(...knativeServing({ version: '1.20.0', ready: 0 })),
    finds: foundBy('software.knative', 'fail'),
  },
  {
    what: 'distributed training is wanted, and the Training Operator is missing',
    shapes: NAMED,
    settings: { uses: ['distributed'] },
    finds: foundBy('software.training-operator', 'fail'),
  },
  {
    what: 'the Training Operator is too old',
    shapes: NAMED,
    settings: { uses: ['distributed'] },
    inject: cluster => cluster.put(...trainingOperator({ tag: 'v1-855e096' })),
    finds: foundBy('software.training-operator', 'fail'),
  },
  {
    what: 'distributed training is wanted, and the MPI Operator is too old',
    shapes: NAMED,
    settings: { uses: ['distributed'] },
    inject: cluster => cluster.put(...mpiOperator({ version: '0.4.0' })),
    finds: foundBy('software.mpi-operator', 'fail'),
  },
  {
    what: 'LeaderWorkerSet does not run',
    shapes: NAMED,
    settings: { uses: ['distributed', 'inference'] },
    inject: cluster =>
      cluster.put(...leaderWorkerSet({ version: '0.7.0', ready: 0 })),
    finds: foundBy('software.lws', 'fail'),
  },
  {
    what: 'RDMA is wanted, and the Network Operator is missing',
    shapes: NAMED,
    settings: { uses: ['rdma'] },
    finds: foundBy('software.network-operator', 'fail'),
  },
  {
    what: 'the Network Operator is newer than what was tested, and nobody uses it',
    shapes: NAMED,
    inject: cluster => cluster.put(...networkOperator({ version: '26.7.0' })),
    finds: foundBy('software.network-operator', 'warn'),
  },
];
