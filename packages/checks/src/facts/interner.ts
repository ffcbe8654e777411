/**
 * Shares equal values, so that a list of thousands of similar objects costs little more than its distinct ones.
 *
 * @remarks Nodes of one pool differ in their name and in little else: what they share is kept once. Shared objects are typed
 * as readonly, since whoever changed one would change them all. An interner lives as long as one collection.
 */
export class Interner {
  readonly #strings = new Map<string, string>();
  readonly #objects = new Map<string, object>();

  /** The first string that was equal to `text`. */
  string(text: string): string {
    const known = this.#strings.get(text);
    if (known !== undefined) {
      return known;
    }
    this.#strings.set(text, text);
    return text;
  }

  /** The first plain object or array that had the same JSON as `value`. */
  object<T extends object>(value: T): T {
    const key = JSON.stringify(value);
    const known = this.#objects.get(key) as T | undefined;
    if (known !== undefined) {
      return known;
    }
    this.#objects.set(key, value);
    return value;
  }
}
