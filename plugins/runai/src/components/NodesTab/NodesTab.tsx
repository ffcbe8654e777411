import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { staleText } from '../../theme';
import { ActionButton } from '../ActionButton';
import { useElementWidth } from '../../hooks/useElementWidth';
import { useNodes } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { useUrlState } from '../../hooks/useUrlState';
import { useClusterPath } from '../../hooks/useClusterPath';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { useClusterPage } from '../ClusterPage/ClusterPageContext';
import { DataTable, serverOrder } from '../DataTable';
import { FilterChip } from '../FilterChip';
import { LoadError } from '../LoadError';
import { Notice } from '../Notice';
import { Panel } from '../Panel';
import { SearchField } from '../SearchField';
import { StateIcon } from '../StateIcon';
import { TextLink } from '../TextLink';
import { NodeDetail } from './NodeDetail';
import { NODE_ORDERS, nodeColumns } from './nodeColumns';

/** The chips, by what the server calls them; several narrow further. */
const NODE_FILTERS = ['problem', 'gpu'] as const;

/** Pixels that all columns need. */
const WIDE = 860;

/** Colours of states and bars would say that they are as things are now. */
const staleTable = { filter: 'grayscale(1)', '& td': staleText };

/** Every node with its GPUs and what concerns it; a row opens to details. */
export function NodesTab() {
  const { cluster } = useClusterPage();
  const t = useText();
  const url = useUrlState();
  const path = useClusterPath(cluster.name);
  const only = NODE_FILTERS.filter(filter => url.all('only').includes(filter));
  const sort = url.get('sort');
  const nodes = useNodes(cluster.name, cluster.observedAt, {
    filter: {
      text: url.get('q').trim(),
      ...Object.fromEntries(only.map(filter => [filter, 'true'])),
    },
    order: serverOrder(sort, NODE_ORDERS),
  });
  const { ref, width = WIDE } = useElementWidth();
  const isNarrow = width < WIDE;
  const columns = useMemo(() => nodeColumns(t, isNarrow), [t, isNarrow]);
  const counts = nodes.page?.counts;
  const isConnected = cluster.connection.state === 'connected';

  if (nodes.isPending)
    return <LoadingSkeleton shape="rows" label={t('node.loading')} />;
  return (
    <>
      {nodes.error && (
        <LoadError
          error={nodes.error}
          onRetry={() => nodes.refetch()}
          shownFrom={nodes.rows && nodes.dataUpdatedAt}
        />
      )}
      {counts?.total === 0 && (
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
      {nodes.rows && counts && counts.total > 0 && (
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
                  count={counts[filter]}
                  selected={only.includes(filter)}
                  onClick={() => url.toggle('only', filter)}
                />
              ))}
              <Box
                role="status"
                sx={{ ml: 'auto', fontSize: 12, color: 'text.secondary' }}
              >
                {t('node.count', { count: nodes.total })}
              </Box>
            </Box>
            {nodes.rows.length > 0 ? (
              <Box sx={cluster.stale ? staleTable : undefined}>
                <DataTable
                  label={t('tab.nodes')}
                  rows={nodes.rows}
                  total={nodes.total}
                  onMore={nodes.more}
                  columns={columns}
                  rowId={node => node.name}
                  sort={sort}
                  onSort={next => url.set({ sort: next })}
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
