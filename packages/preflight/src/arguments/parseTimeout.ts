import { InputError } from './InputError';

const UNITS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};
/** `setTimeout` cannot wait longer than 24 days; a day is more than enough. */
const MAX_MS = 24 * 3_600_000;

/**
 * Reads `90s`, `2m`, `1500ms`, `1h`; a bare number is seconds.
 *
 * @returns milliseconds
 * @throws InputError
 */
export function parseTimeout(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim());
  const ms = match ? Number(match[1]) * UNITS[match[2] ?? 's'] : Number.NaN;
  if (!(ms >= 1 && ms <= MAX_MS)) {
    throw new InputError(
      `--timeout must be a time like 90s or 2m, at most 24h, not "${text}".`,
    );
  }
  return Math.round(ms);
}
