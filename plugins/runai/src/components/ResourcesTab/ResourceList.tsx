import { useCallback } from 'react';
import Box from '@mui/material/Box';
import { useResourceList } from '../../hooks/useResources';
import { objectText, useResourceUrl } from '../../hooks/useResourceUrl';
import { useText } from '../../hooks/useText';
import type { KubeKind, KubeRow } from '../../kube/types';
import { eventSubject, newestFirst } from '../../logic/eventRows';
import { permissionText } from '../../logic/permissionText';
import { ActionButton } from '../ActionButton';
import { FilterChip } from '../FilterChip';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { Panel } from '../Panel';
import { SearchField } from '../SearchField';
import { KubeProblem } from './KubeProblem';
import { ListFooter } from './ListFooter';
import { NamespaceField } from './NamespaceField';
import { ReadAgain } from './ReadAgain';
import { ResourceTable } from './ResourceTable';

export interface ResourceListProps {
  cluster: string;
  kind: KubeKind;
  /** What else may be read: events lead to what they are about. */
  kinds: readonly KubeKind[];
}

/** Whether a row says what is searched for, in any of its cells. */
function says(row: KubeRow, text: string): boolean {
  return [row.namespace, ...row.cells]
    .join(' ')
    .toLocaleLowerCase('en')
    .includes(text);
}

/** The objects of one kind, as the server prints them. */
export function ResourceList(props: ResourceListProps) {
  const { cluster, kind, kinds } = props;
  const t = useText();
  const { namespace, state, linkTo } = useResourceUrl();
  const labels = state.get('labels');
  const filter = state.get('q');
  const wide = state.get('wide') !== '';
  const inNamespace = kind.namespaced && namespace ? namespace : undefined;
  const list = useResourceList(cluster, kind, {
    namespace: inNamespace,
    labelSelector: labels || undefined,
  });
  const text = filter.trim().toLocaleLowerCase('en');
  const areEvents = kind.resource === 'events';
  const rows =
    areEvents && list.rows ? newestFirst(list.columns, list.rows) : list.rows;
  const shown = text ? rows?.filter(row => says(row, text)) : rows;
  const linkOf = useCallback(
    (row: KubeRow, column: string, value: unknown) => {
      if (column === 'Name') {
        return linkTo({ object: objectText(row) }).search;
      }
      const subject =
        areEvents && column === 'Object'
          ? eventSubject(value, row, kinds)
          : undefined;
      return (
        subject &&
        linkTo({ kind: subject.kind, object: objectText(subject.object) })
          .search
      );
    },
    [areEvents, kinds, linkTo],
  );
  const hasMoreColumns = list.columns.some(({ priority }) => priority > 0);

  return (
    <Panel
      title={kind.kind}
      note={kind.group || undefined}
      flush
      action={
        <ReadAgain
          readAt={list.dataUpdatedAt}
          isReading={list.isFetching}
          onRead={list.readAgain}
        />
      }
    >
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
        {kind.namespaced && <NamespaceField cluster={cluster} />}
        <SearchField
          label={t('resources.labels')}
          value={labels}
          onChange={value => state.set({ labels: value })}
          width={216}
        />
        <SearchField
          label={t('resources.filter')}
          value={filter}
          onChange={q => state.set({ q })}
          width={216}
        />
        {hasMoreColumns && (
          <FilterChip
            label={t('resources.wide')}
            selected={wide}
            onClick={() => state.set({ wide: wide ? undefined : '1' })}
          />
        )}
      </Box>
      {list.error && (
        <Box sx={{ px: 2, pb: 2 }}>
          <KubeProblem
            error={list.error}
            needs={permissionText({ verb: 'list', ...kind })}
            onRetry={() => (rows ? list.fetchNextPage() : list.refetch())}
          />
        </Box>
      )}
      {list.isPending && !list.error && (
        <Box sx={{ px: 2, pb: 2 }}>
          <LoadingSkeleton
            shape="rows"
            label={t('resources.loading', { what: kind.resource })}
          />
        </Box>
      )}
      {rows && shown && shown.length > 0 && (
        <ResourceTable
          label={kind.kind}
          columns={list.columns}
          rows={shown}
          wide={wide}
          namespaced={kind.namespaced && !inNamespace}
          linkOf={linkOf}
        />
      )}
      {rows && shown?.length === 0 && (
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 1.5,
            px: 2,
            pb: 2,
          }}
        >
          {noneText()}
          {(text || labels) && (
            <ActionButton
              onClick={() => state.set({ q: undefined, labels: undefined })}
            >
              {t('filter.clear')}
            </ActionButton>
          )}
        </Box>
      )}
      {rows && rows.length > 0 && (
        <ListFooter
          loaded={rows.length}
          shown={shown?.length ?? 0}
          remaining={list.remaining}
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          restarted={list.restarted}
          onMore={() => list.fetchNextPage()}
        />
      )}
    </Panel>
  );

  function noneText(): string {
    const what = kind.resource;
    if (text && rows && rows.length > 0) {
      return list.hasNextPage
        ? `${t('resources.noneMatch', { text: filter })} ${t(
            'resources.moreMayMatch',
          )}`
        : t('resources.noneMatch', { text: filter });
    }
    if (labels) return t('resources.noneSelected', { what });
    return inNamespace
      ? t('resources.noneIn', { what, namespace: inNamespace })
      : t('resources.none', { what });
  }
}
