import type { KubeObject } from '../objects/KubeObject';

/**
 * One object as it was last written. Its JSON is made once per API version and kept, so that a list of thousands of
 * nodes costs a join of strings.
 */
export class StoredObject {
  static create(object: KubeObject): StoredObject {
    return new StoredObject(object);
  }

  readonly object: KubeObject;
  /** `namespace/name`, or `name` of what has no namespace: the order of a list. */
  readonly key: string;
  readonly #json = new Map<string, string>();

  private constructor(object: KubeObject) {
    this.object = object;
    this.key = keyOf(object.metadata.namespace, object.metadata.name);
  }

  /**
   * @param apiVersion - the version asked for; an object is stored once, whatever the number of its versions
   * @param typed - whether `apiVersion` and `kind` stand in it: they do not in lists of Kubernetes' own types
   */
  json(apiVersion: string, typed: boolean): string {
    const cacheKey = typed ? apiVersion : '';
    let json = this.#json.get(cacheKey);
    if (json === undefined) {
      const { apiVersion: _, kind, ...rest } = this.object;
      json = JSON.stringify(typed ? { kind, apiVersion, ...rest } : rest);
      this.#json.set(cacheKey, json);
    }
    return json;
  }
}

/** @internal */
export function keyOf(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}
