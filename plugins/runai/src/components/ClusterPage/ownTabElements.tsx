import { lazy, Suspense } from 'react';
import { LoadingSkeleton } from '../LoadingSkeleton';
import type { ClusterTab } from './ClusterTab';
import { OWN_TABS } from './ownTabs';

/** The plugin's own tabs for the old frontend system, where no extension loads them. */
export const OWN_TAB_ELEMENTS: readonly ClusterTab[] = OWN_TABS.map(
  ({ loader, ...tab }) => {
    const Content = lazy(async () => {
      const element = await loader();
      return { default: () => element };
    });
    return {
      ...tab,
      element: (
        <Suspense fallback={<LoadingSkeleton shape="rows" />}>
          <Content />
        </Suspense>
      ),
    };
  },
);
