import { useMemo } from 'react';
import Box from '@mui/material/Box';
import type { ColumnDef } from '@tanstack/react-table';
import { useElementWidth } from '../../hooks/useElementWidth';
import { objectText } from '../../hooks/useResourceUrl';
import { columnWidths } from '../../logic/columnWidths';
import { isAge } from '../../logic/isAge';
import { kubeStatusLook } from '../../logic/kubeStatus';
import type { KubeColumn, KubeRow } from '../../kube/types';
import { useText } from '../../hooks/useText';
import { DataTable } from '../DataTable';
import { RelativeTime } from '../RelativeTime';
import { StateLabel } from '../StateLabel';
import { TextLink } from '../TextLink';
import { TruncatedText } from '../TruncatedText';

export interface ResourceTableProps {
  label: string;
  columns: readonly KubeColumn[];
  rows: KubeRow[];
  /** Columns that are shown on demand alone, too. */
  wide: boolean;
  /** The rows are of several namespaces. */
  namespaced: boolean;
  /** Where a cell leads, by the name of its column. */
  linkOf?(row: KubeRow, column: string, value: unknown): string | undefined;
}

/** As the server types them; also what it writes numbers of. */
const NUMBERS = new Set(['integer', 'number']);

/** Below it the namespace stands with what the row begins with. */
const NARROW = 720;

/** Server tables have one line a row, and many of them. */
const compact = {
  '& td': { py: '6px !important', fontSize: '13px !important' },
  '& th': { py: '6px !important' },
};

/** A server's own table: its columns, its words. */
export function ResourceTable(props: ResourceTableProps) {
  const { label, columns, rows, wide, namespaced, linkOf } = props;
  const t = useText();
  const { ref, width: room = 900 } = useElementWidth();
  const { columns: tableColumns, width } = useMemo((): {
    columns: ColumnDef<KubeRow>[];
    width: number;
  } => {
    const seen = columns
      .map((column, at) => ({ ...column, at }))
      .filter(({ priority }) => wide || priority === 0);
    const namespace = {
      name: t('resources.namespace'),
      type: 'string',
      priority: 0,
      // Its cells are put behind those of the server, for the widths alone.
      at: columns.length,
    };
    const all = namespaced && room >= NARROW ? [namespace, ...seen] : seen;
    const widths = columnWidths(
      all,
      rows.map(row => ({ ...row, cells: [...row.cells, row.namespace] })),
      room,
    );
    return {
      width: widths.reduce((sum, one) => sum + one, 0),
      columns: all.map((column, index) => ({
        id: `${column.at}`,
        header: column.name,
        enableSorting: false,
        meta: {
          width: widths[index],
          ...(NUMBERS.has(column.type) && { align: 'right' as const }),
        },
        cell: ({ row: { original } }) => {
          if (column === namespace) return original.namespace;
          const value = original.cells[column.at];
          return (
            <ResourceCell
              column={column}
              value={value}
              row={original}
              link={linkOf?.(original, column.name, value)}
              small={
                namespaced && room < NARROW && column === seen[0]
                  ? original.namespace
                  : undefined
              }
            />
          );
        },
      })),
    };
  }, [columns, rows, wide, namespaced, linkOf, room, t]);
  return (
    <Box ref={ref} sx={{ ...compact, '& table': { minWidth: width } }}>
      <DataTable
        label={label}
        rows={rows}
        total={rows.length}
        onMore={() => {}}
        columns={tableColumns}
        rowId={row => objectText(row)}
        sort=""
        onSort={() => {}}
      />
    </Box>
  );
}

function ResourceCell(props: {
  column: KubeColumn;
  value: unknown;
  row: KubeRow;
  link?: string;
  /** Beneath the value. */
  small?: string;
}) {
  const { small, ...cell } = props;
  return (
    <>
      <CellValue {...cell} />
      {small && (
        <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{small}</Box>
      )}
    </>
  );
}

function CellValue(props: {
  column: KubeColumn;
  value: unknown;
  row: KubeRow;
  link?: string;
}) {
  const { column, value, row, link } = props;
  if (isAge(column.name) && row.created) {
    return <RelativeTime at={row.created} />;
  }
  const text = value === null || value === undefined ? '' : String(value);
  if (link) {
    return (
      <TextLink quiet to={link} sx={{ overflowWrap: 'anywhere' }}>
        {text}
      </TextLink>
    );
  }
  const look = kubeStatusLook(column.name, value);
  if (look) {
    return (
      <StateLabel of={look.of} state={look.state} size={14}>
        {text}
      </StateLabel>
    );
  }
  return text.length > 40 ? (
    <TruncatedText title={text}>{text}</TruncatedText>
  ) : (
    <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
      {text}
    </Box>
  );
}
