import Box from '@mui/material/Box';
import type { AccessPermission } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { useClusterPage } from '../ClusterPage/ClusterPageContext';

export interface LostChecksProps {
  missing: readonly AccessPermission[];
}

/** How many checks rest on what is missing, and how many of these are required. */
export function LostChecks(props: LostChecksProps) {
  const { missing } = props;
  const t = useText();
  const { results } = useClusterPage();
  const lost = new Set(missing.flatMap(({ checks }) => checks));
  if (lost.size === 0) return null;
  const required = results.data?.items.filter(
    ({ checkId, severity }) => lost.has(checkId) && severity === 'required',
  ).length;
  return (
    <Box sx={{ fontSize: 13, color: 'text.secondary' }}>
      {t('access.lost', { count: lost.size })}
      {required !== undefined &&
        required > 0 &&
        `, ${t('access.lostRequired', { number: `${required}` })}`}
      .
    </Box>
  );
}
