import type { SxProps, Theme } from '@mui/material/styles';
import type { RowData } from '@tanstack/react-table';

declare module '@tanstack/react-table' {
  /** What a column says of its cells. */
  interface ColumnMeta<TData extends RowData, TValue> {
    /** Numbers stand at the right. */
    align?: 'right';
    /** Where every column has one, widths do not depend on what the cells hold. */
    width?: number | string;
  }
}

/**
 * Denser than the portal's own tables and without their stripes: a row has up to three lines, and lines between rows read better
 * beside coloured states.
 */
export const tableStyles: SxProps<Theme> = {
  '& tr, & tr:nth-of-type(odd)': { backgroundColor: 'transparent' },
  '& td, & th': {
    px: 1.25,
    py: 1.25,
    lineHeight: 1.43,
    fontSize: 14,
    verticalAlign: 'top',
    overflow: 'visible',
    // Unlike 'anywhere' this leaves words whole when widths are shared out.
    overflowWrap: 'break-word',
    wordBreak: 'normal',
  },
  '& th': {
    fontSize: 12,
    fontWeight: 'fontWeightBold',
    color: 'text.secondary',
    whiteSpace: 'nowrap',
    borderBottom: 1,
    borderColor: 'divider',
    backgroundColor: 'background.paper',
  },
  '& tbody td': { borderTop: 1, borderBottom: 0, borderColor: 'divider' },
  '& thead + tbody tr:first-of-type td': { borderTop: 0 },
  '& td:first-of-type, & th:first-of-type': { pl: 2 },
  '& td:last-of-type, & th:last-of-type': { pr: 2 },
  '& tr.runai-detail td': {
    borderTop: 0,
    pt: 0,
    backgroundColor: 'action.hover',
  },
};
