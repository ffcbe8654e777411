import Box from '@mui/material/Box';
import type { FleetTotals } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { GPU_STATES, splitTotals } from '../../logic/gpus';
import { headline } from '../../logic/headline';
import { GpuBar } from '../GpuBar';
import { TruncatedText } from '../TruncatedText';

/** How many names the sentence gives before it counts the rest. */
const NAMES = 4;

export interface FleetGpusProps {
  totals: FleetTotals;
}

/** The GPUs of the fleet as one bar, and which clusters are not in it, with the reason. */
export function FleetGpus(props: FleetGpusProps) {
  const { gpus, counted, clusters, notCounted } = props.totals;
  const t = useText();
  const split = gpus && splitTotals(gpus);
  const rest = notCounted.length - NAMES;
  return (
    <div>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          justifyContent: 'space-between',
          gap: 1,
          fontSize: 12,
          mb: 1,
          color: 'text.secondary',
        }}
      >
        <span>
          {t('fleet.gpusIn', {
            counted: `${counted}`,
            clusters: `${clusters}`,
          })}
        </span>
        <span>
          {split
            ? GPU_STATES.filter(
                state =>
                  split[state] > 0 || ['allocated', 'free'].includes(state),
              )
                .filter(
                  state =>
                    gpus.allocated !== undefined ||
                    state === 'inUseUnknown' ||
                    state === 'notOffered',
                )
                .map(state =>
                  t(`gpu.count.${state}`, { number: split[state].toString() }),
                )
                .join(' · ')
            : t('gpu.notKnown')}
        </span>
      </Box>
      {gpus && <GpuBar gpus={gpus} height={12} />}
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
