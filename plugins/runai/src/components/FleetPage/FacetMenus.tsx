import {
  ENVIRONMENTS,
  INSTALL_MODES,
  type FleetTotals,
} from '@runai-portal/backstage-plugin-runai-common';
import { useStateLabel } from '../../hooks/useStateLabel';
import { useText, type Text } from '../../hooks/useText';
import { FilterMenu } from '../FilterMenu';
import type { FleetFilterKey, FleetQueryState } from './useFleetQuery';

/** The filters that open as menus; readiness and health are the chips above. */
const MENUS = [
  'environment',
  'mode',
  'platform',
  'install',
  'connection',
  'label',
] as const satisfies readonly FleetFilterKey[];

type MenuKey = (typeof MENUS)[number];

function countsOf(
  totals: FleetTotals,
  key: MenuKey,
): Record<string, number | undefined> {
  switch (key) {
    case 'install':
    case 'connection':
      return { ...totals[key] };
    case 'platform':
      return totals.facets.distribution;
    default:
      return totals.facets[key];
  }
}

function labelOf(t: Text, key: MenuKey, value: string): string {
  const environment = ENVIRONMENTS.find(candidate => candidate === value);
  if (key === 'environment' && environment)
    return t(`environment.${environment}`);
  const mode = INSTALL_MODES.find(candidate => candidate === value);
  return key === 'mode' && mode ? t(`mode.${mode}`) : value;
}

export interface FacetMenusProps {
  totals: FleetTotals;
  query: FleetQueryState;
}

/** One menu a filter, each with the values that occur and how many clusters have them. */
export function FacetMenus(props: FacetMenusProps) {
  const { totals, query } = props;
  const t = useText();
  const stateLabel = useStateLabel();
  return (
    <>
      {MENUS.map(key => (
        <FilterMenu
          key={key}
          label={t(`filter.${key}`)}
          choices={Object.entries(countsOf(totals, key))
            .filter(
              ([value, count]) => count || query.selected(key).includes(value),
            )
            .map(([value, count]) => ({
              value,
              count,
              label:
                key === 'install' || key === 'connection'
                  ? stateLabel(key, value)
                  : labelOf(t, key, value),
            }))}
          selected={query.selected(key)}
          onToggle={value => query.toggle(key, value)}
        />
      ))}
    </>
  );
}
