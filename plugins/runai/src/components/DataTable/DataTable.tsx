import { Fragment, useRef, type ReactNode } from 'react';
import KeyboardArrowDown from '@mui/icons-material/KeyboardArrowDown';
import KeyboardArrowUp from '@mui/icons-material/KeyboardArrowUp';
import IconButton from '@mui/material/IconButton';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TableSortLabel from '@mui/material/TableSortLabel';
import {
  flexRender,
  getCoreRowModel,
  getSortedRowModel,
  useReactTable,
  type ColumnDef,
  type Row,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useText } from '../../hooks/useText';
import { parseSort, writeSort } from './sort';
import { tableStyles } from './tableStyles';

/** Rows beyond which only those in sight are in the page. */
export const VIRTUAL_FROM = 100;

export interface DataTableProps<T> {
  /** What the table lists, for its name. */
  label: string;
  /** In the order that stands while the reader has not asked for another. */
  rows: T[];
  columns: ColumnDef<T>[];
  rowId(row: T): string;
  /** `column:asc` or `column:desc`; empty for the order of `rows`. */
  sort: string;
  onSort(sort: string): void;
  /** What a row opens to; without it rows do not open. */
  renderDetail?(row: T): ReactNode;
  open?: readonly string[];
  onToggle?(rowId: string): void;
  /** The name of the button that opens a row. */
  toggleLabel?(row: T): string;
  /** A first guess in pixels, until a row was measured. */
  estimateRowHeight?: number;
}

/** The table of all pages: sorts, opens rows, and keeps only what is in sight in the page where it is long. */
export function DataTable<T>(props: DataTableProps<T>) {
  const {
    label,
    rows,
    columns,
    rowId,
    sort,
    onSort,
    renderDetail,
    open = [],
    onToggle,
  } = props;
  const t = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const table = useReactTable({
    data: rows,
    columns,
    getRowId: rowId,
    state: { sorting: parseSort(sort) },
    onSortingChange: update => {
      const next =
        typeof update === 'function' ? update(parseSort(sort)) : update;
      onSort(writeSort(next));
    },
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    sortDescFirst: false,
    // There are no pages; going back to the first one would set state at each new array of rows, and that makes a new one.
    autoResetPageIndex: false,
  });
  const sorted = table.getRowModel().rows;
  const isVirtual = sorted.length > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: sorted.length,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => props.estimateRowHeight ?? 62,
    getItemKey: index => sorted[index].id,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const shown = isVirtual
    ? items.map(item => ({ row: sorted[item.index], index: item.index }))
    : sorted.map((row, index) => ({ row, index }));
  const before = isVirtual ? items[0]?.start ?? 0 : 0;
  const after = isVirtual
    ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)
    : 0;
  const isFixed = columns.every(({ meta }) => meta?.width !== undefined);
  const span = columns.length + (renderDetail ? 1 : 0);

  const renderToggle = (row: Row<T>, isOpen: boolean) => (
    <TableCell sx={{ width: 40, px: '4px !important' }}>
      <IconButton
        size="small"
        aria-expanded={isOpen}
        aria-label={props.toggleLabel?.(row.original) ?? t('table.details')}
        onClick={() => onToggle?.(row.id)}
      >
        {isOpen ? (
          <KeyboardArrowUp fontSize="small" />
        ) : (
          <KeyboardArrowDown fontSize="small" />
        )}
      </IconButton>
    </TableCell>
  );

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
        aria-rowcount={sorted.length + 1}
        stickyHeader={isVirtual}
        sx={isFixed ? { ...tableStyles, tableLayout: 'fixed' } : tableStyles}
      >
        <TableHead>
          {table.getHeaderGroups().map(group => (
            <TableRow key={group.id} aria-rowindex={1}>
              {renderDetail && (
                <TableCell style={{ width: 40 }}>
                  <span style={{ fontSize: 0 }}>{t('table.details')}</span>
                </TableCell>
              )}
              {group.headers.map(header => {
                const direction = header.column.getIsSorted();
                const text = flexRender(
                  header.column.columnDef.header,
                  header.getContext(),
                );
                return (
                  <TableCell
                    key={header.id}
                    align={header.column.columnDef.meta?.align}
                    sortDirection={direction}
                    style={{ width: header.column.columnDef.meta?.width }}
                  >
                    {header.column.getCanSort() ? (
                      <TableSortLabel
                        active={Boolean(direction)}
                        direction={direction || 'asc'}
                        onClick={header.column.getToggleSortingHandler()}
                      >
                        {text}
                      </TableSortLabel>
                    ) : (
                      text
                    )}
                  </TableCell>
                );
              })}
            </TableRow>
          ))}
        </TableHead>
        <TableBody>
          {before > 0 && <Spacer height={before} />}
          {shown.map(({ row, index }) => {
            const isOpen = open.includes(row.id);
            return (
              <Fragment key={row.id}>
                <TableRow
                  aria-rowindex={index + 2}
                  data-index={index}
                  ref={isVirtual ? virtualizer.measureElement : undefined}
                >
                  {renderDetail && renderToggle(row, isOpen)}
                  {row.getVisibleCells().map(cell => (
                    <TableCell
                      key={cell.id}
                      align={cell.column.columnDef.meta?.align}
                    >
                      {flexRender(
                        cell.column.columnDef.cell,
                        cell.getContext(),
                      )}
                    </TableCell>
                  ))}
                </TableRow>
                {renderDetail && isOpen && (
                  <TableRow className="runai-detail">
                    <TableCell colSpan={span}>
                      {renderDetail(row.original)}
                    </TableCell>
                  </TableRow>
                )}
              </Fragment>
            );
          })}
          {after > 0 && <Spacer height={after} />}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

/** Stands for the rows that are out of sight. */
function Spacer(props: { height: number }) {
  return <tr aria-hidden style={{ height: props.height }} />;
}
