import type { KubeObject } from './KubeObject';
import { object } from './object';

/** @public */
export function storageClass(
  name: string,
  provisioner: string,
  options: {
    /** `beta`: marked by the annotation of Kubernetes before 1.6, which still counts. */
    default?: boolean | 'beta';
    bindingMode?: 'Immediate' | 'WaitForFirstConsumer';
    parameters?: Record<string, string>;
  } = {},
): KubeObject {
  const prefix =
    options.default === 'beta'
      ? 'storageclass.beta.kubernetes.io'
      : 'storageclass.kubernetes.io';
  return object(
    'storage.k8s.io/v1',
    'StorageClass',
    {
      name,
      annotations: options.default
        ? { [`${prefix}/is-default-class`]: 'true' }
        : undefined,
    },
    {
      provisioner,
      reclaimPolicy: 'Delete',
      volumeBindingMode: options.bindingMode ?? 'Immediate',
      ...(options.parameters && { parameters: options.parameters }),
    },
  );
}

/** @public */
export function csiDriver(
  name: string,
  options: { attachRequired?: boolean; version?: 'v1' | 'v1beta1' } = {},
): KubeObject {
  return object(
    `storage.k8s.io/${options.version ?? 'v1'}`,
    'CSIDriver',
    { name },
    {
      spec: {
        attachRequired: options.attachRequired ?? true,
        podInfoOnMount: false,
        volumeLifecycleModes: ['Persistent'],
      },
    },
  );
}

/** @public */
export function persistentVolume(
  name: string,
  options: {
    accessModes?: string[];
    phase?: 'Available' | 'Bound' | 'Released' | 'Failed';
    storageClass?: string;
    volumeMode?: 'Filesystem' | 'Block';
    capacity?: string;
    claim?: { namespace: string; name: string };
    nfs?: { server: string; path: string };
    csi?: { driver: string; volumeHandle: string };
  } = {},
): KubeObject {
  const { claim, nfs, csi } = options;
  return object(
    'v1',
    'PersistentVolume',
    { name, finalizers: ['kubernetes.io/pv-protection'] },
    {
      spec: {
        accessModes: options.accessModes ?? ['ReadWriteMany'],
        capacity: { storage: options.capacity ?? '1Ti' },
        persistentVolumeReclaimPolicy: 'Retain',
        volumeMode: options.volumeMode ?? 'Filesystem',
        ...(options.storageClass && { storageClassName: options.storageClass }),
        ...(claim && {
          claimRef: {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            ...claim,
          },
        }),
        ...(nfs && { nfs }),
        ...(csi && { csi }),
      },
      status: { phase: options.phase ?? (claim ? 'Bound' : 'Available') },
    },
  );
}
