import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type {
  CheckSummary,
  ClusterDetail,
} from '@runai-portal/backstage-plugin-runai-common';
import { useHistoryDays } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
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
  const history = useHistoryDays(cluster.name, { checkId: [summary.checkId] });
  const [strip] = history.data ?? [];
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
          <Skeleton
            variant="rounded"
            height={22}
            role="status"
            aria-label={t('loading')}
          />
        )}
        {history.error && (
          <Box sx={{ fontSize: 12 }}>{t('history.notRead')}</Box>
        )}
        {strip && (
          <HistoryStrip
            of="check"
            label={summary.title}
            height={22}
            strip={strip}
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
