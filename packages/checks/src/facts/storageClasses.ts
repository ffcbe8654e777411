import type { StorageClass } from 'kubernetes-types/storage/v1';
import { listFact } from './request';

/** What is kept of a StorageClass. */
export interface StorageClassFact {
  readonly name: string;
  readonly provisioner: string;
  /** By the annotation, or by its beta form. */
  readonly isDefault: boolean;
  /** `Immediate` where the class does not say. */
  readonly volumeBindingMode: string;
  /** Those that decide which access modes a provisioner can serve; never credentials or their names. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly createdAt?: string;
}

/** E.g. Portworx `sharedv4`, vSphere `fstype: nfs4`: those that the table of provisioners looks at, and zones. */
const PARAMETER =
  /^(type|(csi\.storage\.k8s\.io\/)?fstype|shared(v4)?|protocol|storage_protocol|backend|backendType|storageType|migratable|nfsResources|zones?)$/i;

/** All StorageClasses. */
export const storageClassesFact = listFact<StorageClassFact, StorageClass>({
  id: 'storage-classes',
  title: 'Storage classes',
  group: 'storage.k8s.io',
  version: 'v1',
  resource: 'storageclasses',
  ttlSeconds: 60,
  project: (item, { profile }) =>
    projectStorageClass(item, profile.storage.defaultClassAnnotations),
});

function projectStorageClass(
  item: StorageClass,
  defaultAnnotations: readonly string[],
): StorageClassFact | undefined {
  const name = item?.metadata?.name;
  if (!name) {
    return undefined;
  }
  const annotations = item.metadata?.annotations ?? {};
  return {
    name,
    provisioner: typeof item.provisioner === 'string' ? item.provisioner : '',
    isDefault: defaultAnnotations.some(key => annotations[key] === 'true'),
    volumeBindingMode: item.volumeBindingMode ?? 'Immediate',
    parameters: Object.fromEntries(
      Object.entries(item.parameters ?? {}).filter(
        ([key, value]) => PARAMETER.test(key) && typeof value === 'string',
      ),
    ),
    createdAt: item.metadata?.creationTimestamp,
  };
}
