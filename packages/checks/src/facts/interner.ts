import { record } from './untrusted';

const NO_TEXTS: Readonly<Record<string, string>> = Object.freeze({});

/**
 * Shares equal values, so that a list of thousands of similar objects costs little more than its distinct ones.
 *
 * @remarks Nodes of one pool differ in their name and in little else: what they share is kept once. Shared objects are typed
 * as readonly, since whoever changed one would change them all. An interner lives as long as one collection.
 */
export class Interner {
  readonly #strings = new Map<string, string>();
  readonly #objects = new Map<string, object>();
  readonly #texts = new Map<string, Readonly<Record<string, string>>>();

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

  /**
   * The first map of texts that had the same entries, in the same order: an API server writes maps with their keys sorted.
   *
   * @param value - trusted in nothing: empty where it is no map
   * @param keep - the text to keep of an entry; undefined leaves the entry out
   */
  texts(
    value: unknown,
    keep: (key: string, entry: unknown) => string | undefined,
  ): Readonly<Record<string, string>> {
    const source = record(value);
    if (!source) {
      return NO_TEXTS;
    }
    const entries: string[] = [];
    for (const key of Object.keys(source)) {
      const kept = key === '__proto__' ? undefined : keep(key, source[key]);
      if (kept !== undefined) {
        entries.push(key, kept);
      }
    }
    const written = JSON.stringify(entries);
    const known = this.#texts.get(written);
    if (known !== undefined) {
      return known;
    }
    const texts: Record<string, string> = {};
    for (let index = 0; index < entries.length; index += 2) {
      texts[entries[index]] = entries[index + 1];
    }
    this.#texts.set(written, texts);
    return texts;
  }
}
