import { createHash } from 'node:crypto';

/** The letters and digits of generated names, in which nothing can be spelled. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** What stands behind the dash of a generated name, the same for a seed each time. */
export function suffix(seed: string, length: number): string {
  const bytes = createHash('sha1').update(seed).digest();
  return Array.from(
    { length },
    (_, index) => alphabet[bytes[index] % alphabet.length],
  ).join('');
}

/** A UUID that is the same for a seed each time. */
export function uidOf(seed: string): string {
  const hex = createHash('sha1').update(seed).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
