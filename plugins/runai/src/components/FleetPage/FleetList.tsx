import { useMemo } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import type {
  ClusterSummary,
  FleetTotals,
  Page,
} from '@runai-portal/backstage-plugin-runai-common';
import { ActionButton } from '../ActionButton';
import { useElementWidth } from '../../hooks/useElementWidth';
import type { ListPages } from '../../hooks/useListPages';
import { useText } from '../../hooks/useText';
import { clusterRouteRef } from '../../routes';
import { DataTable } from '../DataTable';
import { Panel } from '../Panel';
import { SearchField } from '../SearchField';
import { FacetMenus } from './FacetMenus';
import { narrowColumns, stackedColumns, wideColumns } from './fleetColumns';
import type { FleetQueryState } from './useFleetQuery';

/** Pixels that the table needs for a column a fact, and for two facts a column. */
const WIDE = 1040;
const NARROW = 620;

export interface FleetListProps {
  clusters: ListPages<ClusterSummary, Page<ClusterSummary>>;
  /** What there is to filter by; absent until it was read. */
  totals?: FleetTotals;
  query: FleetQueryState;
}

/** One row a cluster, with search, filters and order, all of them in the URL. */
export function FleetList(props: FleetListProps) {
  const { clusters, totals, query } = props;
  const t = useText();
  const clusterLink = useRouteRef(clusterRouteRef);
  const { ref, width = WIDE } = useElementWidth();
  const columns = useMemo(() => {
    const link = (name: string) => clusterLink({ name });
    if (width >= WIDE) return wideColumns(t, link);
    return width >= NARROW ? narrowColumns(t, link) : stackedColumns(t, link);
  }, [t, clusterLink, width]);
  const rows = clusters.rows ?? [];
  const count = t('fleet.count', { count: clusters.total });

  return (
    <div ref={ref}>
      <Panel flush>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 1.5,
            p: 2,
            pb: 1.5,
          }}
        >
          <SearchField
            label={t('fleet.search')}
            value={query.search}
            onChange={query.setSearch}
          />
          {totals && <FacetMenus totals={totals} query={query} />}
          <Box
            role="status"
            sx={{ ml: 'auto', fontSize: 12, color: 'text.secondary' }}
          >
            {query.sort ? count : `${count}, ${t('fleet.worstFirst')}`}
          </Box>
        </Box>
        {rows.length > 0 ? (
          <DataTable
            label={t('fleet.title')}
            rows={rows}
            total={clusters.total}
            onMore={clusters.more}
            columns={columns}
            rowId={cluster => cluster.name}
            sort={query.sort}
            onSort={query.setSort}
          />
        ) : (
          <Box sx={{ p: 2, display: 'flex', gap: 2, alignItems: 'center' }}>
            {t('fleet.noMatch')}
            <ActionButton onClick={query.clear}>
              {t('filter.clear')}
            </ActionButton>
          </Box>
        )}
      </Panel>
    </div>
  );
}
