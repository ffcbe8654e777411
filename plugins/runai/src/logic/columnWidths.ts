import type { KubeColumn, KubeRow } from '../kube/types';
import { isAge } from './isAge';
import { isStateColumn } from './kubeStatus';

/** Of a letter, on average, and of what a cell has at its sides, in pixels. */
const LETTER = 7.2;
const SIDES = 22;
const ICON = 22;
/** In letters: what is no longer takes one line; what is longer shares the room that is left. */
const SHORT = 20;
const MOST = 60;
/** Ages are not shown as the server writes them: a date is the longest of them. */
const AGE = 12;
/** What a column of long texts gets at least, in pixels; names are what rows are told apart by. */
const LEAST = 170;
const LEAST_OF_NAME = 240;

/**
 * The widths of a table's columns in pixels, by what stands in them: rows that are drawn later must not move what is drawn already.
 *
 * @param columns - with their places in the cells
 * @param room - pixels that there are; more are taken where short texts would break otherwise
 */
export function columnWidths(
  columns: readonly (KubeColumn & { at: number })[],
  rows: readonly KubeRow[],
  room: number,
): number[] {
  const letters = columns.map(({ name, at }) => {
    const cells = rows
      .map(row => String(row.cells[at] ?? '').length)
      .sort((a, b) => a - b);
    // One long text among many short ones takes a second line.
    const usual = cells[Math.floor(cells.length * 0.95)] ?? 0;
    return isAge(name) ? AGE : Math.min(MOST, Math.max(name.length + 1, usual));
  });
  const fixed = letters.map((length, index) =>
    length > SHORT
      ? undefined
      : length * LETTER +
        SIDES +
        (isStateColumn(columns[index].name) ? ICON : 0),
  );
  const left =
    room - fixed.reduce((sum: number, width) => sum + (width ?? 0), 0);
  const long = letters.filter((_, index) => fixed[index] === undefined);
  if (long.length === 0) {
    // What is left goes to all alike, by what they have.
    const factor = Math.max(1, room / (room - left));
    return fixed.map(width => Math.floor((width ?? 0) * factor));
  }
  const total = long.reduce((sum, length) => sum + length, 0);
  return letters.map((length, index) =>
    Math.floor(
      fixed[index] ??
        Math.max(
          columns[index].name === 'Name' ? LEAST_OF_NAME : LEAST,
          (left * length) / total,
        ),
    ),
  );
}
