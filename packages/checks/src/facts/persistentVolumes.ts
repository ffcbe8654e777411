import type { Fact } from '../declarations';
import type { PersistentVolume } from 'kubernetes-types/core/v1';
import { defineFact, list } from './request';

/** A volume that more than one node may write to. */
export interface SharedVolumeFact {
  readonly name: string;
  /** `Bound`, `Available`, `Released` or `Failed`. */
  readonly phase: string;
  /** Being deleted: it stays, Bound, until its claim lets go. */
  readonly terminating?: boolean;
  readonly storageClass?: string;
  /** `nfs`, `csi/nfs.csi.k8s.io`, `cephfs` and so on. */
  readonly source: string;
  /** `server:path` of an NFS volume. */
  readonly nfs?: string;
  readonly volumeMode: string;
  /** Tied to nodes by its own affinity. */
  readonly nodeAffinity: boolean;
  /** Namespace and name of the claim that holds it. */
  readonly claim?: string;
}

/** How many there are in all, and those with access mode ReadWriteMany. */
export interface PersistentVolumesFact {
  readonly total: number;
  readonly readWriteMany: readonly SharedVolumeFact[];
}

const MAX_KEPT = 100;
const NO_SOURCE = new Set([
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeMode',
  'volumeAttributesClassName',
]);

/** One object for all the others, so that ten thousand of them cost a pointer each. */
const NOT_SHARED = {};

/** Volumes that prove, by being there, what the storage can do. Of thousands the first hundred shared ones are kept. */
export const persistentVolumesFact: Fact<PersistentVolumesFact> = defineFact({
  id: 'persistent-volumes',
  title: 'Persistent volumes that many nodes may write to',
  requests: {
    volumes: list({ version: 'v1', resource: 'persistentvolumes' }),
  },
  ttlSeconds: 300,
  collect: async ({ ask }) => {
    const items = await ask.volumes<
      PersistentVolume,
      { readonly shared?: SharedVolumeFact }
    >({ project: item => projectVolume(item) ?? NOT_SHARED });
    const shared = items.flatMap(item => item.shared ?? []);
    const bound = (volume: SharedVolumeFact) =>
      volume.phase === 'Bound' && !volume.terminating;
    // Bound ones first: they prove most.
    const inOrder = [
      ...shared.filter(bound),
      ...shared.filter(volume => !bound(volume)),
    ];
    return {
      total: items.length,
      readWriteMany: inOrder.slice(0, MAX_KEPT),
    };
  },
});

function projectVolume(
  item: PersistentVolume,
): { readonly shared: SharedVolumeFact } | undefined {
  const name = item?.metadata?.name;
  const spec = item?.spec;
  if (!name || !spec?.accessModes?.includes('ReadWriteMany')) {
    return undefined;
  }
  const kind = Object.keys(spec).find(key => !NO_SOURCE.has(key)) ?? 'unknown';
  const shared = {
    name,
    phase: item.status?.phase ?? 'Unknown',
    ...(item.metadata?.deletionTimestamp && { terminating: true }),
    storageClass: spec.storageClassName || undefined,
    source: spec.csi?.driver ? `csi/${spec.csi.driver}` : kind,
    nfs: spec.nfs && `${spec.nfs.server}:${spec.nfs.path}`,
    volumeMode: spec.volumeMode ?? 'Filesystem',
    nodeAffinity: spec.nodeAffinity?.required !== undefined,
    claim: spec.claimRef && `${spec.claimRef.namespace}/${spec.claimRef.name}`,
  };
  return { shared };
}
