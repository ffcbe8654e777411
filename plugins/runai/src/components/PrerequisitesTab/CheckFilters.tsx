import Box from '@mui/material/Box';
import {
  CHECK_CATEGORIES,
  SEVERITIES,
  type CheckStatus,
  type CheckSummary,
} from '@runai-portal/backstage-plugin-runai-common';
import { useStateLabel } from '../../hooks/useStateLabel';
import { useText } from '../../hooks/useText';
import {
  countByStatus,
  NOT_PASSING,
  requirementsOf,
} from '../../logic/checkGroups';
import { FilterChip } from '../FilterChip';
import { FilterMenu } from '../FilterMenu';
import { StateIcon } from '../StateIcon';
import type { CheckFilterState } from './useCheckFilter';

const CHIPS: readonly CheckStatus[] = [
  'fail',
  'warn',
  'unknown',
  'skipped',
  'pass',
  'notApplicable',
];

export interface CheckFiltersProps {
  summaries: CheckSummary[];
  filter: CheckFilterState;
}

/** Which checks are listed: by status, category, severity and requirement. */
export function CheckFilters(props: CheckFiltersProps) {
  const { summaries, filter } = props;
  const t = useText();
  const word = useStateLabel();
  const counts = countByStatus(summaries);
  const notPassing = NOT_PASSING.reduce(
    (sum, status) => sum + counts[status],
    0,
  );
  const chip = (
    choice: CheckFilterState['choice'],
    label: string,
    count: number,
    status?: CheckStatus,
  ) => (
    <FilterChip
      key={choice}
      icon={status && <StateIcon of="check" state={status} size={14} />}
      label={label}
      count={count}
      selected={filter.choice === choice}
      onClick={() => filter.choose(choice)}
    />
  );
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
    >
      {chip('notPassing', t('filter.notPassing'), notPassing)}
      {chip('all', t('filter.all'), summaries.length)}
      {CHIPS.filter(
        status => counts[status] > 0 || filter.choice === status,
      ).map(status =>
        chip(status, word('check', status), counts[status], status),
      )}
      <Box sx={{ ml: 'auto', display: 'flex', gap: 1 }}>
        <FilterMenu
          label={t('filter.category')}
          choices={CHECK_CATEGORIES.map(value => ({
            value,
            label: t(`category.${value}`),
            count: summaries.filter(summary => summary.category === value)
              .length,
          })).filter(({ count }) => count > 0)}
          selected={filter.categories}
          onToggle={value => filter.toggle('category', value)}
        />
        <FilterMenu
          label={t('filter.severity')}
          choices={SEVERITIES.map(value => ({
            value,
            label: t(`severity.${value}`),
            count: summaries.filter(summary => summary.severity === value)
              .length,
          }))}
          selected={filter.severities}
          onToggle={value => filter.toggle('severity', value)}
        />
        <FilterMenu
          label={t('filter.requirement')}
          choices={requirementsOf(summaries).map(value => ({
            value,
            count: summaries.filter(({ requirements }) =>
              requirements.includes(value),
            ).length,
          }))}
          selected={filter.requirements}
          onToggle={value => filter.toggle('requirement', value)}
        />
      </Box>
    </Box>
  );
}
