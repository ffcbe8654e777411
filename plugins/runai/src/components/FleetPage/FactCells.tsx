import Box from '@mui/material/Box';
import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { ownerName } from '../../logic/ownerName';
import { ownTitle } from '../../logic/ownTitle';
import { platformText } from '../../logic/platformText';
import { RelativeTime } from '../RelativeTime';
import { StateIcon } from '../StateIcon';
import { Tag } from '../Tag';
import { TextLink } from '../TextLink';
import { TruncatedText } from '../TruncatedText';

interface CellProps {
  cluster: ClusterSummary;
}

/** Name, owner and environment; a ribbon where somebody works on the cluster. */
export function NameCell(props: CellProps & { to: string }) {
  const { cluster, to } = props;
  const t = useText();
  const { name, owner, environment, maintenance } = cluster;
  const title = ownTitle(cluster);
  return (
    <>
      <TextLink
        quiet
        to={to}
        sx={{
          display: 'inline-block',
          minWidth: 84,
          fontWeight: 'fontWeightBold',
        }}
      >
        {name}
      </TextLink>
      {title && (
        <Box sx={{ fontSize: 12, overflowWrap: 'anywhere' }}>{title}</Box>
      )}
      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
        {[owner && ownerName(owner), t(`environment.${environment}`)]
          .filter(Boolean)
          .join(' · ')}
      </Box>
      {maintenance && (
        <Tag strong title={maintenance.reason}>
          {t('cluster.maintenance')}
        </Tag>
      )}
    </>
  );
}

/** Ready of all nodes. */
export function NodesCell(props: CellProps) {
  const { capacity, stale } = props.cluster;
  const t = useText();
  if (!capacity)
    return (
      <Box
        component="span"
        sx={{ color: 'text.secondary' }}
        title={t('gpu.notKnown')}
      >
        {t('fleet.nodesNotKnown')}
      </Box>
    );
  const { ready, total } = capacity.nodes;
  return (
    <Box
      component="span"
      title={t('fleet.nodesReady', { ready: `${ready}`, total: `${total}` })}
      sx={{
        whiteSpace: 'nowrap',
        ...(stale ? { color: 'text.secondary', fontStyle: 'italic' } : {}),
      }}
    >
      {ready} / {total}
    </Box>
  );
}

/** Distribution and version. */
export function PlatformCell(props: CellProps) {
  const { platform, stale } = props.cluster;
  const t = useText();
  if (!platform)
    return <Box sx={{ color: 'text.secondary' }}>{t('gpu.notKnown')}</Box>;
  const { name, detail } = platformText(platform);
  return (
    <Box
      sx={stale ? { color: 'text.secondary', fontStyle: 'italic' } : undefined}
    >
      {name}
      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
        <TruncatedText
          title={[
            platform.distribution,
            platform.openshiftVersion ?? platform.kubernetesVersion,
          ]
            .filter(Boolean)
            .join(', ')}
        >
          {detail}
        </TruncatedText>
      </Box>
    </Box>
  );
}

/** When the cluster was last observed; marked where that is too long ago. */
export function SeenCell(props: CellProps) {
  const { observedAt, stale } = props.cluster;
  const t = useText();
  if (!observedAt)
    return <Box sx={{ color: 'text.secondary' }}>{t('fleet.never')}</Box>;
  return (
    <Box
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        fontWeight: stale ? 'fontWeightBold' : undefined,
      }}
    >
      {stale && <StateIcon of="check" state="fail" size={13} />}
      <RelativeTime at={observedAt} />
    </Box>
  );
}
