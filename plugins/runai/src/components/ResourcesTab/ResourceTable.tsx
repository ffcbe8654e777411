import { useMemo } from 'react';
import Box from '@mui/material/Box';
import type { ColumnDef } from '@tanstack/react-table';
import { objectText, useResourceUrl } from '../../hooks/useResourceUrl';
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
  /** Where the objects are not of the kind that the address names, their rows lead nowhere. */
  plain?: boolean;
}

/** As the server types them; also what it writes numbers of. */
const NUMBERS = new Set(['integer', 'number']);

/** Server tables have one line a row, and many of them. */
const compact = {
  '& td': { py: '6px !important', fontSize: '13px !important' },
  '& th': { py: '6px !important' },
};

/** A server's own table: its columns, its words. */
export function ResourceTable(props: ResourceTableProps) {
  const { label, columns, rows, wide, namespaced, plain } = props;
  const t = useText();
  const { linkTo } = useResourceUrl();
  const tableColumns = useMemo((): ColumnDef<KubeRow>[] => {
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
    const all = namespaced ? [namespace, ...seen] : seen;
    const widths = columnWidths(
      all,
      rows.map(row => ({ ...row, cells: [...row.cells, row.namespace] })),
    );
    return all.map((column, index) => ({
      id: `${column.at}`,
      header: column.name,
      enableSorting: false,
      meta: {
        width: widths[index],
        ...(NUMBERS.has(column.type) && { align: 'right' as const }),
      },
      cell: ({ row: { original } }) =>
        column === namespace ? (
          original.namespace
        ) : (
          <ResourceCell
            column={column}
            value={original.cells[column.at]}
            row={original}
            link={
              column.name === 'Name' && !plain
                ? linkTo({ object: objectText(original) }).search
                : undefined
            }
          />
        ),
    }));
  }, [columns, rows, wide, namespaced, plain, linkTo, t]);
  return (
    <Box sx={compact}>
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
