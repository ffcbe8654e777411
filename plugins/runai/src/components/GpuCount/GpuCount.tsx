import Box from '@mui/material/Box';
import type { GpuTotals } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { GpuBar } from '../GpuBar';
import { StateIcon } from '../StateIcon';

export interface GpuCountProps {
  /** Absent where it is not known. */
  gpus?: GpuTotals;
  stale?: boolean;
}

/** Allocated of total, as numbers and as a bar; never a zero for what is not known. */
export function GpuCount(props: GpuCountProps) {
  const { gpus, stale } = props;
  const t = useText();
  const faint = {
    color: 'text.secondary',
    fontStyle: stale ? 'italic' : undefined,
  };
  if (!gpus) return <Box sx={faint}>{t('gpu.notKnown')}</Box>;
  const numbers = { allocated: `${gpus.allocated}`, total: `${gpus.total}` };
  if (stale) {
    return (
      <Box sx={faint}>
        {gpus.allocated === undefined
          ? t('gpu.wasTotal', numbers)
          : t('gpu.was', numbers)}
      </Box>
    );
  }
  if (gpus.total === 0) return <Box sx={faint}>{t('gpu.none')}</Box>;
  const notOffered = gpus.total - gpus.allocatable;
  return (
    <Box sx={{ minWidth: 104 }}>
      <Box
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          gap: 1,
          mb: 0.5,
        }}
      >
        {gpus.allocated === undefined ? (
          <Box sx={{ ...faint, fontSize: 12 }}>{t('gpu.useNotKnown')}</Box>
        ) : (
          <Box sx={{ fontWeight: 'fontWeightBold' }}>{gpus.allocated}</Box>
        )}
        <Box
          sx={{ fontSize: 12, color: 'text.secondary', whiteSpace: 'nowrap' }}
        >
          {t('gpu.of', numbers)}
        </Box>
      </Box>
      <GpuBar gpus={gpus} />
      {notOffered > 0 && (
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 0.5,
            mt: 0.5,
            fontSize: 12,
          }}
        >
          <StateIcon of="check" state="fail" size={13} />
          {t('gpu.count.notOffered', { number: notOffered.toString() })}
        </Box>
      )}
    </Box>
  );
}
