import type { CSIDriver } from 'kubernetes-types/storage/v1';
import { defineFact } from '../declarations';

/** A CSI driver that is registered; its name is what StorageClasses call their provisioner. */
export interface CsiDriverFact {
  readonly name: string;
  /** Whether a volume is attached to a node before it is mounted: what shared file systems do without. */
  readonly attachRequired: boolean;
}

/** All CSIDrivers. */
export const csiDriversFact = defineFact<readonly CsiDriverFact[]>({
  id: 'csi-drivers',
  title: 'CSI drivers',
  permissions: [
    { verb: 'list', group: 'storage.k8s.io', resource: 'csidrivers' },
  ],
  ttlSeconds: 300,
  collect: async ({ client, signal }) => {
    const { items } = await client.list<CSIDriver, CsiDriverFact>(
      { group: 'storage.k8s.io', version: 'v1', resource: 'csidrivers' },
      {
        signal,
        project: item => {
          const name = item?.metadata?.name;
          return name
            ? { name, attachRequired: item.spec?.attachRequired !== false }
            : undefined;
        },
      },
    );
    return items;
  },
});
