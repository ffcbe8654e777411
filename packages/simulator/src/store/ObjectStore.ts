import { createHash } from 'node:crypto';
import type { KubeObject } from '../objects/KubeObject';
import type { ServedResource } from '../resources/types';
import { keyOf, StoredObject } from './StoredObject';

/** How many changes of one resource stay readable for lists that are being paged through. */
const keptRevisions = 64;

interface Revision {
  revision: number;
  /** Sorted by key; never changed once it stands here. */
  items: StoredObject[];
}

/**
 * The objects of one cluster. Like etcd, it numbers every change and keeps older revisions until it is compacted:
 * all pages of a list come from the revision of the first one.
 */
export class ObjectStore {
  static create(options: { seed: string; now: () => Date }): ObjectStore {
    return new ObjectStore(options);
  }

  readonly #seed: string;
  readonly #now: () => Date;
  readonly #current = new Map<string, Map<string, StoredObject>>();
  readonly #history = new Map<string, Revision[]>();
  #revision = 1000;
  #compacted = 0;

  private constructor(options: { seed: string; now: () => Date }) {
    this.#seed = options.seed;
    this.#now = options.now;
  }

  get revision(): number {
    return this.#revision;
  }

  get(
    resource: ServedResource,
    namespace: string | undefined,
    name: string,
  ): StoredObject | undefined {
    return this.#of(resource).get(keyOf(namespace, name));
  }

  /**
   * All objects of a resource, by namespace and name.
   *
   * @param revision - as at this revision
   * @returns undefined where that revision is compacted
   */
  list(
    resource: ServedResource,
    revision = this.#revision,
  ): StoredObject[] | undefined {
    if (revision < this.#compacted) {
      return undefined;
    }
    const history = this.#revisionsOf(resource);
    const found = history.findLast(entry => entry.revision <= revision);
    return found?.items;
  }

  /** Creates or replaces. What the server sets (uid, times, version) is kept from before, from the object, or made. */
  put(resource: ServedResource, object: KubeObject): StoredObject {
    const { namespace, name } = object.metadata;
    const before = this.get(resource, namespace, name)?.object.metadata;
    this.#revision += 1;
    const stored = StoredObject.create({
      ...object,
      metadata: {
        ...object.metadata,
        uid: before?.uid ?? object.metadata.uid ?? this.#uid(resource, object),
        creationTimestamp:
          before?.creationTimestamp ??
          object.metadata.creationTimestamp ??
          timestamp(this.#now()),
        resourceVersion: String(this.#revision),
      },
    });
    this.#change(resource, objects => objects.set(stored.key, stored));
    return stored;
  }

  remove(
    resource: ServedResource,
    namespace: string | undefined,
    name: string,
  ): StoredObject | undefined {
    const removed = this.get(resource, namespace, name);
    if (removed) {
      this.#revision += 1;
      this.#change(resource, objects => objects.delete(removed.key));
    }
    return removed;
  }

  /** Forgets all older revisions: continue tokens made before are answered with 410. */
  compact(): void {
    this.#revision += 1;
    this.#compacted = this.#revision;
    this.#history.clear();
  }

  #of(resource: ServedResource): Map<string, StoredObject> {
    const key = `${resource.group}/${resource.resource}`;
    let objects = this.#current.get(key);
    if (!objects) {
      objects = new Map();
      this.#current.set(key, objects);
    }
    return objects;
  }

  #change(
    resource: ServedResource,
    change: (objects: Map<string, StoredObject>) => void,
  ): void {
    const history = this.#history.get(`${resource.group}/${resource.resource}`);
    change(this.#of(resource));
    // Nothing is sorted before the first list: a cluster of thousands of objects is declared one object at a time.
    if (history) {
      history.push({ revision: this.#revision, items: this.#sorted(resource) });
      if (history.length > keptRevisions) {
        history.shift();
      }
    }
  }

  #revisionsOf(resource: ServedResource): Revision[] {
    const key = `${resource.group}/${resource.resource}`;
    let history = this.#history.get(key);
    if (!history) {
      history = [{ revision: 0, items: this.#sorted(resource) }];
      this.#history.set(key, history);
    }
    return history;
  }

  #sorted(resource: ServedResource): StoredObject[] {
    return [...this.#of(resource).values()].sort((a, b) =>
      a.key < b.key ? -1 : 1,
    );
  }

  #uid(resource: ServedResource, object: KubeObject): string {
    const hash = createHash('sha1')
      .update(
        [
          this.#seed,
          resource.group,
          resource.resource,
          keyOf(object.metadata.namespace, object.metadata.name),
          this.#revision,
        ].join('|'),
      )
      .digest('hex');
    return [
      hash.slice(0, 8),
      hash.slice(8, 12),
      `4${hash.slice(13, 16)}`,
      `a${hash.slice(17, 20)}`,
      hash.slice(20, 32),
    ].join('-');
  }
}

/** RFC 3339 with seconds, as Kubernetes writes it. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
