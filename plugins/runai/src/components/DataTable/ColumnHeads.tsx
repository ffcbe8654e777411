import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TableSortLabel from '@mui/material/TableSortLabel';
import { flexRender, type Header, type Table } from '@tanstack/react-table';
import { useText } from '../../hooks/useText';

export interface ColumnHeadsProps<T> {
  table: Table<T>;
  /** Whether rows open, for which there is a column more. */
  opens: boolean;
}

/** The names of the columns, which order the list when they are pressed. */
export function ColumnHeads<T>(props: ColumnHeadsProps<T>) {
  const { table, opens } = props;
  const t = useText();
  return (
    <TableHead>
      {table.getHeaderGroups().map(group => (
        <TableRow key={group.id} aria-rowindex={1}>
          {opens && (
            <TableCell style={{ width: 40 }}>
              <span style={{ fontSize: 0 }}>{t('table.details')}</span>
            </TableCell>
          )}
          {group.headers.map(header => (
            <ColumnHead key={header.id} header={header} />
          ))}
        </TableRow>
      ))}
    </TableHead>
  );
}

function ColumnHead<T>(props: { header: Header<T, unknown> }) {
  const { header } = props;
  const { column } = header;
  const { meta } = column.columnDef;
  const direction = column.getIsSorted();
  const text = flexRender(column.columnDef.header, header.getContext());
  return (
    <TableCell
      align={meta?.align}
      sortDirection={direction}
      style={{ width: meta?.width }}
    >
      {column.getCanSort() ? (
        <TableSortLabel
          active={Boolean(direction)}
          direction={direction || 'asc'}
          onClick={column.getToggleSortingHandler()}
        >
          {text}
        </TableSortLabel>
      ) : (
        text
      )}
    </TableCell>
  );
}
