import { isDeepStrictEqual } from 'node:util';
import type {
  PersistentVolume,
  PersistentVolumeSpec,
} from 'kubernetes-types/core/v1';
import type { Profile } from '../profiles';
import { volumeTable } from '../profiles/tables';
import type { NamedObject } from './object';
import { defineFact, listFact } from './request';
import { array, fieldsAt, fieldsIn, text, type Kept } from './untrusted';

/** What is kept of a StorageClass. */
export type StorageClassFact = Kept<typeof projectClass>;

/** All StorageClasses. */
export const storageClassesFact = listFact({
  id: 'storage-classes',
  title: 'Storage classes',
  group: 'storage.k8s.io',
  resource: 'storageclasses',
  ttlSeconds: 60,
  readsAlike: (read, wanted) =>
    isDeepStrictEqual(read.profile.storage, wanted.profile.storage),
  project: projectClass,
});

function projectClass(
  { name, annotations, fields }: NamedObject,
  { profile }: { profile: Profile },
) {
  const { provisioners, defaultClassAnnotations } = profile.storage;
  const deciding = provisioners
    .flatMap(row => row.parameters ?? [])
    .map(parameter => new RegExp(parameter.name, 'i'));
  const parameters = Object.entries(fieldsAt(fields.parameters)).flatMap(
    ([key, value]) =>
      typeof value === 'string' && deciding.some(pattern => pattern.test(key))
        ? [[key, text(value) ?? ''] as const]
        : [],
  );
  return {
    name,
    provisioner: text(fields.provisioner) ?? '',
    /** By the annotation, or by its beta form. */
    isDefault: defaultClassAnnotations.some(key => annotations[key] === 'true'),
    /** `Immediate` where the class does not say. */
    volumeBindingMode: text(fields.volumeBindingMode) ?? 'Immediate',
    /** Those that decide which access modes a provisioner can serve, by the table of provisioners; never credentials or their names. */
    parameters: Object.fromEntries(parameters),
  };
}

/** The names of all CSI drivers that are registered: what StorageClasses call their provisioner. */
export const csiDriversFact = listFact({
  id: 'csi-drivers',
  title: 'CSI drivers',
  group: 'storage.k8s.io',
  resource: 'csidrivers',
  ttlSeconds: 300,
  project: ({ name }) => name,
});

/** StorageProfiles with ReadWriteMany, on clusters that have KubeVirt's importer (OpenShift Virtualization); none elsewhere. */
export const storageProfilesFact = listFact({
  id: 'storage-profiles',
  title: 'Storage profiles of the Containerized Data Importer',
  group: 'cdi.kubevirt.io',
  version: 'v1beta1',
  resource: 'storageprofiles',
  whereServed: true,
  ttlSeconds: 300,
  project: ({ name, status }) => {
    const modes = fieldsIn(status.claimPropertySets)
      .filter(set => array(set.accessModes).includes('ReadWriteMany'))
      .map(({ volumeMode = 'Filesystem' }) => volumeMode);
    const isFilesystem = modes.includes('Filesystem');
    return modes.length > 0
      ? {
          /** The same as the StorageClass's. */
          name,
          /** What many nodes may write to. */
          sharing: isFilesystem ? ('filesystem' as const) : ('block' as const),
        }
      : undefined;
  },
});

/** A volume that more than one node may write to. */
export type SharedVolumeFact = Kept<typeof projectVolume>;

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
  requests: { volumes: { verb: 'list', resource: 'persistentvolumes' } },
  ttlSeconds: 300,
  collect: async ({ ask }) => {
    const byClass = new Map<string, VolumePlaces>();
    const shared = await ask.volumes({
      project: (item: PersistentVolume) => {
        const { spec, status } = item;
        const name = spec?.storageClassName;
        // Volumes that failed or are no more say nothing of where the class keeps its data now.
        if (name && status?.phase !== 'Failed') {
          const places = byClass.get(name) ?? {};
          const place = placeOf(spec);
          byClass.set(name, { ...places, [place]: (places[place] ?? 0) + 1 });
        }
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

function projectVolume({ metadata, spec, status }: PersistentVolume) {
  if (!metadata?.name || !spec?.accessModes?.includes('ReadWriteMany')) {
    return undefined;
  }
  const { nfs, claimRef } = spec;
  return {
    name: metadata.name,
    /** `Bound`, `Available`, `Released` or `Failed`. */
    phase: status?.phase ?? 'Unknown',
    /** Being deleted: it stays, Bound, until its claim lets go. */
    terminating: metadata.deletionTimestamp ? true : undefined,
    storageClass: spec.storageClassName || undefined,
    /** `nfs`, `csi/nfs.csi.k8s.io`, `cephfs` and so on. */
    source: sourceOf(spec),
    /** `server:path` of an NFS volume. */
    nfs: nfs && `${nfs.server}:${nfs.path}`,
    volumeMode: spec.volumeMode ?? 'Filesystem',
    tiedTo: tieOf(spec),
    /** Namespace and name of the claim that holds it. */
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

/**
 * What a volume is tied to by its own affinity: one node, several nodes by name, or a zone, a region or a pool. Terms are
 * alternatives: a volume of two terms, or of two names in one, is on more than one node.
 */
function tieOf(
  spec: PersistentVolumeSpec,
): 'node' | 'nodes' | 'zone' | undefined {
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
