import Box from '@mui/material/Box';
import type { AccessPermission } from '@runai-portal/backstage-plugin-runai-common';
import { useClusterPath } from '../../hooks/useClusterPath';
import { useText } from '../../hooks/useText';
import { useClusterPage } from '../ClusterPage/ClusterPageContext';
import { TextLink } from '../TextLink';

/** The checks that rest on it, by their titles, and the proxy. */
export function PermissionCosts(props: { permission: AccessPermission }) {
  const { checks, proxy } = props.permission;
  const t = useText();
  const { cluster, results } = useClusterPage();
  const clusterPath = useClusterPath(cluster.name);
  const titles = new Map(
    (results.data?.items ?? []).map(({ checkId, title }) => [checkId, title]),
  );
  if (checks.length === 0 && !proxy) {
    return <Box sx={{ color: 'text.secondary' }}>{t('access.nothing')}</Box>;
  }
  return (
    <>
      {checks.map(id => (
        <div key={id}>
          <TextLink
            quiet
            to={`${clusterPath}/prerequisites?status=all&check=${encodeURIComponent(
              id,
            )}`}
          >
            {titles.get(id) ?? id}
          </TextLink>
        </div>
      ))}
      {proxy && (
        <Box sx={{ color: 'text.secondary' }}>{t('access.browsing')}</Box>
      )}
    </>
  );
}
