import type { StoredObject } from '../store/StoredObject';

const kept = new WeakMap<StoredObject, string>();

/** An object as `PartialObjectMetadata`, which carries its own kind also inside a list. */
export function metadataOf(item: StoredObject, version: string): string {
  let metadata = kept.get(item);
  if (metadata === undefined) {
    metadata = JSON.stringify(item.object.metadata);
    kept.set(item, metadata);
  }
  return `{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/${version}","metadata":${metadata}}`;
}
