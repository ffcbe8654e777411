import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';
import { useStateLabel } from '../../hooks/useStateLabel';
import { useText } from '../../hooks/useText';
import { plainText } from '../../logic/codeParts';
import { midSentence } from '../../logic/midSentence';
import { worstReason } from '../../logic/worstReason';
import { clusterRouteRef } from '../../routes';
import { StateIcon } from '../StateIcon';
import { StateLabel } from '../StateLabel';
import { TextLink } from '../TextLink';

export interface WorstClusterProps {
  /** The first of the fleet, the worst first. */
  cluster: ClusterSummary;
}

/** Which cluster needs somebody most, and why. */
export function WorstCluster(props: WorstClusterProps) {
  const { cluster } = props;
  const t = useText();
  const word = useStateLabel();
  const path = useRouteRef(clusterRouteRef)({ name: cluster.name });
  const worst = worstReason(cluster);
  if (!worst) {
    return (
      <StateLabel of="health" state="healthy">
        {t('widget.allWell')}
      </StateLabel>
    );
  }
  const { axis, reason } = worst;
  const { state } = cluster[axis];
  return (
    <Box sx={{ display: 'flex', gap: 0.75, overflowWrap: 'anywhere' }}>
      <Box sx={{ pt: '1px' }}>
        <StateIcon of={axis} state={state} />
      </Box>
      <div>
        {t('widget.worst')} <TextLink to={path}>{cluster.name}</TextLink>,{' '}
        {midSentence(word(axis, state))}
        {reason && `: ${plainText(reason)}`}
      </div>
    </Box>
  );
}
