import Box from '@mui/material/Box';
import {
  CHECK_CATEGORIES,
  SEVERITIES,
  type CheckInfo,
} from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import {
  profilesOf,
  severityBy,
  type CatalogueFilter,
} from '../../logic/catalogue';
import { requirementsOf } from '../../logic/checkGroups';
import { ChoiceField } from '../ChoiceField';
import { FilterChip } from '../FilterChip';
import { FilterMenu } from '../FilterMenu';
import { SearchField } from '../SearchField';
import { StateIcon } from '../StateIcon';
import type { CatalogueFilterState } from './useCatalogueFilter';

export interface CatalogueFiltersProps {
  checks: CheckInfo[];
  filter: CatalogueFilterState;
}

/** Which checks are listed, and by which profile their severity is told. */
export function CatalogueFilters(props: CatalogueFiltersProps) {
  const { checks, filter } = props;
  const t = useText();
  const failing = checks.filter(check => (check.failing ?? 0) > 0).length;
  const own = checks.filter(check => check.own).length;
  const profiles = profilesOf(checks);
  const count = (is: (check: CheckInfo) => boolean) => checks.filter(is).length;
  const chip = (
    show: CatalogueFilter['show'],
    label: string,
    total: number,
  ) => (
    <FilterChip
      icon={
        show === 'failing' ? (
          <StateIcon of="check" state="fail" size={14} stale={total === 0} />
        ) : undefined
      }
      label={label}
      count={total}
      selected={filter.show === show}
      onClick={() => filter.choose(show)}
    />
  );
  const row = {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 1,
    alignItems: 'center',
  };
  return (
    <Box sx={{ ...row, columnGap: 2, justifyContent: 'space-between' }}>
      <Box sx={row}>
        {chip('all', t('catalogue.all'), checks.length)}
        {chip('failing', t('catalogue.failing'), failing)}
        {(own > 0 || filter.show === 'own') &&
          chip('own', t('catalogue.own'), own)}
        {(profiles.length > 1 || filter.profile !== '') && (
          <ChoiceField
            label={t('catalogue.profile')}
            value={filter.profile}
            onChange={filter.setProfile}
            choices={[
              { value: '', label: t('catalogue.ownProfile') },
              ...profiles.map(id => ({ value: id, label: id })),
            ]}
          />
        )}
      </Box>
      <Box sx={row}>
        <SearchField
          label={t('catalogue.search')}
          value={filter.search}
          onChange={filter.setSearch}
          width={200}
        />
        <FilterMenu
          label={t('filter.category')}
          choices={CHECK_CATEGORIES.map(value => ({
            value,
            label: t(`category.${value}`),
            count: count(check => check.category === value),
          })).filter(choice => choice.count > 0)}
          selected={filter.categories}
          onToggle={value => filter.toggle('category', value)}
        />
        <FilterMenu
          label={t('filter.severity')}
          choices={SEVERITIES.map(value => ({
            value,
            label: t(`severity.${value}`),
            count: count(check => severityBy(check, filter.profile) === value),
          }))}
          selected={filter.severities}
          onToggle={value => filter.toggle('severity', value)}
        />
        <FilterMenu
          label={t('filter.requirement')}
          choices={requirementsOf(checks).map(value => ({
            value,
            count: count(check => check.requirements.includes(value)),
          }))}
          selected={filter.requirements}
          onToggle={value => filter.toggle('requirement', value)}
        />
      </Box>
    </Box>
  );
}
