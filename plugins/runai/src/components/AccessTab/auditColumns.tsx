import Box from '@mui/material/Box';
import type {
  AuditEntry,
  AuditTarget,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ColumnDef } from '@tanstack/react-table';
import type { Text } from '../../hooks/useText';
import { bytesText } from '../../logic/bytesText';
import { ownerName } from '../../logic/ownerName';
import { MONOSPACE } from '../../theme';
import { RelativeTime } from '../RelativeTime';
import { StateLabel } from '../StateLabel';
import { TruncatedText } from '../TruncatedText';

const small = { fontSize: 12, color: 'text.secondary' };

/** `list pods in runai`, as one would ask for it. */
function targetText(target: AuditTarget): string {
  const { verb, path, resource, group, subresource, namespace, name } = target;
  if (!resource) return [verb, path].filter(Boolean).join(' ');
  const plural = [group ? `${resource}.${group}` : resource, subresource]
    .filter(Boolean)
    .join('/');
  const of = [namespace, name].filter(Boolean).join('/');
  return [verb, plural, of].filter(Boolean).join(' ');
}

/** The columns of the record of who did what. */
export function auditColumns(t: Text): ColumnDef<AuditEntry>[] {
  const column = (
    id: 'at' | 'actor' | 'action' | 'target' | 'outcome' | 'size',
    width: string,
    cell: (entry: AuditEntry) => React.ReactNode,
  ): ColumnDef<AuditEntry> => ({
    id,
    header: t(`audit.column.${id}`),
    enableSorting: false,
    meta: { width, ...(id === 'size' && { align: 'right' }) },
    cell: ({ row: { original } }) => cell(original),
  });
  return [
    column('at', '13%', ({ at }) => <RelativeTime at={at} as="ago" />),
    column('actor', '15%', ({ actor }) => (
      <TruncatedText title={actor}>{ownerName(actor)}</TruncatedText>
    )),
    column('action', '12%', ({ action }) => t(`audit.action.${action}`)),
    column('target', '30%', ({ target }) =>
      target ? (
        <Box
          component="span"
          sx={{
            fontFamily: MONOSPACE,
            fontSize: 12.5,
            overflowWrap: 'anywhere',
          }}
        >
          {targetText(target)}
        </Box>
      ) : null,
    ),
    column('outcome', '16%', ({ outcome, status, reason }) => (
      <>
        <StateLabel of="audit" state={outcome} size={14} />
        {(reason || (status && outcome !== 'allowed')) && (
          <Box sx={small}>{[status, reason].filter(Boolean).join(' ')}</Box>
        )}
      </>
    )),
    column('size', '14%', ({ bytes, durationMs }) => {
      if (durationMs === undefined) return null;
      const ms = `${durationMs}`;
      return (
        <Box sx={small}>
          {bytes === undefined
            ? t('audit.milliseconds', { ms })
            : t('audit.size', { bytes: bytesText(bytes), ms })}
        </Box>
      );
    }),
  ];
}
