import type { CSIDriver } from 'kubernetes-types/storage/v1';
import { listFact } from './request';

/** A CSI driver that is registered; its name is what StorageClasses call their provisioner. */
export interface CsiDriverFact {
  readonly name: string;
  /** Whether a volume is attached to a node before it is mounted: what shared file systems do without. */
  readonly attachRequired: boolean;
}

/** All CSIDrivers. */
export const csiDriversFact = listFact<CsiDriverFact, CSIDriver>({
  id: 'csi-drivers',
  title: 'CSI drivers',
  group: 'storage.k8s.io',
  version: 'v1',
  resource: 'csidrivers',
  ttlSeconds: 300,
  project: ({ metadata, spec }) =>
    metadata?.name
      ? { name: metadata.name, attachRequired: spec?.attachRequired !== false }
      : undefined,
});
