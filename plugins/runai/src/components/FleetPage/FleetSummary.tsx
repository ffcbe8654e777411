import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import {
  HEALTH_STATES,
  READINESS_STATES,
  type FleetTotals,
  type HealthState,
  type ReadinessState,
} from '@runai-portal/backstage-plugin-runai-common';
import { useStateLabel } from '../../hooks/useStateLabel';
import { useText } from '../../hooks/useText';
import { useUrlState } from '../../hooks/useUrlState';
import { FilterChip } from '../FilterChip';
import { StateIcon } from '../StateIcon';
import { FleetGpus } from './FleetGpus';

/** Shown even where they count nothing, so that a zero is told. */
const ALWAYS: readonly string[] = [
  'ready',
  'readyWithWarnings',
  'notReady',
  'undetermined',
  'healthy',
  'degraded',
  'unavailable',
  'unknown',
];
const READINESS_ORDER: ReadinessState[] = [
  'ready',
  'readyWithWarnings',
  'notReady',
  'undetermined',
  'notChecked',
];
const HEALTH_ORDER: HealthState[] = [
  'healthy',
  'progressing',
  'degraded',
  'unavailable',
  'unknown',
];

export interface FleetSummaryProps {
  totals: FleetTotals;
}

/** Counts by readiness and health, which filter the list, and the GPUs of the fleet as one bar. */
export function FleetSummary(props: FleetSummaryProps) {
  const { totals } = props;
  const t = useText();
  return (
    <Paper
      variant="outlined"
      sx={{
        display: 'grid',
        gridTemplateColumns: {
          xs: '1fr',
          sm: '1fr 1fr',
          lg: '1fr 1fr 1.15fr',
        },
        // Lines between the parts, however they wrap.
        gap: '1px',
        overflow: 'hidden',
        bgcolor: 'divider',
        backgroundClip: 'padding-box',
        '& > *': {
          backgroundColor: 'background.paper',
          px: 2,
          py: 1.75,
          minWidth: 0,
        },
        '& > *:last-child': { gridColumn: { sm: '1 / -1', lg: 'auto' } },
      }}
    >
      <Chips
        label={t('axis.readiness')}
        of="readiness"
        states={READINESS_ORDER.filter(state =>
          READINESS_STATES.includes(state),
        )}
        counts={{ ...totals.readiness }}
      />
      <Chips
        label={t('axis.health')}
        of="health"
        states={HEALTH_ORDER.filter(state => HEALTH_STATES.includes(state))}
        counts={{ ...totals.health }}
      />
      <FleetGpus totals={totals} />
    </Paper>
  );
}

interface ChipsProps {
  label: string;
  of: 'readiness' | 'health';
  states: readonly string[];
  counts: Record<string, number>;
}

function Chips(props: ChipsProps) {
  const { label, of, states, counts } = props;
  const word = useStateLabel();
  const url = useUrlState();
  const selected = url.all(of);
  return (
    <div role="group" aria-label={label}>
      <Box sx={{ fontSize: 12, color: 'text.secondary', mb: 1 }}>{label}</Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {states
          .filter(
            state =>
              ALWAYS.includes(state) ||
              counts[state] > 0 ||
              selected.includes(state),
          )
          .map(state => (
            <FilterChip
              key={state}
              icon={
                <StateIcon of={of} state={state} stale={counts[state] === 0} />
              }
              label={word(of, state)}
              count={counts[state]}
              selected={selected.includes(state)}
              onClick={() => url.toggle(of, state)}
            />
          ))}
      </Box>
    </div>
  );
}
