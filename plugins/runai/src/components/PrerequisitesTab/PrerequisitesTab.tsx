import type { ClusterDetail } from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterRun } from '../../hooks/useClusterRun';
import type { useResults } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { Bones } from '../Bones';
import { LoadError } from '../LoadError';
import { CheckFilters } from './CheckFilters';
import { CheckGroups } from './CheckGroups';
import { useCheckFilter } from './useCheckFilter';
import { VerdictPanel } from './VerdictPanel';

export interface PrerequisitesTabProps {
  cluster: ClusterDetail;
  results: ReturnType<typeof useResults>;
  run: ClusterRun;
}

/** The verdict, and every check that it rests on. */
export function PrerequisitesTab(props: PrerequisitesTabProps) {
  const { cluster, results, run } = props;
  const t = useText();
  const filter = useCheckFilter();
  const summaries = results.data?.items;
  return (
    <>
      {results.error && (
        <LoadError
          error={results.error}
          onRetry={() => results.refetch()}
          shownFrom={results.data && results.dataUpdatedAt}
        />
      )}
      {results.isPending && <Bones shape="rows" label={t('check.loading')} />}
      {summaries && (
        <>
          <VerdictPanel cluster={cluster} summaries={summaries} run={run} />
          <CheckFilters summaries={summaries} filter={filter} />
          <CheckGroups
            cluster={cluster}
            summaries={summaries}
            filter={filter}
            run={run}
          />
        </>
      )}
    </>
  );
}
