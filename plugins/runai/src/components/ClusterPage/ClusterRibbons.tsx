import type { ClusterDetail } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { exactTime } from '../../logic/age';
import { RelativeTime } from '../RelativeTime';
import { Notice } from '../Notice';
import { StateIcon } from '../StateIcon';

export interface ClusterRibbonsProps {
  cluster: ClusterDetail;
}

/** What holds for all that a cluster's page shows: maintenance, the first poll, values that are old. */
export function ClusterRibbons(props: ClusterRibbonsProps) {
  const { cluster } = props;
  const t = useText();
  // Once the connection has failed, a further attempt is not the first look.
  const isFirst =
    cluster.polling &&
    !cluster.observedAt &&
    cluster.connection.state === 'unknown';
  return (
    <>
      {cluster.maintenance && (
        <Notice
          icon={<StateIcon of="run" state="queued" size={20} />}
          title={t('cluster.maintenanceUntil', {
            until: exactTime(cluster.maintenance.until),
          })}
        >
          {cluster.maintenance.reason}
        </Notice>
      )}
      {isFirst && cluster.polling && (
        <Notice
          icon={<StateIcon of="run" state="running" size={20} />}
          title={t('cluster.firstPoll')}
        >
          {t('cluster.firstPollText')}{' '}
          <RelativeTime at={cluster.polling.since} as="for" />.
        </Notice>
      )}
      {cluster.stale && cluster.observedAt && (
        <Notice
          icon={
            <StateIcon
              of="connection"
              state={cluster.connection.state}
              size={20}
            />
          }
          title={t('cluster.stale')}
        >
          {t('cluster.staleText')}{' '}
          <RelativeTime at={cluster.observedAt} as="ago" />.
        </Notice>
      )}
    </>
  );
}
