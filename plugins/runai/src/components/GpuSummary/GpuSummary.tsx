import Box from '@mui/material/Box';
import type { GpuTotals } from '@runai-portal/backstage-plugin-runai-common';
import { useText, type Text } from '../../hooks/useText';
import { GPU_STATES, splitTotals } from '../../logic/gpus';
import { staleText } from '../../theme';
import { GpuBar } from '../GpuBar';

export interface GpuSummaryProps {
  /** What of: `GPUs`. */
  label: string;
  /** Absent where it is not known. */
  gpus?: GpuTotals;
  /** It was so when the cluster was last seen. */
  stale?: boolean;
}

/** GPUs in words over their bar; of values that are not up to date the words alone. */
export function GpuSummary(props: GpuSummaryProps) {
  const { label, gpus, stale } = props;
  const t = useText();
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
        <span>{label}</span>
        <Box component="span" sx={stale ? staleText : undefined}>
          {summary(t, gpus, stale)}
        </Box>
      </Box>
      {gpus && !stale && <GpuBar gpus={gpus} height={12} />}
    </div>
  );
}

function summary(
  t: Text,
  gpus: GpuTotals | undefined,
  stale: boolean | undefined,
): string {
  if (!gpus) return t('gpu.notKnown');
  const { allocated, total } = gpus;
  if (stale) {
    return allocated === undefined
      ? t('gpu.wasTotal', { total: `${total}` })
      : t('gpu.was', { allocated: `${allocated}`, total: `${total}` });
  }
  if (total === 0) return t('gpu.none');
  const split = splitTotals(gpus);
  // A zero is said of these, where it is known.
  const always = allocated === undefined ? [] : ['allocated', 'free'];
  return GPU_STATES.filter(state => split[state] > 0 || always.includes(state))
    .map(state => t(`gpu.count.${state}`, { number: `${split[state]}` }))
    .join(' · ');
}
