/**
 * A text as every database can keep it: PostgreSQL has no NUL, and one such name would keep all clusters from being written down.
 */
export function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
