import { isAge } from './isAge';
import type { KubeColumn, KubeRow } from '../kube/types';

/** In characters: below it a head would break, beyond it a text may take a second line. */
const LEAST = 6;
const MOST = 44;
/** Ages are not shown as the server writes them: a date is the longest of them. */
const AGE = 14;

/**
 * The shares of a table's width that its columns take, in per cent, by what stands in them: rows that are drawn later must not move
 * what is drawn already.
 *
 * @param columns - by their place in the cells
 */
export function columnWidths(
  columns: readonly (KubeColumn & { at: number })[],
  rows: readonly KubeRow[],
): string[] {
  const lengths = columns.map(({ name, at }) => {
    if (isAge(name)) return AGE;
    const cells = rows
      .map(row => String(row.cells[at] ?? '').length)
      .sort((a, b) => a - b);
    // One long text among many short ones takes a second line.
    const usual = cells[Math.floor(cells.length * 0.95)] ?? 0;
    return Math.min(MOST, Math.max(LEAST, name.length + 2, usual));
  });
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return lengths.map(length => `${((length / total) * 100).toFixed(1)}%`);
}
