import { fieldsAt, fieldsIn, text, type Fields } from './untrusted';

/** What projections read of any object; what it does not tell is empty or undefined. */
export type NamedObject = NonNullable<ReturnType<typeof namedObject>>;

/** What is read of any object of a list; undefined for one without a name: no API server stores one. */
export function namedObject(item: unknown) {
  const fields = fieldsAt(item);
  const metadata = fieldsAt(fields.metadata);
  const name = text(metadata.name);
  return name === undefined
    ? undefined
    : {
        name,
        metadata,
        labels: fieldsAt(metadata.labels),
        annotations: fieldsAt(metadata.annotations),
        createdAt: text(metadata.creationTimestamp),
        terminating: Boolean(metadata.deletionTimestamp),
        spec: fieldsAt(fields.spec),
        status: fieldsAt(fields.status),
        /** All that it has: kinds of their own kind have fields beside `spec`. */
        fields,
      };
}

/** The same of an object in a namespace; undefined for one that tells none. */
export function namespacedObject(item: unknown) {
  const object = namedObject(item);
  const namespace = text(object?.metadata.namespace);
  return object && namespace ? { ...object, namespace } : undefined;
}

/** Who made an object, its controller first: the surest sign there is (names and Helm's labels are inherited and copied). */
export function ownersOf({ ownerReferences }: Fields) {
  const byControl = (one: Fields, other: Fields) =>
    Number(other.controller === true) - Number(one.controller === true);
  return fieldsIn(ownerReferences)
    .sort(byControl)
    .flatMap(owner => {
      const kind = text(owner.kind);
      const name = text(owner.name);
      return kind && name ? [{ kind, name }] : [];
    });
}

/** Whether a pod has run to its end: it holds nothing any more. */
export function hasEnded({ status }: { status: Fields }): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed';
}
