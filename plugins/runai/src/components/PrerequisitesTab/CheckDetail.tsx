import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type {
  CheckSummary,
  ClusterDetail,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterRun } from '../../hooks/useClusterRun';
import { useCatalogue, useCheckResults } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { compareResults } from '../../logic/worstFirst';
import { EvidenceList } from '../EvidenceList';
import { FactList } from '../FactList';
import { LoadError } from '../LoadError';
import { Remediation } from '../Remediation';
import { RunButton } from '../RunButton';
import { TextWithCode } from '../TextWithCode';
import { CheckSidebar } from './CheckSidebar';
import { SubjectList } from './SubjectList';
import { useSubject } from './useSubject';
import { WhatWasSeen } from './WhatWasSeen';
import { WhyAsked } from './WhyAsked';

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
  const choice = useSubject(summary.checkId, results);
  const result = choice.shown ?? [...summary.worst].sort(compareResults).at(0);
  const total = results.data?.pages[0]?.totalItems ?? 0;
  const node =
    result?.subject.kind === 'node' &&
    (result.status !== 'pass' || choice.isChosen(result))
      ? result.subject.name
      : undefined;
  const facts = [
    result?.expected && {
      key: 'asked',
      title: t('check.asked'),
      value: <TextWithCode text={result.expected} />,
    },
    {
      key: 'seen',
      title: t('check.seen'),
      value: <WhatWasSeen summary={summary} result={result} />,
    },
    result &&
      result.evidence.length > 0 && {
        key: 'evidence',
        title: t('check.evidence'),
        value: <EvidenceList evidence={result.evidence} />,
      },
    result?.remediation && {
      key: 'todo',
      title: t('check.toDo'),
      value: <Remediation remediation={result.remediation} />,
    },
    {
      key: 'why',
      title: t('check.why'),
      value: (
        <WhyAsked
          summary={summary}
          info={info}
          profile={cluster.readiness.profile}
        />
      ),
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
            choice={choice}
            total={total}
            loading={results.isFetchingNextPage}
            onMore={() => results.fetchNextPage()}
          />
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
          {node !== undefined && (
            <RunButton
              cluster={cluster}
              run={run}
              request={{ checks: [summary.checkId], subject: node }}
            >
              {t('run.checkNode', { node })}
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
