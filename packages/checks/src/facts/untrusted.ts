/**
 * Readers of fields that an API server, a stranger's controller or a person wrote: whatever has another type than it should is
 * absent, and long texts are cut, so that no projection can fail or grow on one odd object.
 */

const MAX_TEXT = 1024;

/** The plain object, else undefined. */
export function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** The fields of an object that nobody vouches for. */
export type Fields = Readonly<Record<string, unknown>>;

const NO_FIELDS: Fields = {};

/** The fields of the object at the end of a path; none where a step of it is no object. */
export function fieldsAt(value: unknown, ...path: readonly string[]): Fields {
  let object = record(value);
  for (const step of path) {
    object = record(object?.[step]);
  }
  return object ?? NO_FIELDS;
}

/** The items, else none. */
export function array(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The fields of each item of a list; none of an item that is no object. */
export function fieldsIn(list: unknown): Fields[] {
  return array(list).map(item => fieldsAt(item));
}

/** The text, cut at `max` characters; undefined for an empty one and for anything else. */
export function text(value: unknown, max = MAX_TEXT): string | undefined {
  return typeof value === 'string' && value !== ''
    ? value.slice(0, max)
    : undefined;
}

/** A counter of a status: absent means 0, as Kubernetes leaves out zeros (`numberAvailable`, `readyReplicas`). */
export function counter(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
    ? Math.floor(value)
    : 0;
}

/** What a projection keeps of an object. */
export type Kept<Project extends (...args: never[]) => unknown> = Sparse<
  NonNullable<ReturnType<Project>>
>;

/** A value in which everything that may be undefined may also be left out, as JSON leaves it out. */
export type Sparse<Value> = Value extends readonly (infer Item)[]
  ? readonly Sparse<Item>[]
  : Value extends object
  ? Readonly<
      {
        [Key in keyof Value as undefined extends Value[Key]
          ? never
          : Key]: Sparse<Value[Key]>;
      } & {
        [Key in keyof Value as undefined extends Value[Key]
          ? Key
          : never]?: Sparse<Value[Key]>;
      }
    >
  : Value;
