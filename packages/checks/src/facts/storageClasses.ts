import type { Profile } from '../profiles';
import { namedObject } from './object';
import { listFact } from './request';
import { fieldsAt, text, textEntries } from './untrusted';

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
export const storageClassesFact = listFact<StorageClassFact>({
  id: 'storage-classes',
  title: 'Storage classes',
  group: 'storage.k8s.io',
  version: 'v1',
  resource: 'storageclasses',
  ttlSeconds: 60,
  project: (item, { profile }) => projectStorageClass(item, profile.storage),
});

function projectStorageClass(
  item: unknown,
  table: Profile['storage'],
): StorageClassFact | undefined {
  const object = namedObject(item);
  if (!object) {
    return undefined;
  }
  const { provisioner, volumeBindingMode, parameters } = fieldsAt(item);
  const deciding = table.provisioners
    .flatMap(row => row.parameters ?? [])
    .map(({ name }) => new RegExp(name, 'i'));
  return {
    name: object.name,
    provisioner: text(provisioner) ?? '',
    isDefault: table.defaultClassAnnotations.some(
      key => object.annotations[key] === 'true',
    ),
    volumeBindingMode: text(volumeBindingMode) ?? 'Immediate',
    parameters: textEntries(parameters, key =>
      deciding.some(pattern => pattern.test(key)),
    ),
  };
}
