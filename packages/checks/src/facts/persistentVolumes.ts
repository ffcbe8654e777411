import type { PersistentVolume } from 'kubernetes-types/core/v1';
import type { Fact } from '../declarations';
import { namesNodes, reachOfSource } from '../profiles/volumeTable';
import { defineFact, list } from './request';

/** What a volume's own affinity ties it to: one node, several nodes by name, or a zone, a region or a pool. */
export type VolumeTie = 'node' | 'nodes' | 'zone';

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
  readonly tiedTo?: VolumeTie;
  /** Namespace and name of the claim that holds it. */
  readonly claim?: string;
}

/**
 * Where a volume shows that its data is: on one node, in one zone, in a directory of whichever node its pod is on, on a source
 * that is reached over the network, or, of a driver that does not tie it, anywhere.
 */
export type VolumePlace = 'node' | 'zone' | 'directory' | 'network' | 'free';

/** Numbers of volumes by the place of their data. */
export type VolumePlaces = Readonly<Partial<Record<VolumePlace, number>>>;

/** How many there are in all, those with access mode ReadWriteMany, and where the data of each StorageClass is. */
export interface PersistentVolumesFact {
  readonly total: number;
  readonly readWriteMany: readonly SharedVolumeFact[];
  readonly byClass: Readonly<Record<string, VolumePlaces>>;
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
    const places = new Map<string, Map<VolumePlace, number>>();
    const items = await ask.volumes<
      PersistentVolume,
      { readonly shared?: SharedVolumeFact }
    >({
      project: item => {
        count(item, places);
        return projectVolume(item) ?? NOT_SHARED;
      },
    });
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
      byClass: Object.fromEntries(
        [...places].map(([name, counts]) => [name, Object.fromEntries(counts)]),
      ),
    };
  },
});

/** Volumes that failed or are no more say nothing of where the class keeps its data now. */
function count(
  item: PersistentVolume,
  places: Map<string, Map<VolumePlace, number>>,
): void {
  const storageClass = item?.spec?.storageClassName;
  if (!storageClass || item.status?.phase === 'Failed') {
    return;
  }
  const counts = places.get(storageClass) ?? new Map<VolumePlace, number>();
  const place = placeOf(item);
  places.set(storageClass, counts.set(place, (counts.get(place) ?? 0) + 1));
}

function placeOf({ spec }: PersistentVolume): VolumePlace {
  const tie = tieOf(spec);
  if (tie === 'node' || tie === 'zone') {
    return tie;
  }
  if (spec?.csi) {
    return 'free';
  }
  return reachOfSource(sourceOf(spec)) === 'node' ? 'directory' : 'network';
}

function projectVolume(
  item: PersistentVolume,
): { readonly shared: SharedVolumeFact } | undefined {
  const name = item?.metadata?.name;
  const spec = item?.spec;
  if (!name || !spec?.accessModes?.includes('ReadWriteMany')) {
    return undefined;
  }
  const tiedTo = tieOf(spec);
  const shared = {
    name,
    phase: item.status?.phase ?? 'Unknown',
    ...(item.metadata?.deletionTimestamp && { terminating: true }),
    storageClass: spec.storageClassName || undefined,
    source: sourceOf(spec),
    nfs: spec.nfs && `${spec.nfs.server}:${spec.nfs.path}`,
    volumeMode: spec.volumeMode ?? 'Filesystem',
    ...(tiedTo && { tiedTo }),
    claim: spec.claimRef && `${spec.claimRef.namespace}/${spec.claimRef.name}`,
  };
  return { shared };
}

function sourceOf(spec: PersistentVolume['spec']): string {
  if (spec?.csi?.driver) {
    return `csi/${spec.csi.driver}`;
  }
  return Object.keys(spec ?? {}).find(key => !NO_SOURCE.has(key)) ?? 'unknown';
}

/** Terms are alternatives: a volume of two terms, or of two names in one, is on more than one node. */
function tieOf(spec: PersistentVolume['spec']): VolumeTie | undefined {
  const terms = spec?.nodeAffinity?.required?.nodeSelectorTerms;
  if (!Array.isArray(terms) || terms.length === 0) {
    return undefined;
  }
  const nodes = terms.map(term =>
    [...(term?.matchExpressions ?? []), ...(term?.matchFields ?? [])].find(
      ({ key }) => namesNodes(key),
    ),
  );
  if (nodes.some(requirement => requirement === undefined)) {
    return 'zone';
  }
  const [only, ...others] = nodes;
  return others.length === 0 &&
    only?.operator === 'In' &&
    only.values?.length === 1
    ? 'node'
    : 'nodes';
}
