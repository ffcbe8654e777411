import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { staleText } from '../../theme';
import { ActionButton } from '../ActionButton';
import { useElementWidth } from '../../hooks/useElementWidth';
import { useNodes } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { useUrlState } from '../../hooks/useUrlState';
import { filterNodes, NODE_FILTERS } from '../../logic/nodeFilter';
import { compareNodes } from '../../logic/worstFirst';
import { clusterRouteRef } from '../../routes';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { useClusterPage } from '../ClusterPage/ClusterPageContext';
import { DataTable } from '../DataTable';
import { FilterChip } from '../FilterChip';
import { LoadError } from '../LoadError';
import { Notice } from '../Notice';
import { Panel } from '../Panel';
import { SearchField } from '../SearchField';
import { StateIcon } from '../StateIcon';
import { TextLink } from '../TextLink';
import { NodeDetail } from './NodeDetail';
import { nodeColumns } from './nodeColumns';

/** Pixels that all columns need. */
const WIDE = 860;

/** Colours of states and bars would say that they are as things are now. */
const staleTable = { filter: 'grayscale(1)', '& td': staleText };

/** Every node with its GPUs and what concerns it; a row opens to details. */
export function NodesTab() {
  const { cluster } = useClusterPage();
  const t = useText();
  const url = useUrlState();
  const path = useRouteRef(clusterRouteRef)({ name: cluster.name });
  const nodes = useNodes(cluster.name, cluster.observedAt);
  const { ref, width = WIDE } = useElementWidth();
  const isNarrow = width < WIDE;
  const columns = useMemo(() => nodeColumns(t, isNarrow), [t, isNarrow]);
  const all = nodes.data ?? [];
  const only = NODE_FILTERS.filter(filter => url.all('only').includes(filter));
  const shown = filterNodes(all, url.get('q'), only).sort(compareNodes);

  const isConnected = cluster.connection.state === 'connected';

  if (nodes.isPending)
    return <LoadingSkeleton shape="rows" label={t('node.loading')} />;
  return (
    <>
      {nodes.error && (
        <LoadError
          error={nodes.error}
          onRetry={() => nodes.refetch()}
          shownFrom={nodes.data && nodes.dataUpdatedAt}
        />
      )}
      {nodes.data && all.length === 0 && (
        <Notice
          icon={<StateIcon of="check" state="unknown" size={20} />}
          title={cluster.observedAt ? t('node.notRead') : t('node.notYetRead')}
          action={
            isConnected && (
              <TextLink
                to={`${path}/prerequisites?status=all&check=cluster.permissions`}
              >
                {t('node.toPermissions')}
              </TextLink>
            )
          }
        >
          {cluster.health.message ?? t('node.notReadText')}
        </Notice>
      )}
      {all.length > 0 && (
        <div ref={ref}>
          <Panel flush>
            <Box
              sx={{
                display: 'flex',
                flexWrap: 'wrap',
                alignItems: 'center',
                gap: 1,
                p: 2,
                pb: 1.5,
              }}
            >
              <SearchField
                label={t('node.search')}
                value={url.get('q')}
                onChange={q => url.set({ q })}
              />
              {NODE_FILTERS.map(filter => (
                <FilterChip
                  key={filter}
                  label={t(`node.filter.${filter}`)}
                  count={filterNodes(all, '', [filter]).length}
                  selected={only.includes(filter)}
                  onClick={() => url.toggle('only', filter)}
                />
              ))}
              <Box
                role="status"
                sx={{ ml: 'auto', fontSize: 12, color: 'text.secondary' }}
              >
                {t('node.count', { count: shown.length })}
              </Box>
            </Box>
            {shown.length > 0 ? (
              <Box sx={cluster.stale ? staleTable : undefined}>
                <DataTable
                  label={t('tab.nodes')}
                  rows={shown}
                  columns={columns}
                  rowId={node => node.name}
                  sort={url.get('sort')}
                  onSort={sort => url.set({ sort })}
                  open={url.all('node')}
                  onToggle={name => url.toggle('node', name)}
                  toggleLabel={node => t('node.detailsOf', { name: node.name })}
                  renderDetail={node => (
                    <NodeDetail node={node} clusterPath={path} />
                  )}
                />
              </Box>
            ) : (
              <Box sx={{ p: 2, display: 'flex', gap: 2, alignItems: 'center' }}>
                {t('node.noMatch')}
                <ActionButton
                  onClick={() => url.set({ q: '', only: undefined })}
                >
                  {t('filter.clear')}
                </ActionButton>
              </Box>
            )}
          </Panel>
        </div>
      )}
    </>
  );
}
