import type { FleetTotals } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { GpuSummary } from './GpuSummary';

export interface FleetGpuSummaryProps {
  totals: FleetTotals;
}

/** The GPUs of the fleet as one bar, and of how many of its clusters they are. */
export function FleetGpuSummary(props: FleetGpuSummaryProps) {
  const { gpus, counted, clusters } = props.totals;
  const t = useText();
  return (
    <GpuSummary
      label={t('fleet.gpusIn', {
        counted: `${counted}`,
        clusters: `${clusters}`,
      })}
      gpus={gpus}
    />
  );
}
