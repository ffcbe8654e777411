import { writeFileSync } from 'node:fs';
import Table from 'cli-table3';
import { keepsLimit, type Measurement } from './measurement';

/** The table for people. */
export function table(measurements: readonly Measurement[]): string {
  const rows = new Table({
    head: ['benchmark', 'value', 'limit', 'unit', ''],
    colAligns: ['left', 'right', 'right', 'left', 'left'],
    style: { head: [], border: [] },
  });
  for (const one of measurements) {
    const verdict = keepsLimit(one) ? 'ok' : 'MISSED';
    rows.push([
      one.name,
      readable(one.value),
      one.limit === undefined
        ? ''
        : `${one.higherIsBetter ? '≥' : '≤'} ${readable(one.limit)}`,
      one.unit,
      one.limit === undefined ? '' : verdict,
    ]);
  }
  return rows.toString();
}

/** The file for machines: the same figures, unrounded. */
export function writeResults(
  file: string,
  measurements: readonly Measurement[],
): void {
  writeFileSync(file, `${JSON.stringify(measurements, undefined, 2)}\n`);
}

function readable(value: number): string {
  return Number.isInteger(value)
    ? String(value)
    : value.toFixed(value < 10 ? 2 : 1);
}
