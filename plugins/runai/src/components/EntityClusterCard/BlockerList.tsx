import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { plainText } from '../../logic/codeParts';
import { headline } from '../../logic/headline';
import { clusterRouteRef } from '../../routes';
import { StateIcon } from '../StateIcon';
import { TextLink } from '../TextLink';

/** How many blockers the card names before it counts the rest. */
const SHOWN = 3;

export interface BlockerListProps {
  cluster: ClusterSummary;
}

/** The first blockers of a cluster, each leading to its check. */
export function BlockerList(props: BlockerListProps) {
  const { name, stale, readiness } = props.cluster;
  const t = useText();
  const path = useRouteRef(clusterRouteRef)({ name });
  const { blockers, state } = readiness;
  if (blockers.length === 0) return null;
  return (
    <Box
      component="ul"
      aria-label={t('readiness.blockers', { count: blockers.length })}
      sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.75 }}
    >
      {blockers.slice(0, SHOWN).map(({ checkId, message }) => (
        <Box
          key={checkId}
          component="li"
          sx={{ display: 'flex', gap: 1, overflowWrap: 'anywhere' }}
        >
          <Box sx={{ pt: '1px' }}>
            <StateIcon of="readiness" state={state} stale={stale} />
          </Box>
          <TextLink
            quiet
            to={`${path}/prerequisites?status=all&check=${encodeURIComponent(
              checkId,
            )}`}
          >
            {plainText(headline(message))}
          </TextLink>
        </Box>
      ))}
      {blockers.length > SHOWN && (
        <Box
          component="li"
          sx={{ pl: 3, fontSize: 12, color: 'text.secondary' }}
        >
          {t('readiness.more', { count: blockers.length - SHOWN })}
        </Box>
      )}
    </Box>
  );
}
