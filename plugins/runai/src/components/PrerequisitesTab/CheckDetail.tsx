import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type {
  CheckSummary,
  ClusterDetail,
  Result,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterRun } from '../../hooks/useClusterRun';
import { useNeedsPod } from '../../hooks/useNeedsPod';
import { useCatalogue, useCheckResults } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { splitMessage, type SplitMessage } from '../../logic/headline';
import { ownerName } from '../../logic/ownerName';
import { neverRan } from '../../logic/subjectCounts';
import { compareResults } from '../../logic/worstFirst';
import { EvidenceList } from '../EvidenceList';
import { FactList } from '../FactList';
import { LoadError } from '../LoadError';
import { TextWithCode } from '../TextWithCode';
import { Remediation } from '../Remediation';
import { RunButton } from '../RunButton';
import { CheckSidebar } from './CheckSidebar';
import { SubjectList } from './SubjectList';

export interface CheckDetailProps {
  cluster: ClusterDetail;
  summary: CheckSummary;
  summaries: CheckSummary[];
  run: ClusterRun;
}

/** What a check asks, what was seen, on what evidence, what to do, and of whom it holds. */
export function CheckDetail(props: CheckDetailProps) {
  const { cluster, summary, summaries, run } = props;
  const t = useText();
  const info = useCatalogue().data?.find(check => check.id === summary.checkId);
  const results = useCheckResults(
    cluster.name,
    summary.checkId,
    summary.observedAt,
  );
  const subjects = (results.data?.pages ?? [])
    .flatMap(page => page.items)
    .sort(compareResults);
  const worst = subjects[0] ?? [...summary.worst].sort(compareResults)[0];
  const total = results.data?.pages[0]?.totalItems ?? 0;
  const isNode = worst?.subject.kind === 'node' && worst.status !== 'pass';

  const said = useFindingText(summary, worst);
  const isWrong = ['fail', 'warn', 'unknown'].includes(summary.status);

  const asked = worst?.expected ?? info?.description;
  const facts = [
    asked && { key: 'asked', title: t('check.asked'), value: asked },
    {
      key: 'why',
      title: t('check.why'),
      value: (
        <>
          {worst?.expected && info && `${info.description} `}
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {[
              summary.requirements.length > 0
                ? t('check.requirements', {
                    ids: summary.requirements.join(', '),
                  })
                : t('check.ofOurOwn'),
              t('check.sentence.profile', {
                profile: cluster.readiness.profile,
              }),
              summary.checkId,
            ].join(' · ')}
          </Box>
        </>
      ),
    },
    {
      key: 'seen',
      title: t('check.seen'),
      value: (
        <>
          {worst && isNamedApart(worst) && (
            <Box component="span" sx={{ fontWeight: 'fontWeightBold' }}>
              {worst.subject.name}:{' '}
            </Box>
          )}
          <Box
            component="span"
            sx={isWrong ? { fontWeight: 'fontWeightBold' } : {}}
          >
            <TextWithCode text={said.headline} />
          </Box>
          {said.details && (
            <>
              {/[.!?]$/.test(said.headline) ? ' ' : '. '}
              <TextWithCode text={said.details} />
            </>
          )}
          {worst?.judged !== undefined && worst.of !== undefined && (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {' '}
              {t('check.judged', {
                judged: `${worst.judged}`,
                of: `${worst.of}`,
              })}
            </Box>
          )}
          {worst?.unknown && (
            <Box sx={{ color: 'text.secondary' }}>
              {t(`unknownClass.${worst.unknown}`)}
            </Box>
          )}
          {worst?.actual && !worst.message.includes(worst.actual) && (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {' '}
              ({worst.actual})
            </Box>
          )}
        </>
      ),
    },
    worst &&
      worst.evidence.length > 0 && {
        key: 'evidence',
        title: t('check.evidence'),
        value: <EvidenceList evidence={worst.evidence} />,
      },
    worst?.remediation && {
      key: 'todo',
      title: t('check.toDo'),
      value: <Remediation remediation={worst.remediation} />,
    },
  ].filter(fact => typeof fact === 'object');

  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          lg: 'minmax(0, 1fr) 300px',
        },
        pl: { xs: 4, md: 7.5 },
        pr: 2,
        pt: 0.75,
        pb: 2.25,
      }}
    >
      <div>
        {results.error && (
          <LoadError error={results.error} onRetry={() => results.refetch()} />
        )}
        <FactList facts={facts} titleWidth={90} />
        {results.isPending && (
          <Skeleton
            variant="text"
            width="60%"
            role="status"
            aria-label={t('loading')}
          />
        )}
        {total > 1 && (
          <SubjectList
            subjects={subjects}
            total={total}
            loading={results.isFetchingNextPage}
            onMore={() => results.fetchNextPage()}
          />
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
          {isNode && (
            <RunButton
              cluster={cluster}
              run={run}
              request={{
                checks: [summary.checkId],
                subject: worst.subject.name,
              }}
            >
              {t('run.checkNode', { node: worst.subject.name })}
            </RunButton>
          )}
          <RunButton
            cluster={cluster}
            run={run}
            request={{ checks: [summary.checkId] }}
          >
            {t('run.checkAgain')}
          </RunButton>
        </Box>
      </div>
      <CheckSidebar cluster={cluster} summary={summary} summaries={summaries} />
    </Box>
  );
}

/** What was found, or why nothing was. */
function useFindingText(summary: CheckSummary, worst?: Result): SplitMessage {
  const t = useText();
  const needsPod = useNeedsPod(summary);
  const { attestation } = summary;
  if (attestation) {
    return {
      headline: t('check.statedLong', { by: ownerName(attestation.by) }),
      details: attestation.note,
    };
  }
  if (neverRan(summary)) {
    if (!needsPod) return { headline: t('check.notYetLong') };
    return {
      headline: t('check.neverRanLong'),
      details: summary.attestable ? t('check.neverRanStated') : undefined,
    };
  }
  return splitMessage(worst?.message ?? summary.message);
}

/** Whether the subject has to be named before the message, which may name it itself. */
function isNamedApart({ subject, message }: Result): boolean {
  return subject.kind !== 'cluster' && !message.includes(subject.name);
}
