import Box from '@mui/material/Box';
import {
  AUDIT_ACTIONS,
  AUDIT_OUTCOMES,
  runaiAuditReadPermission,
} from '@runai-portal/backstage-plugin-runai-common';
import { useMemo } from 'react';
import { useMissingPermission } from '../../hooks/useMissingPermission';
import { useAudit } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { useUrlState } from '../../hooks/useUrlState';
import { ActionButton } from '../ActionButton';
import { DataTable } from '../DataTable';
import { FilterMenu } from '../FilterMenu';
import { LoadError } from '../LoadError';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { Panel } from '../Panel';
import { SearchField } from '../SearchField';
import { auditColumns } from './auditColumns';

export interface AuditPanelProps {
  cluster: string;
}

/** Who read or did what, for whoever may know. */
export function AuditPanel(props: AuditPanelProps) {
  const { cluster } = props;
  const t = useText();
  const { missing, isPending } = useMissingPermission(
    runaiAuditReadPermission,
    cluster,
  );
  return (
    <Panel title={t('audit.title')} note={t('audit.note')} flush>
      {missing && (
        <Box sx={{ px: 2, pb: 2, fontSize: 13 }}>
          {t('audit.notPermitted', { permission: missing })}
        </Box>
      )}
      {isPending && (
        <Box sx={{ px: 2, pb: 2 }}>
          <LoadingSkeleton shape="rows" label={t('audit.loading')} />
        </Box>
      )}
      {!missing && !isPending && <AuditList cluster={cluster} />}
    </Panel>
  );
}

function AuditList(props: AuditPanelProps) {
  const { cluster } = props;
  const t = useText();
  const url = useUrlState();
  const actor = url.get('actor');
  const action = AUDIT_ACTIONS.filter(one => url.all('action').includes(one));
  const outcome = AUDIT_OUTCOMES.filter(one =>
    url.all('outcome').includes(one),
  );
  const audit = useAudit(cluster, {
    actor: actor ? [actor] : [],
    action,
    outcome,
  });
  const columns = useMemo(() => auditColumns(t), [t]);
  const isFiltered = actor !== '' || action.length + outcome.length > 0;
  const clear = () =>
    url.set({ actor: undefined, action: undefined, outcome: undefined });
  return (
    <>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1,
          px: 2,
          pb: 1.5,
        }}
      >
        <SearchField
          label={t('audit.actor')}
          value={actor}
          onChange={value => url.set({ actor: value })}
        />
        <FilterMenu
          label={t('audit.actions')}
          choices={AUDIT_ACTIONS.map(value => ({
            value,
            label: t(`audit.action.${value}`),
          }))}
          selected={action}
          onToggle={value => url.toggle('action', value)}
        />
        <FilterMenu
          label={t('audit.outcomes')}
          choices={AUDIT_OUTCOMES.map(value => ({
            value,
            label: t(`state.audit.${value}`),
          }))}
          selected={outcome}
          onToggle={value => url.toggle('outcome', value)}
        />
        {audit.rows && (
          <Box
            role="status"
            sx={{ ml: 'auto', fontSize: 12, color: 'text.secondary' }}
          >
            {t('audit.count', { count: audit.total })}
          </Box>
        )}
      </Box>
      {audit.error && (
        <Box sx={{ px: 2, pb: 2 }}>
          <LoadError error={audit.error} onRetry={() => audit.refetch()} />
        </Box>
      )}
      {audit.isPending && !audit.error && (
        <Box sx={{ px: 2, pb: 2 }}>
          <LoadingSkeleton shape="rows" label={t('audit.loading')} />
        </Box>
      )}
      {audit.rows?.length === 0 && (
        <Box
          sx={{ display: 'flex', gap: 2, alignItems: 'center', px: 2, pb: 2 }}
        >
          {isFiltered ? t('audit.noMatch') : t('audit.none')}
          {isFiltered && (
            <ActionButton onClick={clear}>{t('filter.clear')}</ActionButton>
          )}
        </Box>
      )}
      {audit.rows && audit.rows.length > 0 && (
        <DataTable
          label={t('audit.title')}
          rows={audit.rows}
          total={audit.total}
          onMore={audit.more}
          columns={columns}
          rowId={entry => entry.id}
          sort=""
          onSort={() => {}}
        />
      )}
    </>
  );
}
