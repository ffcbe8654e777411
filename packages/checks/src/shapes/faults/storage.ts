import { storageClass, type ObjectRef } from '@runai-portal/simulator';
import { foundBy, type Fault } from '../Fault';
import type { HealthyShape } from '../HealthyShape';

const classRef = (name: string): ObjectRef => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  name,
});

const DATASETS: ObjectRef = {
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  name: 'datasets',
};

/** Takes every shared class away, and the volumes that prove one. */
function withoutShared({ parts }: HealthyShape): ObjectRef[] {
  return [classRef(parts.sharedClass), DATASETS];
}

/** Of storage classes and what is behind them. */
export const storageFaults: readonly Fault[] = [
  {
    what: 'no class is the default one',
    inject: (cluster, { parts }) =>
      cluster.patch(classRef(parts.defaultClass), {
        metadata: {
          annotations: {
            'storageclass.kubernetes.io/is-default-class': 'false',
          },
        },
      }),
    finds: foundBy('storage.default-class', 'fail'),
  },
  {
    what: 'two classes are the default one',
    inject: cluster =>
      cluster.put(storageClass('second', 'ebs.csi.aws.com', { default: true })),
    finds: foundBy('storage.default-class', 'warn'),
  },
  {
    what: 'there is no storage class at all',
    shapes: ['kubeadm', 'kubespray', 'rke2', 'ezmeral'],
    inject: (cluster, shape) => cluster.remove(...withoutShared(shape)),
    finds: foundBy('storage.default-class', 'fail', 'storage'),
  },
  {
    what: 'no class can be shared by nodes',
    inject: (cluster, shape) => {
      cluster.remove(...withoutShared(shape));
      cluster.put(
        storageClass('block', 'ebs.csi.aws.com', {
          default: shape.parts.defaultClass === shape.parts.sharedClass,
        }),
      );
    },
    shapes: ['kubeadm', 'kubespray', 'rke2', 'ezmeral', 'eks', 'gke', 'aks'],
    finds: foundBy('storage.shared-rwx', 'fail', 'storage'),
  },
  {
    what: 'nobody knows the provisioner of the shared class',
    shapes: ['kubeadm', 'kubespray', 'rke2', 'ezmeral'],
    inject: (cluster, shape) => {
      cluster.remove(...withoutShared(shape));
      cluster.put(
        storageClass('ours', 'storage.example.com/ours', { default: true }),
      );
    },
    finds: foundBy('storage.shared-rwx', 'warn', 'storage'),
  },
  {
    what: 'the default class keeps data on one node',
    inject: (cluster, { parts }) => {
      cluster.patch(classRef(parts.defaultClass), {
        metadata: {
          annotations: {
            'storageclass.kubernetes.io/is-default-class': 'false',
          },
        },
      });
      cluster.put(
        storageClass('local', 'rancher.io/local-path', {
          default: true,
          bindingMode: 'WaitForFirstConsumer',
        }),
      );
    },
    finds: foundBy('storage.node-independent', 'fail', 'storage'),
  },
];
