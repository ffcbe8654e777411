import { useMemo } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';
import { ActionButton } from '../ActionButton';
import { useElementWidth } from '../../hooks/useElementWidth';
import { useStateLabel } from '../../hooks/useStateLabel';
import { useText } from '../../hooks/useText';
import { useUrlState } from '../../hooks/useUrlState';
import {
  facetChoices,
  filterFleet,
  FLEET_FILTER_KEYS,
  readFleetFilter,
} from '../../logic/fleetFilter';
import { compareClusters } from '../../logic/worstFirst';
import { clusterRouteRef } from '../../routes';
import { DataTable } from '../DataTable';
import { FilterMenu } from '../FilterMenu';
import { Panel } from '../Panel';
import { SearchField } from '../SearchField';
import { narrowColumns, stackedColumns, wideColumns } from './fleetColumns';

/** The filters that open as menus; readiness and health are the chips above. */
const MENUS = [
  'environment',
  'mode',
  'platform',
  'install',
  'connection',
  'label',
] as const;

/** Pixels that the table needs for a column a fact, and for two facts a column. */
const WIDE = 1040;
const NARROW = 620;

export interface FleetListProps {
  clusters: ClusterSummary[];
}

/** One row a cluster, with search, filters and sort, all of them in the URL. */
export function FleetList(props: FleetListProps) {
  const { clusters } = props;
  const t = useText();
  const word = useStateLabel();
  const url = useUrlState();
  const clusterLink = useRouteRef(clusterRouteRef);
  const { ref, width = WIDE } = useElementWidth();

  const filter = readFleetFilter(url.all);
  const shown = filterFleet(clusters, url.get('q'), filter).sort(
    compareClusters,
  );
  const columns = useMemo(() => {
    const link = (name: string) => clusterLink({ name });
    if (width >= WIDE) return wideColumns(t, link);
    return width >= NARROW ? narrowColumns(t, link) : stackedColumns(t, link);
  }, [t, clusterLink, width]);
  const choiceLabel = (key: (typeof MENUS)[number], value: string) => {
    if (key === 'install' || key === 'connection') return word(key, value);
    return value;
  };
  const clear = () =>
    url.set({
      q: '',
      ...Object.fromEntries(FLEET_FILTER_KEYS.map(key => [key, undefined])),
    });
  const count = t('fleet.count', { count: shown.length });

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
            value={url.get('q')}
            onChange={q => url.set({ q })}
          />
          {MENUS.map(key => (
            <FilterMenu
              key={key}
              label={t(`filter.${key}`)}
              choices={facetChoices(clusters, key).map(choice => ({
                ...choice,
                label: choiceLabel(key, choice.value),
              }))}
              selected={filter[key]}
              onToggle={value => url.toggle(key, value)}
            />
          ))}
          <Box
            role="status"
            sx={{ ml: 'auto', fontSize: 12, color: 'text.secondary' }}
          >
            {url.get('sort') ? count : `${count}, ${t('fleet.worstFirst')}`}
          </Box>
        </Box>
        {shown.length > 0 ? (
          <DataTable
            label={t('fleet.title')}
            rows={shown}
            columns={columns}
            rowId={cluster => cluster.name}
            sort={url.get('sort')}
            onSort={sort => url.set({ sort })}
          />
        ) : (
          <Box sx={{ p: 2, display: 'flex', gap: 2, alignItems: 'center' }}>
            {t('fleet.noMatch')}
            <ActionButton onClick={clear}>{t('filter.clear')}</ActionButton>
          </Box>
        )}
      </Panel>
    </div>
  );
}
