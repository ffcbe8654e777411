import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import type {
  CheckInfo,
  CheckOnCluster,
} from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { namedCounts } from '../../logic/checkGroups';
import { plainText } from '../../logic/codeParts';
import { headline } from '../../logic/headline';
import { clusterRouteRef } from '../../routes';
import { Panel } from '../Panel';
import { RelativeTime } from '../RelativeTime';
import { StateLabel } from '../StateLabel';
import { TextLink } from '../TextLink';
import { TextWithCode } from '../TextWithCode';
import { TruncatedText } from '../TruncatedText';

export interface ClustersPanelProps {
  check: CheckInfo;
}

/** Where a check does not pass now, the worst first, each with what was found there. */
export function ClustersPanel(props: ClustersPanelProps) {
  const { id, clusters = [], statuses } = props.check;
  const t = useText();
  const counts = statuses ? namedCounts(statuses) : [];
  const notPassing = statuses
    ? statuses.fail + statuses.warn + statuses.unknown
    : 0;
  const more = notPassing - clusters.length;
  return (
    <Panel
      flush
      title={t('checkPage.clusters')}
      note={counts
        .map(({ status, count }) =>
          t(`check.count.${status}`, { number: `${count}` }),
        )
        .join(', ')}
    >
      {clusters.length === 0 && (
        <Box sx={{ px: 2, pb: 2, fontSize: 13 }}>
          {statuses && statuses.pass > 0 ? (
            <StateLabel of="check" state="pass">
              {t('checkPage.clustersWell')}
            </StateLabel>
          ) : (
            <Box sx={{ color: 'text.secondary' }}>
              {t('checkPage.clustersNone')}
            </Box>
          )}
        </Box>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {clusters.map(cluster => (
          <ClusterItem key={cluster.cluster} checkId={id} on={cluster} />
        ))}
      </Box>
      {more > 0 && (
        <Box sx={{ px: 2, py: 1, fontSize: 12, color: 'text.secondary' }}>
          {t('checkPage.more', { count: more })}
        </Box>
      )}
    </Panel>
  );
}

function ClusterItem(props: { checkId: string; on: CheckOnCluster }) {
  const { checkId, on } = props;
  const t = useText();
  const path = useRouteRef(clusterRouteRef)({ name: on.cluster });
  const search = `?status=all&check=${encodeURIComponent(checkId)}`;
  return (
    <Box
      component="li"
      sx={{ borderTop: 1, borderColor: 'divider', px: 2, py: 1, fontSize: 13 }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
        <StateLabel of="check" state={on.status} size={14}>
          <TextLink quiet to={`${path}/prerequisites${search}`}>
            {on.cluster}
          </TextLink>
        </StateLabel>
        <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
          {t(`severity.${on.severity}`)}
        </Box>
        {on.changedAt && (
          <Box sx={{ ml: 'auto', fontSize: 12, color: 'text.secondary' }}>
            <RelativeTime at={on.changedAt} as="for" />
          </Box>
        )}
      </Box>
      <Box sx={{ pl: 2.5, fontSize: 12, color: 'text.secondary' }}>
        <TruncatedText title={plainText(on.message)}>
          <TextWithCode text={headline(on.message)} />
        </TruncatedText>
      </Box>
    </Box>
  );
}
