import { useEffect, useRef, type ReactNode } from 'react';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableRow from '@mui/material/TableRow';
import {
  flexRender,
  getCoreRowModel,
  useReactTable,
  type ColumnDef,
  type Row,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useText } from '../../hooks/useText';
import { ColumnHeads } from './ColumnHeads';
import { RowToggle } from './RowToggle';
import { parseSort, writeSort } from './sort';
import { tableStyles } from './tableStyles';

/** Rows beyond which only those in sight are in the page. */
const VIRTUAL_FROM = 100;
/** How many rows before the end of what is here the next ones are asked for. */
const ASK_BEFORE_END = 20;

export interface DataTableProps<T> {
  /** What the table lists, for its name. */
  label: string;
  /** As the server has filtered and ordered them: the first of `total`. */
  rows: T[];
  /** How many there are in all. */
  total: number;
  /** Asks for further rows. */
  onMore(): void;
  columns: ColumnDef<T>[];
  rowId(row: T): string;
  /** `column:asc` or `column:desc`; empty for the order that the list has by itself. */
  sort: string;
  onSort(sort: string): void;
  /** What a row opens to; without it rows do not open. */
  renderDetail?(row: T): ReactNode;
  open?: readonly string[];
  onToggle?(rowId: string): void;
  /** The name of the button that opens a row. */
  toggleLabel?(row: T): string;
}

/**
 * The table of all pages: opens rows, asks for further ones near its end, and where it is long keeps only what is in sight in the
 * page. The server orders and filters.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, rows, total, onMore, columns, rowId, sort, onSort } = props;
  const { renderDetail, open = [], onToggle } = props;
  const t = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const table = useReactTable({
    data: rows,
    columns,
    getRowId: rowId,
    manualSorting: true,
    state: { sorting: parseSort(sort) },
    onSortingChange: update => {
      const next =
        typeof update === 'function' ? update(parseSort(sort)) : update;
      onSort(writeSort(next));
    },
    getCoreRowModel: getCoreRowModel(),
    sortDescFirst: false,
  });
  const all = table.getRowModel().rows;
  // Once it scrolls it goes on to: a table whose rows become fewer must not change its shape under the pointer.
  const isVirtual = total > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: all.length,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => 62,
    getItemKey: index => all[index].id,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const lastInSight = items.at(-1)?.index ?? 0;
  const isNearEnd =
    all.length < total && lastInSight >= all.length - ASK_BEFORE_END;
  useEffect(() => {
    if (isNearEnd) onMore();
  }, [isNearEnd, all.length, onMore]);

  const isFixed = columns.every(({ meta }) => meta?.width !== undefined);
  const span = columns.length + (renderDetail ? 1 : 0);
  const renderRow = (row: Row<T>, index: number) => {
    const isOpen = open.includes(row.id);
    return (
      // A body of its own, so that a row is measured together with what it opens to.
      <TableBody
        key={row.id}
        data-index={index}
        ref={isVirtual ? virtualizer.measureElement : undefined}
      >
        <TableRow aria-rowindex={index + 2}>
          {renderDetail && (
            <RowToggle
              open={isOpen}
              label={props.toggleLabel?.(row.original) ?? t('table.details')}
              onToggle={() => onToggle?.(row.id)}
            />
          )}
          {row.getVisibleCells().map(cell => (
            <TableCell key={cell.id} align={cell.column.columnDef.meta?.align}>
              {flexRender(cell.column.columnDef.cell, cell.getContext())}
            </TableCell>
          ))}
        </TableRow>
        {renderDetail && isOpen && (
          <TableRow className="runai-detail">
            <TableCell colSpan={span}>{renderDetail(row.original)}</TableCell>
          </TableRow>
        )}
      </TableBody>
    );
  };

  return (
    <TableContainer
      ref={scroller}
      sx={
        isVirtual
          ? { maxHeight: 'max(420px, calc(100vh - 280px))', overflow: 'auto' }
          : { overflowX: 'auto' }
      }
      {...(isVirtual && { tabIndex: 0, role: 'group', 'aria-label': label })}
    >
      <Table
        aria-label={label}
        aria-rowcount={total + 1}
        stickyHeader={isVirtual}
        sx={isFixed ? { ...tableStyles, tableLayout: 'fixed' } : tableStyles}
      >
        <ColumnHeads table={table} opens={renderDetail !== undefined} />
        {isVirtual ? (
          <>
            <Spacer height={items[0]?.start ?? 0} />
            {items.map(({ index }) => renderRow(all[index], index))}
            <Spacer
              height={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)}
            />
          </>
        ) : (
          all.map(renderRow)
        )}
      </Table>
    </TableContainer>
  );
}

/** Stands for the rows that are out of sight. */
function Spacer(props: { height: number }) {
  return (
    <tbody aria-hidden>
      <tr style={{ height: props.height }} />
    </tbody>
  );
}
