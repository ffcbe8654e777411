import type { StorageClass } from 'kubernetes-types/storage/v1';
import type { Profile } from '../profiles';
import { listFact } from './request';
import { textEntries } from './untrusted';

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
export const storageClassesFact = listFact<StorageClassFact, StorageClass>({
  id: 'storage-classes',
  title: 'Storage classes',
  group: 'storage.k8s.io',
  version: 'v1',
  resource: 'storageclasses',
  ttlSeconds: 60,
  project: (item, { profile }) => projectStorageClass(item, profile.storage),
});

function projectStorageClass(
  item: StorageClass,
  table: Profile['storage'],
): StorageClassFact | undefined {
  const { name, annotations = {} } = item?.metadata ?? {};
  if (!name) {
    return undefined;
  }
  const deciding = table.provisioners
    .flatMap(({ parameters = [] }) => parameters)
    .map(parameter => new RegExp(parameter.name, 'i'));
  return {
    name,
    provisioner: typeof item.provisioner === 'string' ? item.provisioner : '',
    isDefault: table.defaultClassAnnotations.some(
      key => annotations[key] === 'true',
    ),
    volumeBindingMode: item.volumeBindingMode ?? 'Immediate',
    parameters: textEntries(item.parameters, key =>
      deciding.some(pattern => pattern.test(key)),
    ),
  };
}
