import type {
  PersistentVolume,
  PersistentVolumeSpec,
} from 'kubernetes-types/core/v1';
import type { Fact } from '../declarations';
import { volumeTable } from '../profiles/tables';
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
  /** By its own affinity: one node, several nodes by name, or a zone, a region or a pool. */
  readonly tiedTo?: 'node' | 'nodes' | 'zone';
  /** Namespace and name of the claim that holds it. */
  readonly claim?: string;
}

/**
 * Where a volume shows that its data is: on one node, in one zone, in a directory of whichever node its pod is on, on a source
 * that is reached over the network, or, of a driver that does not tie it, anywhere.
 */
type VolumePlace = 'node' | 'zone' | 'directory' | 'network' | 'free';

/** Numbers of volumes by the place of their data. */
export type VolumePlaces = Partial<Record<VolumePlace, number>>;

/** Those with access mode ReadWriteMany, and where the data of each StorageClass is. */
export interface PersistentVolumesFact {
  readonly readWriteMany: readonly SharedVolumeFact[];
  readonly byClass: Readonly<Record<string, Readonly<VolumePlaces>>>;
}

const MAX_KEPT = 100;

/** Volumes that prove, by being there, what the storage can do. Of thousands the first hundred shared ones are kept. */
export const persistentVolumesFact: Fact<PersistentVolumesFact> = defineFact({
  id: 'persistent-volumes',
  title: 'Persistent volumes that many nodes may write to',
  requests: {
    volumes: list({ version: 'v1', resource: 'persistentvolumes' }),
  },
  ttlSeconds: 300,
  collect: async ({ ask }) => {
    const byClass = new Map<string, VolumePlaces>();
    const shared = await ask.volumes<PersistentVolume, SharedVolumeFact>({
      project: item => {
        count(item, byClass);
        return projectVolume(item);
      },
    });
    // Bound ones prove most.
    const rank = ({ phase, terminating }: SharedVolumeFact) =>
      phase === 'Bound' && !terminating ? 0 : 1;
    shared.sort((one, other) => rank(one) - rank(other));
    return {
      readWriteMany: shared.slice(0, MAX_KEPT),
      byClass: Object.fromEntries(byClass),
    };
  },
});

/** Volumes that failed or are no more say nothing of where the class keeps its data now. */
function count(
  { spec, status }: PersistentVolume,
  byClass: Map<string, VolumePlaces>,
): void {
  const name = spec?.storageClassName;
  if (name && status?.phase !== 'Failed') {
    const places = byClass.get(name) ?? {};
    const place = placeOf(spec);
    places[place] = (places[place] ?? 0) + 1;
    byClass.set(name, places);
  }
}

function placeOf(spec: PersistentVolumeSpec): VolumePlace {
  const tie = tieOf(spec);
  if (tie === 'node' || tie === 'zone') {
    return tie;
  }
  if (spec.csi) {
    return 'free';
  }
  const reach = volumeTable().sources.get(sourceOf(spec));
  return reach === 'node' ? 'directory' : 'network';
}

function projectVolume({
  metadata,
  spec,
  status,
}: PersistentVolume): SharedVolumeFact | undefined {
  if (!metadata?.name || !spec?.accessModes?.includes('ReadWriteMany')) {
    return undefined;
  }
  const { nfs, claimRef } = spec;
  return {
    name: metadata.name,
    phase: status?.phase ?? 'Unknown',
    ...(metadata.deletionTimestamp && { terminating: true }),
    storageClass: spec.storageClassName || undefined,
    source: sourceOf(spec),
    nfs: nfs && `${nfs.server}:${nfs.path}`,
    volumeMode: spec.volumeMode ?? 'Filesystem',
    tiedTo: tieOf(spec),
    claim: claimRef && `${claimRef.namespace}/${claimRef.name}`,
  };
}

function sourceOf(spec: PersistentVolumeSpec): string {
  if (spec.csi?.driver) {
    return `csi/${spec.csi.driver}`;
  }
  const { sources } = volumeTable();
  return Object.keys(spec).find(key => sources.has(key)) ?? 'unknown';
}

/** Terms are alternatives: a volume of two terms, or of two names in one, is on more than one node. */
function tieOf(spec: PersistentVolumeSpec): SharedVolumeFact['tiedTo'] {
  const terms = spec.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const nodes = terms.map(({ matchExpressions = [], matchFields = [] }) =>
    [...matchExpressions, ...matchFields].find(({ key }) =>
      volumeTable().nodeKeys(key),
    ),
  );
  if (nodes.includes(undefined)) {
    return 'zone';
  }
  const [first, second] = nodes;
  const isOne = first?.operator === 'In' && first.values?.length === 1;
  return first && (isOne && !second ? 'node' : 'nodes');
}
