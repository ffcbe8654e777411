import Table from 'cli-table3';
import { clean } from './text';

const BORDERS = ['top', 'bottom', 'left', 'right', 'mid', 'middle'].flatMap(
  part =>
    part === 'mid' || part === 'middle'
      ? [part, 'mid-mid']
      : [part, `${part}-mid`, `${part}-left`, `${part}-right`],
);

/**
 * Rows in columns without borders, indented by two; cells are wrapped.
 *
 * @param widths - of the columns; the last one has what is left of `width`
 */
export function plainTable(
  rows: readonly string[][],
  widths: readonly number[],
  width: number,
): string[] {
  const used = widths.reduce((sum, column) => sum + column, 0);
  const table = new Table({
    chars: Object.fromEntries(BORDERS.map(part => [part, ''])),
    style: {
      'padding-left': 0,
      'padding-right': 0,
      head: [],
      border: [],
      compact: true,
    },
    colWidths: [2, ...widths, Math.max(20, width - used - 2)],
    wordWrap: true,
  });
  table.push(...rows.map(cells => ['', ...cells.map(clean)]));
  return table
    .toString()
    .split('\n')
    .map(line => line.trimEnd());
}
