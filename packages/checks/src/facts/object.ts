import { array, fieldsAt, text, type Fields } from './untrusted';

/** An owner reference: who made the object, the surest sign there is (names and Helm's labels are inherited and copied). */
export interface OwnerFact {
  readonly kind: string;
  readonly name: string;
}

/** What projections read of any object of a list; undefined for one without a name: no API server stores one. */
export function namedObject(item: unknown) {
  const metadata = fieldsAt(item, 'metadata');
  const name = text(metadata.name);
  return name === undefined
    ? undefined
    : {
        name,
        metadata,
        labels: fieldsAt(metadata, 'labels'),
        annotations: fieldsAt(metadata, 'annotations'),
        createdAt: text(metadata.creationTimestamp),
        terminating: Boolean(metadata.deletionTimestamp),
        spec: fieldsAt(item, 'spec'),
        status: fieldsAt(item, 'status'),
      };
}

/** The same of an object in a namespace; undefined for one that tells none. */
export function namespacedObject(item: unknown) {
  const object = namedObject(item);
  const namespace = text(object?.metadata.namespace);
  return object && namespace ? { ...object, namespace } : undefined;
}

/** Who made an object, its controller first. */
export function ownersOf(metadata: Fields): OwnerFact[] {
  const owners = array(metadata.ownerReferences).map(owner => fieldsAt(owner));
  const isController = ({ controller }: Fields) => controller === true;
  return [
    ...owners.filter(isController),
    ...owners.filter(owner => !isController(owner)),
  ].flatMap(owner => {
    const kind = text(owner.kind);
    const name = text(owner.name);
    return kind && name ? [{ kind, name }] : [];
  });
}

/** Whether a pod has run to its end: it holds nothing any more. */
export function hasEnded({ status }: { status: Fields }): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed';
}
