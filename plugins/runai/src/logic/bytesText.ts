const UNITS = ['B', 'KiB', 'MiB', 'GiB'] as const;

/** A size in the unit that a person would use: `17 B`, `2.4 MiB`. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${
    unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)
  } ${UNITS[unit]}`;
}
