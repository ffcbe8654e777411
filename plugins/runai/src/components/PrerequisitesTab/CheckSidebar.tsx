import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type {
  CheckSummary,
  ClusterDetail,
} from '@runai-portal/backstage-plugin-runai-common';
import { useNow } from '../../hooks/useNow';
import { useHistory } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { historyDays } from '../../logic/historyDays';
import { ownerName } from '../../logic/ownerName';
import { neverRan, waitingSubjects } from '../../logic/subjectCounts';
import { RelativeTime } from '../RelativeTime';
import { HistoryStrip } from '../HistoryStrip';
import { StateLabel } from '../StateLabel';
import { TextLink } from '../TextLink';

export interface CheckSidebarProps {
  cluster: ClusterDetail;
  summary: CheckSummary;
  summaries: CheckSummary[];
}

/** A check's last 30 days, what waits for it, and what it waits for. */
export function CheckSidebar(props: CheckSidebarProps) {
  const { cluster, summary, summaries } = props;
  const t = useText();
  const now = useNow();
  const history = useHistory(cluster.name, { checkId: [summary.checkId] });
  const waiting = summaries.filter(
    other => other.blockedBy === summary.checkId,
  );
  const root =
    summary.blockedBy &&
    summaries.find(other => other.checkId === summary.blockedBy);
  const label = { fontSize: 12, color: 'text.secondary', mb: 0.75 };
  const line = (other: CheckSummary) => {
    const { names, more } = waitingSubjects(other);
    return (
      <Box key={other.checkId} sx={{ fontSize: 12 }}>
        <StateLabel of="check" state={other.status} size={14}>
          <TextLink
            quiet
            to={`?status=all&check=${encodeURIComponent(other.checkId)}`}
          >
            {other.title}
          </TextLink>
          {names.length > 0 && `: ${names.join(', ')}`}
          {more > 0 && ` ${t('check.andMore', { number: `${more}` })}`}
        </StateLabel>
      </Box>
    );
  };
  return (
    <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
      <div>
        <Box sx={label}>{t('history.last30Days')}</Box>
        {history.isPending && (
          <Skeleton variant="rounded" height={22} aria-label={t('loading')} />
        )}
        {history.error && (
          <Box sx={{ fontSize: 12 }}>{t('history.notRead')}</Box>
        )}
        {history.data && (
          <HistoryStrip
            of="check"
            label={summary.title}
            height={22}
            days={historyDays({
              vocabulary: 'check',
              // The strip is of the check as a whole; transitions of one subject are in the timeline.
              transitions: history.data.items.filter(
                ({ subject }) => !subject || subject.kind === 'cluster',
              ),
              gaps: history.data.gaps,
              current: { state: summary.status, since: summary.changedAt },
              now,
            })}
          />
        )}
      </div>
      {summary.observedAt && !neverRan(summary) && (
        <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
          {t('readiness.checked')}{' '}
          <RelativeTime at={summary.observedAt} as="ago" />
        </Box>
      )}
      {summary.attestation && (
        <Box sx={{ fontSize: 12 }}>
          {t('check.stated', {
            by: ownerName(summary.attestation.by),
            note: summary.attestation.note,
          })}
        </Box>
      )}
      {summary.waiver && (
        <Box sx={{ fontSize: 12 }}>
          {t('check.accepted', {
            by: ownerName(summary.waiver.by),
            reason: summary.waiver.reason,
          })}
        </Box>
      )}
      {root && (
        <div>
          <Box sx={label}>{t('check.waitsFor')}</Box>
          {line(root)}
        </div>
      )}
      {waiting.length > 0 && (
        <div>
          <Box sx={label}>{t('check.waiting')}</Box>
          {waiting.map(line)}
        </div>
      )}
    </Box>
  );
}
