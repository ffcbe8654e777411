import { useCatalogue, useFleet } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { FleetFrame } from '../FleetFrame';
import { LoadError } from '../LoadError';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { CatalogueFilters } from './CatalogueFilters';
import { CatalogueGroups } from './CatalogueGroups';
import { useCatalogueFilter } from './useCatalogueFilter';

/** Every check that the portal knows, by category: what it asks, how much it weighs, and how many clusters fail it now. */
export function ChecksPage() {
  const t = useText();
  const catalogue = useCatalogue({ poll: true });
  const filter = useCatalogueFilter();
  const fleet = useFleet();
  const checks = catalogue.data;
  return (
    <FleetFrame tab="checks" demo={fleet.data?.demo}>
      {catalogue.error && (
        <LoadError
          error={catalogue.error}
          onRetry={() => catalogue.refetch()}
          shownFrom={checks && catalogue.dataUpdatedAt}
        />
      )}
      {catalogue.isPending && (
        <LoadingSkeleton shape="rows" label={t('catalogue.loading')} />
      )}
      {checks && (
        <>
          <CatalogueFilters checks={checks} filter={filter} />
          <CatalogueGroups checks={checks} filter={filter} />
        </>
      )}
    </FleetFrame>
  );
}
