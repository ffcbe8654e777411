/** Columns that tell when the object was made, which is known to the second. */
const AGES: ReadonlySet<string> = new Set(['Age', 'Created At']);

export function isAge(column: string): boolean {
  return AGES.has(column);
}
