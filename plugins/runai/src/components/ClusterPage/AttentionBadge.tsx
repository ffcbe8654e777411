import Box from '@mui/material/Box';
import { useContext } from 'react';
import { useText } from '../../hooks/useText';
import { countByStatus } from '../../logic/checkGroups';
import { ClusterPageContext } from './ClusterPageContext';

/** How many checks fail or could not be judged; nothing while that is not known. */
export function AttentionBadge() {
  const t = useText();
  const results = useContext(ClusterPageContext)?.results.data;
  const counts = results && countByStatus(results.items);
  const attention = counts ? counts.fail + counts.unknown : 0;
  if (attention === 0) return null;
  return (
    <Box
      component="span"
      sx={{ fontWeight: 'fontWeightBold', color: 'text.primary' }}
      title={t('tab.attention')}
    >
      {attention}
    </Box>
  );
}
