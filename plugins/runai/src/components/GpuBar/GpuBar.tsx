import Box from '@mui/material/Box';
import type { GpuTotals } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { GPU_STATES, splitTotals } from '../../logic/gpus';
import { gpuFill } from '../../theme';

export interface GpuBarProps {
  gpus: GpuTotals;
  /** Pixels; 8 where absent. */
  height?: number;
}

/** GPUs as one bar: allocated, free, not offered; its numbers are its name for a screen reader. */
export function GpuBar(props: GpuBarProps) {
  const { gpus, height = 8 } = props;
  const t = useText();
  const split = splitTotals(gpus);
  const shown = GPU_STATES.filter(state => split[state] > 0);
  const name = shown
    .map(state => t(`gpu.count.${state}`, { number: split[state].toString() }))
    .join(', ');
  return (
    <Box
      role="img"
      aria-label={name || t('gpu.none')}
      title={name}
      sx={{
        display: 'flex',
        height,
        borderRadius: 0.5,
        overflow: 'hidden',
        bgcolor: 'action.hover',
      }}
    >
      {shown.map(state => (
        <Box
          key={state}
          sx={[
            theme => gpuFill(theme, state),
            { width: `${(split[state] / Math.max(1, gpus.total)) * 100}%` },
          ]}
        />
      ))}
    </Box>
  );
}
