import type { CSIDriver } from 'kubernetes-types/storage/v1';
import { listFact } from './request';

/** The names of all CSI drivers that are registered: what StorageClasses call their provisioner. */
export const csiDriversFact = listFact<string, CSIDriver>({
  id: 'csi-drivers',
  title: 'CSI drivers',
  group: 'storage.k8s.io',
  version: 'v1',
  resource: 'csidrivers',
  ttlSeconds: 300,
  project: ({ metadata }) => metadata?.name,
});
