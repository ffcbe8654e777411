import type { ListQuery } from '../../hooks/useQueries';
import { useUrlState } from '../../hooks/useUrlState';
import { serverOrder } from '../DataTable';
import { FLEET_ORDERS } from './fleetColumns';

/** The filters of the fleet, as they stand in the URL, each with what the server calls it. */
const FILTERS = {
  connection: 'connection',
  health: 'health',
  readiness: 'readiness',
  install: 'install',
  environment: 'environment',
  mode: 'mode',
  platform: 'distribution',
  label: 'label',
} as const;

export type FleetFilterKey = keyof typeof FILTERS;

/** What the fleet is searched, filtered and ordered by, and how to change it. */
export interface FleetQueryState {
  search: string;
  setSearch(search: string): void;
  selected(key: FleetFilterKey): string[];
  toggle(key: FleetFilterKey, value: string): void;
  sort: string;
  setSort(sort: string): void;
  clear(): void;
  isFiltered: boolean;
  /** The same, as the server is asked. */
  list: ListQuery;
}

/** The search, the filters and the order of the fleet, kept in the URL. */
export function useFleetQuery(): FleetQueryState {
  const url = useUrlState();
  const search = url.get('q').trim();
  const sort = url.get('sort');
  const keys = Object.keys(FILTERS) as FleetFilterKey[];
  return {
    search: url.get('q'),
    setSearch: q => url.set({ q }),
    selected: url.all,
    toggle: url.toggle,
    sort,
    setSort: next => url.set({ sort: next }),
    clear: () =>
      url.set({
        q: '',
        ...Object.fromEntries(keys.map(key => [key, undefined])),
      }),
    isFiltered: search !== '' || keys.some(key => url.all(key).length > 0),
    list: {
      filter: {
        text: search,
        ...Object.fromEntries(keys.map(key => [FILTERS[key], url.all(key)])),
      },
      order: serverOrder(sort, FLEET_ORDERS),
    },
  };
}
