import type { KubeObject } from '../objects/KubeObject';
import { persistentVolume, storageClass } from '../objects/storage';
import { deployment } from '../objects/workloads';

/** The NFS provisioner of 2021 with its class `nfs-client`, the default one, and the volume of the researchers' data. */
export function nfsStorage(options: {
  server: string;
  registry?: string;
}): KubeObject[] {
  const provisioner = 'k8s-sigs.io/nfs-subdir-external-provisioner';
  const image = 'sig-storage/nfs-subdir-external-provisioner:v4.0.2';
  return [
    storageClass('nfs-client', provisioner, {
      default: true,
      parameters: { archiveOnDelete: 'true' },
    }),
    deployment('nfs-provisioner', 'nfs-client-provisioner', {
      image: `${options.registry ?? 'k8s.gcr.io'}/${image}`,
    }),
    persistentVolume('datasets', {
      storageClass: 'nfs-client',
      capacity: '40Ti',
      claim: { namespace: 'data', name: 'datasets' },
      nfs: { server: options.server, path: '/export/datasets' },
    }),
  ];
}
