import { useText } from '../../hooks/useText';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { useClusterPage } from '../ClusterPage/ClusterPageContext';
import { LoadError } from '../LoadError';
import { CheckFilters } from './CheckFilters';
import { CheckGroups } from './CheckGroups';
import { useCheckFilter } from './useCheckFilter';
import { VerdictPanel } from './VerdictPanel';

/** The verdict, and every check that it rests on. */
export function PrerequisitesTab() {
  const { cluster, results, run } = useClusterPage();
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
      {results.isPending && (
        <LoadingSkeleton shape="rows" label={t('check.loading')} />
      )}
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
