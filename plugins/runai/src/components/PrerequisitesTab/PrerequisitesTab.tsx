import { useText } from '../../hooks/useText';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { useClusterPage } from '../ClusterPage/ClusterPageContext';
import { LoadError } from '../LoadError';
import { CheckFilters } from './CheckFilters';
import { CheckGroups } from './CheckGroups';
import { ComparePanel, useComparison } from '../ComparePanel';
import { useCheckFilter } from './useCheckFilter';
import { VerdictPanel } from './VerdictPanel';

/** The verdict, and every check that it rests on. */
export function PrerequisitesTab() {
  const { cluster, results, run } = useClusterPage();
  const t = useText();
  const filter = useCheckFilter();
  const comparison = useComparison();
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
          <VerdictPanel
            cluster={cluster}
            summaries={summaries}
            run={run}
            comparing={comparison.isOpen}
            onCompare={() => comparison.setOpen(!comparison.isOpen)}
          />
          {comparison.isOpen && (
            <ComparePanel cluster={cluster} run={run} comparison={comparison} />
          )}
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
