import type {
  PersistentVolume,
  PersistentVolumeSpec,
} from 'kubernetes-types/core/v1';
import type { CSIDriver } from 'kubernetes-types/storage/v1';
import { volumeTable } from '../profiles/tables';
import { namedObject } from './object';
import { defineFact, list, listFact } from './request';
import { array, fieldsAt, text, textEntries } from './untrusted';

/** What is kept of a StorageClass. */
export interface StorageClassFact {
  readonly name: string;
  readonly provisioner: string;
  /** By the annotation, or by its beta form. */
  readonly isDefault: boolean;
  /** `Immediate` where the class does not say. */
  readonly volumeBindingMode: string;
  /** Those that decide which access modes a provisioner can serve, by the table of provisioners; never credentials or their names. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** All StorageClasses. */
export const storageClassesFact = listFact({
  id: 'storage-classes',
  title: 'Storage classes',
  group: 'storage.k8s.io',
  version: 'v1',
  resource: 'storageclasses',
  ttlSeconds: 60,
  project: (item, { profile }): StorageClassFact | undefined => {
    const { name, annotations } = namedObject(item) ?? {};
    const { provisioner, volumeBindingMode, parameters } = fieldsAt(item);
    const { provisioners, defaultClassAnnotations } = profile.storage;
    const deciding = provisioners
      .flatMap(row => row.parameters ?? [])
      .map(parameter => new RegExp(parameter.name, 'i'));
    return name && annotations
      ? {
          name,
          provisioner: text(provisioner) ?? '',
          isDefault: defaultClassAnnotations.some(
            key => annotations[key] === 'true',
          ),
          volumeBindingMode: text(volumeBindingMode) ?? 'Immediate',
          parameters: textEntries(parameters, key =>
            deciding.some(pattern => pattern.test(key)),
          ),
        }
      : undefined;
  },
});

/** The names of all CSI drivers that are registered: what StorageClasses call their provisioner. */
export const csiDriversFact = listFact({
  id: 'csi-drivers',
  title: 'CSI drivers',
  group: 'storage.k8s.io',
  version: 'v1',
  resource: 'csidrivers',
  ttlSeconds: 300,
  project: ({ metadata }: CSIDriver) => metadata?.name,
});

/** What the Containerized Data Importer says that many nodes may write to of a StorageClass. */
export interface StorageProfileFact {
  /** The same as the StorageClass's. */
  readonly name: string;
  readonly sharing: 'filesystem' | 'block';
}

/** StorageProfiles with ReadWriteMany, on clusters that have KubeVirt's importer (OpenShift Virtualization); none elsewhere. */
export const storageProfilesFact = listFact({
  id: 'storage-profiles',
  title: 'Storage profiles of the Containerized Data Importer',
  group: 'cdi.kubevirt.io',
  version: 'v1beta1',
  resource: 'storageprofiles',
  whereServed: true,
  ttlSeconds: 300,
  project: (item): StorageProfileFact | undefined => {
    const { name, status } = namedObject(item) ?? {};
    const modes = array(status?.claimPropertySets)
      .map(set => fieldsAt(set))
      .filter(set => array(set.accessModes).includes('ReadWriteMany'))
      .map(({ volumeMode = 'Filesystem' }) => volumeMode);
    return name && modes.length > 0
      ? { name, sharing: modes.includes('Filesystem') ? 'filesystem' : 'block' }
      : undefined;
  },
});

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

const MAX_KEPT = 100;

/** Volumes that prove, by being there, what the storage can do. Of thousands the first hundred shared ones are kept. */
export const persistentVolumesFact = defineFact({
  id: 'persistent-volumes',
  title: 'Persistent volumes that many nodes may write to',
  requests: {
    volumes: list({ version: 'v1', resource: 'persistentvolumes' }),
  },
  ttlSeconds: 300,
  collect: async ({ ask }) => {
    const byClass = new Map<string, VolumePlaces>();
    const shared = await ask.volumes({
      project: (item: PersistentVolume) => {
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
      /** Where the data of each StorageClass is. */
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
