import Box from '@mui/material/Box';
import type { FleetTotals } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { headline } from '../../logic/headline';
import { FleetGpuSummary } from '../GpuSummary';
import { TruncatedText } from '../TruncatedText';

/** How many names the sentence gives before it counts the rest. */
const NAMES = 4;

export interface FleetGpusProps {
  totals: FleetTotals;
}

/** The GPUs of the fleet as one bar, and which clusters are not in it, with the reason. */
export function FleetGpus(props: FleetGpusProps) {
  const { notCounted } = props.totals;
  const t = useText();
  const rest = notCounted.length - NAMES;
  return (
    <div>
      <FleetGpuSummary totals={props.totals} />
      {notCounted.length > 0 && (
        <Box sx={{ fontSize: 12, color: 'text.secondary', mt: 0.75 }}>
          <TruncatedText
            title={notCounted
              .map(({ name, reason }) => `${name}: ${reason}`)
              .join('\n')}
          >
            {t('fleet.notCounted')}{' '}
            {notCounted
              .slice(0, NAMES)
              .map(({ name, reason }) => `${name} (${headline(reason)})`)
              .join(', ')}
            {rest > 0 && ` ${t('fleet.andMore', { number: `${rest}` })}`}
          </TruncatedText>
        </Box>
      )}
    </div>
  );
}
